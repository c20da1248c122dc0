import { Body, Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ProblemFilter, type Problem } from '@silkport/i18n';
import { QuoteOrder } from '@silkport/ordering';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withQuantity } from './basket-cookie.js';
import { AddForm, SetForm } from './basket.dto.js';
import { BasketReads } from './basket-reads.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { BasketPage } from './pages/basket.js';
import { readForm, typedText } from './read-form.js';
import { renderPage } from './render-page.js';
import { VisitorCookies } from './visitor-cookies.js';
import type { Visitor } from './visitor.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/basket`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class BasketController {
  constructor(
    private readonly visitors: Visitors, private readonly cookies: VisitorCookies, private readonly baskets: BasketReads, private readonly quoteOrder: QuoteOrder,
    private readonly problems: ProblemFilter,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.render(reply, this.visitors.of(request));
  }

  /** @throws InvalidInput */
  @Post()
  async add(@Body() { variantId, quantity }: AddForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    this.cookies.keepBasket(reply, withQuantity(visitor.basket, variantId, { add: quantity }));
    return reply.redirect(visitor.link('/basket'), 303);
  }

  @Post('lines')
  async set(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    try {
      const { variantId, quantity } = await readForm(SetForm, body);
      this.cookies.keepBasket(reply, withQuantity(visitor.basket, variantId, { set: quantity }));
      return reply.redirect(visitor.link('/basket'), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.render(reply, visitor, this.problems.problemOf(error, request, visitor.locale), typedText(body));
    }
  }

  /** A reload of a refused change, or a change of language on it, is the basket. */
  @Get('lines')
  back(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.redirect(this.visitors.of(request).link('/basket'), 303);
  }

  /** What can be ordered goes on to the checkout; where something was sold meanwhile, the basket says so. */
  @Post('checkout')
  async checkout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const { locale, country, currency } = visitor;
    const { ready, limit } = await this.baskets.priced(visitor.basket, visitor);
    if (!ready.length || limit) return reply.redirect(visitor.link('/basket'), 303);
    try {
      const buyer = { personId: visitor.principal?.personId, email: visitor.principal?.email };
      const { id } = await this.quoteOrder.run({ items: ready, buyer, country, evidence: this.visitors.evidenceOf(request), currency, locale });
      return await reply.redirect(visitor.link(`/checkout/${id}`), 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status >= 500) throw error;
      return reply.redirect(visitor.link('/basket'), 303);
    }
  }

  private async render(reply: FastifyReply, visitor: Visitor, problem?: Problem, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    const basket = await this.baskets.priced(visitor.basket, visitor);
    renderPage(reply, visitor, { title: visitor.t('basket.title'), isPersonal: true, status: problem?.status ?? 200 }, (
      <BasketPage visitor={visitor} basket={basket} problem={problem} typed={typed} />
    ));
  }
}
