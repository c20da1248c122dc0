import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { PlaceOrder } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { HeldOrders } from './held-orders.js';
import { OpenPaymentPage } from './open-payment-page.js';
import { OrderKeyQuery } from './order-key-query.js';
import { OrderDto } from './order.dto.js';
import { OrderStanding } from './order-standing.js';
import { PayableOrderAnswer } from './payable-order-answer.js';
import { SettledOrders } from './settled-orders.js';

@ApiTags('orders')
@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly placeOrder: PlaceOrder,
    private readonly paymentPage: OpenPaymentPage,
    private readonly held: HeldOrders,
    private readonly settled: SettledOrders,
    private readonly standing: OrderStanding,
  ) {}

  /** In the language of its quote. @throws QuoteUnknown, QuoteExpired, QuoteAlreadyOrdered, RecipientMissing, BusinessMissing, ImmediateDeliveryConsentMissing, SoldOut, TrialGiven, BuyerEmailRefused */
  @Post()
  @Allow('public')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Order what was quoted' })
  @ApiCreatedResponse({ type: PayableOrderAnswer })
  @Refuses(404, 409, 410)
  async place(
    @Body() { quoteId, email, recipient, business, immediateDelivery, startService }: OrderDto, @ReaderLocale() reader: Locale, @Claim() claim: IdempotentRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<PayableOrderAnswer> {
    const placed = await this.placeOrder.run({ quoteId, email, recipient, business, immediateDelivery, startService, personId: principal?.personId, confirmedEmail: principal?.emailConfirmed ? principal.email : undefined }, claim);
    const { order, checkoutUrl } = await this.paymentPage.first(placed);
    return { ...(await this.standing.of(order, reader)), checkoutUrl, paymentStatus: checkoutUrl === null ? null : 'open' };
  }

  /** @throws OrderUnknown */
  @Get(':number')
  @Allow('order-holder')
  @NeverCached()
  @ApiOperation({ summary: 'One order; while it awaits payment the payment provider is asked how it stands' })
  @ApiOkResponse({ type: PayableOrderAnswer })
  @Refuses(400, 404)
  async byNumber(
    @Param('number') number: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal?: Principal,
  ): Promise<PayableOrderAnswer> {
    const { order, payment } = await this.settled.settle(await this.held.require(number, key, principal));
    return { ...(await this.standing.of(order, reader)), ...payment };
  }
}
