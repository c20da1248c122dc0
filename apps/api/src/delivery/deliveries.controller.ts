import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DownloadLinks, EntitlementReads, type LineDelivery } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { Clock, type Locale } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../http/cache-headers.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { HeldOrders } from '../ordering/held-orders.js';
import { OrderKeyQuery } from '../ordering/order-key-query.js';
import { DeliveriesAnswer, deliveryAnswer } from './delivery-answer.js';
import { HeldItems } from './held-items.js';

@ApiTags('delivery')
@Controller('v1/orders/:number/deliveries')
export class DeliveriesController {
  constructor(
    private readonly held: HeldOrders,
    private readonly items: HeldItems,
    private readonly entitlements: EntitlementReads,
    private readonly links: DownloadLinks,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown */
  @Get()
  @Allow('order-holder')
  @NeverCached()
  @ApiOperation({ summary: 'What the order brought: files with fresh links, licence keys, parcels' })
  @ApiOkResponse({ type: DeliveriesAnswer })
  @Refuses(400, 404)
  async list(
    @Param('number') number: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<DeliveriesAnswer> {
    const order = await this.held.require(number, key, principal);
    const deliveries = await this.entitlements.ofOrder(order.id, { client: this.items.clientOf(request), keysOf: 'all' });
    const place = new Map(order.lines.map(({ id }, index) => [id, index]));
    const inOrder = deliveries.toSorted((left, right) => (place.get(left.orderLineId) ?? 0) - (place.get(right.orderLineId) ?? 0));
    return { items: inOrder.map((delivery) => deliveryAnswer(delivery, ({ id }) => this.urlOf(delivery, id), reader)) };
  }

  /** Null of what is only played and read: its links are those of its tracks. */
  private urlOf({ entitlementId, state, deliveryKind }: LineDelivery, assetId: string): string | null {
    if (entitlementId === null || state !== 'active' || deliveryKind === 'stream') return null;
    return `${this.config.publicUrl}${this.links.linkFor({ entitlementId, assetId }, this.clock.now())}`;
  }
}
