import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShipmentReads } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { HeldOrders } from '../../ordering/held-orders.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { shipmentAnswer, ShipmentsAnswer } from './shipment-answer.js';

@ApiTags('delivery')
@Controller('v1/orders/:number/shipments')
export class OrderShipmentsController {
  constructor(private readonly held: HeldOrders, private readonly shipments: ShipmentReads) {}

  /** @throws OrderUnknown */
  @Get()
  @Allow('order-holder')
  @NeverCached()
  @ApiOperation({ summary: 'Boxes of an order, each with where it stands and how to follow it' })
  @ApiOkResponse({ type: ShipmentsAnswer })
  @Refuses(400, 404)
  async list(@Param('number') number: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<ShipmentsAnswer> {
    const order = await this.held.require(number, key, principal);
    return { items: (await this.shipments.ofOrder(order.id)).map(shipmentAnswer) };
  }
}
