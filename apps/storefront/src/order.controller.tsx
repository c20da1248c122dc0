import { Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { hasBeenPaid, orderedItems, StartPayment } from '@silkport/ordering';
import { PaymentProviderAway } from '@silkport/payments';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { basketCookieName, withQuantity, writeBasket, type BasketItem } from './basket-cookie.js';
import { EndUnpaidOrder } from './end-unpaid-order.js';
import { HeldItems } from './held-items.js';
import { HeldOrders, orderPath } from './held-orders.js';
import { isPassing, waitedStatus } from './order-stage.js';
import { OrderRecords } from './order-records.js';
import { OrderStandings, type OrderStanding } from './order-standings.js';
import { OrderUnknownFilter } from './order-unknown.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { OrderPage } from './pages/order.js';
import { pendingOrdersCookieName, readPending } from './pending-orders-cookie.js';
import { renderPage } from './render-page.js';
import { VisitorCookies } from './visitor-cookies.js';
import { Visitors } from './visitors.js';

const refreshSeconds = 3;

/** An order for its holder: every route refuses whoever has neither the key nor the confirmed e-mail. */
@Controller(locales.map((locale) => `${locale}/orders/:number`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class OrderController {
  constructor(
    private readonly visitors: Visitors, private readonly cookies: VisitorCookies, private readonly held: HeldOrders, private readonly standings: OrderStandings,
    private readonly items: HeldItems, private readonly records: OrderRecords, private readonly startPayment: StartPayment, private readonly endUnpaid: EndUnpaidOrder,
  ) {}

  /** @throws OrderUnknown */
  @Get()
  async show(@Param('number') number: string, @Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    const standing = await this.standings.of(held.order, query.paid === '1', this.items.clientOf(request));
    this.settleBasket(standing, request, reply);
    const visitor = this.visitors.of(request);
    const record = await this.records.of(standing.order);
    const head = { title: visitor.t('order.title', { number: held.order.number }), isPersonal: true, ...(isPassing(standing.stage) ? { refreshSeconds } : {}) };
    renderPage(reply, visitor, head, <OrderPage visitor={visitor} held={held} standing={standing} record={record} isAway={query.away === '1'} />);
  }

  @Get('status')
  async status(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { order } = await this.held.require(number, request);
    const { stage } = await this.standings.withoutKeys(order, false);
    return reply.header('cache-control', 'no-store').send({ status: waitedStatus(stage) });
  }

  /** Leads to the payment page, the same one as before where it is still open. */
  @Post('payment')
  async pay(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    const isPayable = held.order.status === 'awaiting_payment';
    const address = isPayable ? await this.startPayment.run(held.order.id) : undefined;
    return reply.redirect(address ?? this.visitors.of(request).link(orderPath(held, '', isPayable ? 'away=1' : '')), 303);
  }

  @Post('cancellation')
  async cancel(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    const isAway = await this.endUnpaid.run(held.order.id, 'cancelled by the buyer').then(() => false, (error: unknown) => {
      if (error instanceof PaymentProviderAway) return true;
      throw error;
    });
    return reply.redirect(this.visitors.of(request).link(orderPath(held, '', isAway ? 'away=1' : '')), 303);
  }

  /** Puts the things of the order into the basket, as many as it had or as are there already. */
  @Post('basket')
  async refill(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { order } = await this.held.require(number, request);
    const visitor = this.visitors.of(request);
    const refilled = orderedItems(order.lines).reduce<BasketItem[]>((basket, { variantId, quantity }) => {
      const there = basket.find((item) => item.variantId === variantId)?.quantity ?? 0;
      return withQuantity(basket, variantId, { set: Math.max(there, quantity) });
    }, [...visitor.basket]);
    this.cookies.keepBasket(reply, refilled);
    return reply.redirect(visitor.link('/basket'), 303);
  }

  /** What was ordered in this browser leaves its basket when it is first seen paid; the page itself shows the basket without it. */
  private settleBasket({ order }: OrderStanding, request: FastifyRequest, reply: FastifyReply): void {
    const pending = readPending(request.cookies[pendingOrdersCookieName]);
    if (order.status === 'awaiting_payment' || !pending.includes(order.id)) return;
    this.cookies.keepPending(reply, pending.filter((id) => id !== order.id));
    if (!hasBeenPaid(order.status) && order.status !== 'held') return;
    const left = orderedItems(order.lines).reduce<BasketItem[]>((basket, { variantId, quantity }) => withQuantity(basket, variantId, { add: -quantity }), [...this.visitors.of(request).basket]);
    this.cookies.keepBasket(reply, left);
    this.cookies.keepDraft(reply, {});
    request.cookies[basketCookieName] = writeBasket(left);
  }
}
