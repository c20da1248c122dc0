import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DeliverShipment, DescribeShipment, DispatchShipment, ReturnShipment, ShipmentReads, ShipmentUnknown, UnpackShipment } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { PageQuery } from '../../http/page-query.js';
import { Refuses } from '../../http/refuses.js';
import { MerchantShipmentAnswer, merchantShipmentAnswer, MerchantShipmentPageAnswer } from './shipment-answer.js';
import { CarriageDto, ShipmentReturnDto } from './shipment.dto.js';

type Merchant = Principal & { readonly merchantId: string };

/** A merchant's boxes: each write says where one stands, so that doing it again changes nothing. */
@ApiTags('merchant')
@Controller('v1/merchant/shipments')
@Allow('merchant')
export class MerchantShipmentsController {
  constructor(
    private readonly shipments: ShipmentReads, private readonly orders: OrderReads, private readonly describeShipment: DescribeShipment, private readonly dispatchShipment: DispatchShipment,
    private readonly deliverShipment: DeliverShipment, private readonly returnShipment: ReturnShipment, private readonly unpackShipment: UnpackShipment,
  ) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Shipments of the merchant, newest first' })
  @ApiOkResponse({ type: MerchantShipmentPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @CurrentPrincipal() { merchantId }: Merchant): Promise<MerchantShipmentPageAnswer> {
    const { items, nextCursor } = await this.shipments.ofMerchant(merchantId, cursor, limit);
    const numbers = await this.orders.numbersOf([...new Set(items.map(({ orderId }) => orderId))]);
    return { items: items.map((each) => merchantShipmentAnswer(each, numbers.get(each.orderId) ?? '')), nextCursor: nextCursor ?? null };
  }

  /** @throws ShipmentUnknown */
  @Get(':id')
  @NeverCached()
  @ApiOperation({ summary: 'One shipment' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantShipmentAnswer })
  @Refuses(404)
  byId(@Param('id') id: string, @CurrentPrincipal() { merchantId }: Merchant): Promise<MerchantShipmentAnswer> {
    return this.answer(ownId(id), merchantId);
  }

  /** @throws ShipmentUnknown */
  @Put(':id/carriage')
  @NeverCached()
  @ApiOperation({ summary: 'Tell or correct carrier, tracking number and weight; what is left out stays' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantShipmentAnswer })
  @Refuses(400, 404)
  async describe(@Param('id') id: string, @Body() carriage: CarriageDto, @CurrentPrincipal() principal: Merchant): Promise<MerchantShipmentAnswer> {
    await this.describeShipment.run(own(id, principal), carriage);
    return this.answer(id, principal.merchantId);
  }

  /** @throws ShipmentUnknown, ShipmentMoveRefused */
  @Delete(':id')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take a box apart that has not gone' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Its pieces can be packed anew.' })
  @Refuses(404, 409)
  async unpack(@Param('id') id: string, @CurrentPrincipal() principal: Merchant): Promise<void> {
    await this.unpackShipment.run(own(id, principal));
  }

  /** @throws ShipmentUnknown, ShipmentMoveRefused */
  @Post(':id/dispatch')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'A shipment is on its way; doing it again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantShipmentAnswer })
  @Refuses(400, 404, 409)
  async dispatch(@Param('id') id: string, @Body() carriage: CarriageDto, @CurrentPrincipal() principal: Merchant): Promise<MerchantShipmentAnswer> {
    await this.dispatchShipment.run(own(id, principal), carriage);
    return this.answer(id, principal.merchantId);
  }

  /** @throws ShipmentUnknown, ShipmentMoveRefused */
  @Post(':id/delivery')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'A shipment has arrived; doing it again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantShipmentAnswer })
  @Refuses(404, 409)
  async deliver(@Param('id') id: string, @CurrentPrincipal() principal: Merchant): Promise<MerchantShipmentAnswer> {
    await this.deliverShipment.run(own(id, principal));
    return this.answer(id, principal.merchantId);
  }

  /** @throws ShipmentUnknown, ShipmentMoveRefused */
  @Post(':id/return')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'A shipment came back: what could not be handed over is paid back, what its buyer sent back is not by that alone; doing it again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantShipmentAnswer })
  @Refuses(400, 404, 409)
  async bringBack(@Param('id') id: string, @Body() { reason }: ShipmentReturnDto, @CurrentPrincipal() principal: Merchant): Promise<MerchantShipmentAnswer> {
    await this.returnShipment.run(own(id, principal), reason);
    return this.answer(id, principal.merchantId);
  }

  private async answer(id: string, merchantId: string): Promise<MerchantShipmentAnswer> {
    const shipment = await this.shipments.ofMerchantById(id, merchantId);
    return merchantShipmentAnswer(shipment, (await this.orders.numbersOf([shipment.orderId])).get(shipment.orderId) ?? '');
  }
}

const own = (id: string, { merchantId, personId }: Merchant) => ({ shipmentId: ownId(id), merchantId, personId });

function ownId(id: string): string {
  if (!isId(id)) throw new ShipmentUnknown({}, 'id');
  return id;
}
