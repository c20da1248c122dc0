import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems, itemPath } from '../held-items.js';
import { orderPath } from '../held-orders.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { Visitors } from '../visitors.js';

/** Leads from a seat to its subscription. Who only holds the seat has nothing to decide about it. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/subscription`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class SubscriptionItemController {
  constructor(private readonly visitors: Visitors, private readonly held: HeldItems) {}

  /** @throws OrderUnknown, EntitlementUnknown */
  @Get()
  async lead(@Param('number') number: string, @Param('entitlementId') entitlementId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, entitlementId, request);
    const page = item.holdsOrder && item.order.subscription ? orderPath(item, '/subscription') : itemPath(item);
    return reply.redirect(this.visitors.of(request).link(page), 303);
  }
}
