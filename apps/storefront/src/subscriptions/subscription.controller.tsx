import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { AskSubscription, PlanNotOffered, PriceChange, type SubscriptionView, type SubscriptionWish, type TermsChange } from '@silkport/ordering';
import { ChangeCard } from '@silkport/payments';
import { Allow, DomainError, hashBody } from '@silkport/platform';
import { isId, locales, newId } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { orderPath } from '../held-orders.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { ConfirmSubscriptionChangePage } from '../pages/subscription-change.js';
import { SubscriptionPage } from '../pages/subscription.js';
import { readForm } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { SubscriptionPlans, type HeldSubscription } from './subscription-plans.js';
import { SubscriptionForm } from './subscription.dto.js';

const refreshSeconds = 3;

/** A subscription for whoever holds one of its orders: what costs money is shown with its price first and confirmed then. */
@Controller(locales.map((locale) => `${locale}/orders/:number/subscription`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class SubscriptionController {
  constructor(
    private readonly visitors: Visitors, private readonly plans: SubscriptionPlans, private readonly asked: AskSubscription, private readonly price: PriceChange, private readonly card: ChangeCard,
    private readonly problems: ProblemFilter,
  ) {}

  /** @throws OrderUnknown, SubscriptionUnknown */
  @Get()
  async show(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.showPage(await this.plans.require(number, request), request, reply);
  }

  /** What another plan or number of seats costs, with the button that makes it so. @throws OrderUnknown, SubscriptionUnknown */
  @Get('price')
  async showPrice(@Param('number') number: string, @Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.plans.require(number, request);
    try {
      const change = termsChange(query);
      const priced = await this.price.run(found.subscription, change);
      const visitor = this.visitors.of(request);
      const head = { title: visitor.t('subscribed.confirm_title'), isPersonal: true };
      renderPage(reply, visitor, head, <ConfirmSubscriptionChangePage visitor={visitor} found={found} change={change} priced={priced} attempt={newId()} />);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.showPage(found, request, reply, error);
    }
  }

  @Post('changes')
  async change(@Param('number') number: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.plans.require(number, request);
    try {
      const { attempt, ...form } = await readForm(SubscriptionForm, body);
      const bodyHash = hashBody(form);
      const wish = () => this.wishOf(found.subscription, form);
      await this.asked.run(found.subscription.id, wish, request.principal?.personId ?? 'buyer', { scope: `storefront subscription ${found.subscription.id}`, key: `${attempt} ${bodyHash}`, bodyHash });
      return await reply.redirect(this.visitors.of(request).link(orderPath(found.held, '/subscription')), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.showPage(found, request, reply, error);
    }
  }

  /** To the payment provider's page: card numbers never come here. */
  @Post('card')
  async newCard(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.plans.require(number, request);
    const visitor = this.visitors.of(request);
    const back = new URL(visitor.link(orderPath(found.held, '/subscription')), `${request.protocol}://${request.host}`).href;
    try {
      return await reply.redirect(await this.card.open(found.subscription.id, { locale: visitor.locale, successUrl: back, cancelUrl: back }), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.showPage(found, request, reply, error);
    }
  }

  private async showPage(found: HeldSubscription, request: FastifyRequest, reply: FastifyReply, error?: DomainError): Promise<void> {
    const visitor = this.visitors.of(request);
    const problem = error && this.problems.problemOf(error, request, visitor.locale);
    const head = { title: visitor.t('subscribed.title'), isPersonal: true, status: problem?.status ?? 200, ...(found.subscription.isChanging && !problem ? { refreshSeconds } : {}) };
    renderPage(reply, visitor, head, <SubscriptionPage visitor={visitor} found={found} others={await this.plans.others(found.subscription)} attempt={newId()} problem={problem} />);
  }

  private async wishOf(subscription: SubscriptionView, { kind, resumesOn, proratedAt, ...wanted }: Omit<SubscriptionForm, 'attempt'>): Promise<SubscriptionWish> {
    if (kind === 'pause') return { kind, resumesAt: resumesOn ? new Date(resumesOn) : null };
    if (kind !== 'variant' && kind !== 'seats') return { kind };
    const { terms } = await this.price.run(subscription, termsChange(wanted));
    return { kind: 'terms', terms, proratedAt: proratedAt ? new Date(proratedAt) : null };
  }
}

/** @throws PlanNotOffered */
function termsChange({ variantId, seats }: { readonly variantId?: unknown; readonly seats?: unknown }): TermsChange {
  if (typeof variantId === 'string' && isId(variantId)) return { variantId };
  const wanted = Number(seats);
  if (Number.isInteger(wanted) && wanted > 0 && wanted <= 1000) return { seats: wanted };
  throw new PlanNotOffered({}, 'seats');
}
