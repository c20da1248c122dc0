import { Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { CancelOrder, TransitionRefused } from '@silkport/ordering';
import { CloseCheckout } from '@silkport/payments';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { HeldOrders } from './held-orders.js';
import { OpenPaymentPage } from './open-payment-page.js';
import { OrderAnswer, orderAnswer } from './order-answer.js';
import { OrderKeyQuery } from './order-key-query.js';
import { PaymentPageAnswer } from './payable-order-answer.js';

@ApiTags('orders')
@Controller('v1/orders/:number')
export class OrderChangesController {
  constructor(
    private readonly held: HeldOrders,
    private readonly paymentPage: OpenPaymentPage,
    private readonly closeCheckout: CloseCheckout,
    private readonly cancelOrder: CancelOrder,
  ) {}

  /** @throws OrderUnknown, TransitionRefused */
  @Post('payment')
  @Allow('order-holder')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'The payment page again' })
  @ApiCreatedResponse({ type: PaymentPageAnswer })
  @Refuses(404, 409)
  async pay(
    @Param('number') number: string, @Query() { key }: OrderKeyQuery, @Claim() claim: IdempotentRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<PaymentPageAnswer> {
    return { checkoutUrl: await this.paymentPage.again(await this.held.require(number, key, principal), claim) };
  }

  /** The payment page is closed first: who has paid in the meantime keeps the order. @throws OrderUnknown, TransitionRefused, PaymentProviderAway */
  @Post('cancellation')
  @HttpCode(200)
  @Allow('order-holder')
  @NeverCached()
  @ApiOperation({ summary: 'End an order that was not paid; doing it again changes nothing' })
  @ApiOkResponse({ type: OrderAnswer })
  @Refuses(400, 404, 409, 503)
  async cancel(
    @Param('number') number: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal?: Principal,
  ): Promise<OrderAnswer> {
    const order = await this.held.require(number, key, principal);
    const isPaid = (order.status !== 'awaiting_payment' && order.status !== 'cancelled') || (await this.closeCheckout.run(order.id)) === 'paid';
    if (isPaid) throw new TransitionRefused();
    await this.cancelOrder.run(order.id, { actor: principal?.personId ?? 'buyer', reason: 'cancelled by the buyer' });
    return orderAnswer(await this.held.require(number, key, principal), this.held.keyOf(order), reader);
  }
}
