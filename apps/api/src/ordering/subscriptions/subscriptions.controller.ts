import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { AskSubscription, PlanNotOffered, PriceChange, type SubscriptionView, type SubscriptionWish, type TermsChange } from '@silkport/ordering';
import { ChangeCard } from '@silkport/payments';
import { Allow, CONFIG, type Config, type IdempotentRequest } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../order-key-query.js';
import { HeldSubscriptions } from './held-subscriptions.js';
import { CardPageAnswer, pricedChangeAnswer, PricedChangeAnswer, SubscriptionAnswer, subscriptionAnswer, SubscriptionChangeAnswer } from './subscription-answer.js';
import { PricedChangeQuery, SubscriptionChangeDto } from './subscription.dto.js';

@ApiTags('orders')
@Controller('v1/orders/:number/subscription')
@Allow('order-holder')
export class SubscriptionsController {
  constructor(
    private readonly held: HeldSubscriptions, private readonly ask: AskSubscription, private readonly price: PriceChange, private readonly card: ChangeCard,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown, SubscriptionUnknown */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'The subscription that an order began or paid for' })
  @ApiOkResponse({ type: SubscriptionAnswer })
  @Refuses(400, 404)
  async show(@Param('number') number: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal?: Principal): Promise<SubscriptionAnswer> {
    return subscriptionAnswer((await this.held.require(number, key, principal)).subscription, reader);
  }

  /** @throws OrderUnknown, SubscriptionUnknown, PlanNotOffered, SubscriptionChangeRefused, PaymentProviderAway */
  @Get('price')
  @NeverCached()
  @ApiOperation({ summary: 'What another plan or another number of seats would cost, asked of the payment provider; nothing is kept' })
  @ApiOkResponse({ type: PricedChangeAnswer })
  @Refuses(400, 404, 409, 422, 503)
  async priceOf(@Param('number') number: string, @Query() { key, ...wanted }: PricedChangeQuery, @CurrentPrincipal() principal?: Principal): Promise<PricedChangeAnswer> {
    const { subscription } = await this.held.require(number, key, principal);
    return pricedChangeAnswer(await this.price.run(subscription, termsChange(wanted)));
  }

  /** It is done a moment later; the subscription tells. @throws OrderUnknown, SubscriptionUnknown, PlanNotOffered, SubscriptionChangeRefused, SubscriptionChanging, AnsweredBefore */
  @Post('changes')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Change the plan or the seats, pause, resume, cancel with the period, keep, or collect what is owed' })
  @ApiCreatedResponse({ type: SubscriptionChangeAnswer })
  @Refuses(404, 409)
  async change(
    @Param('number') number: string, @Query() { key }: OrderKeyQuery, @Body() body: SubscriptionChangeDto, @Claim() claim: IdempotentRequest, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal?: Principal,
  ): Promise<SubscriptionChangeAnswer> {
    const { subscription } = await this.held.require(number, key, principal);
    const id = await this.ask.run(subscription.id, () => this.wishOf(subscription, body), principal?.personId ?? 'buyer', claim);
    return { id, subscription: subscriptionAnswer((await this.held.require(number, key, principal)).subscription, reader) };
  }

  /** Asked for twice it is two pages, of which either can be used. @throws OrderUnknown, SubscriptionUnknown, SubscriptionNotBilled, PaymentProviderAway */
  @Post('card')
  @NeverCached()
  @HttpCode(200)
  @ApiOperation({ summary: 'A page of the payment provider on which another card is given' })
  @ApiOkResponse({ type: CardPageAnswer })
  @Refuses(400, 404, 409, 503)
  async newCard(@Param('number') number: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal?: Principal): Promise<CardPageAnswer> {
    const { order, subscription } = await this.held.require(number, key, principal);
    const back = `${this.config.publicUrl}/${reader}/orders/${order.number}/subscription${key ? `?key=${encodeURIComponent(key)}` : ''}`;
    return { url: await this.card.open(subscription.id, { locale: reader, successUrl: back, cancelUrl: back }) };
  }

  private async wishOf(subscription: SubscriptionView, { kind, resumesAt, proratedAt, ...wanted }: SubscriptionChangeDto): Promise<SubscriptionWish> {
    if (kind === 'pause') return { kind, resumesAt: resumesAt ? new Date(resumesAt) : null };
    if (kind !== 'terms') return { kind };
    const { terms } = await this.price.run(subscription, termsChange(wanted));
    return { kind, terms, proratedAt: proratedAt ? new Date(proratedAt) : null };
  }
}

/** @throws PlanNotOffered */
function termsChange({ variantId, seats }: { readonly variantId?: string | undefined; readonly seats?: number | undefined }): TermsChange {
  if (variantId !== undefined && seats === undefined) return { variantId };
  if (seats !== undefined && variantId === undefined) return { seats };
  throw new PlanNotOffered({}, 'variantId');
}
