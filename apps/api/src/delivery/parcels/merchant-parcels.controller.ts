import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { carriers, PackShipment, ShipmentReads } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads, OrderUnknown, type OrderView } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { isPlain } from '../../http/code-text.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import { MerchantParcelPageAnswer, MerchantShipmentAnswer, merchantShipmentAnswer, OrderShipmentsAnswer, parcelAnswer } from './shipment-answer.js';
import { PackingDto, ParcelQuery } from './shipment.dto.js';

type Merchant = Principal & { readonly merchantId: string };

export class CarrierAnswer {
  @ApiProperty({ example: 'ems' }) code: string;
  @ApiProperty({ example: 'EMS (China Post)' }) name: string;
}

export class CarriersAnswer {
  @ApiProperty({ type: [CarrierAnswer] }) items: CarrierAnswer[];
}

/** What a merchant has to send for an order, packed into boxes. */
@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantParcelsController {
  constructor(private readonly orders: OrderReads, private readonly shipments: ShipmentReads, private readonly packShipment: PackShipment) {}

  @Get('carriers')
  @NeverCached()
  @ApiOperation({ summary: 'Carriers whose tracking pages we can link to' })
  @ApiOkResponse({ type: CarriersAnswer })
  carriers(): CarriersAnswer {
    return { items: carriers.map(({ code, name }) => ({ code, name })) };
  }

  /** @throws InvalidCursor */
  @Get('parcels')
  @NeverCached()
  @ApiOperation({ summary: 'Lines of paid orders that the merchant has to send, or has sent, newest first' })
  @ApiOkResponse({ type: MerchantParcelPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit, state }: ParcelQuery, @CurrentPrincipal() { merchantId }: Merchant): Promise<MerchantParcelPageAnswer> {
    const { items, nextCursor } = await this.shipments.parcelsOfMerchant(merchantId, cursor, limit, state);
    const numbers = await this.orders.numbersOf([...new Set(items.map(({ orderId }) => orderId))]);
    return { items: items.map((each) => ({ ...parcelAnswer(each), orderNumber: numbers.get(each.orderId) ?? '' })), nextCursor: nextCursor ?? null };
  }

  /** @throws OrderUnknown */
  @Get('orders/:number/shipments')
  @NeverCached()
  @ApiOperation({ summary: 'What of an order the merchant has to send, and its shipments' })
  @ApiOkResponse({ type: OrderShipmentsAnswer })
  @Refuses(404)
  async ofOrder(@Param('number') number: string, @CurrentPrincipal() { merchantId }: Merchant): Promise<OrderShipmentsAnswer> {
    const order = await this.own(number, merchantId);
    const [parcels, shipments] = await Promise.all([this.shipments.parcelsOfOrder(order.id, merchantId), this.shipments.ofOrder(order.id, merchantId)]);
    return { parcels: parcels.map(parcelAnswer), shipments: shipments.map((each) => merchantShipmentAnswer(each, order.number)) };
  }

  /** @throws OrderUnknown, NotToBePacked */
  @Post('orders/:number/shipments')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Pack lines of an order, or some of their pieces, into a shipment' })
  @ApiCreatedResponse({ type: MerchantShipmentAnswer })
  @Refuses(404, 409)
  async pack(@Param('number') number: string, @Body() packing: PackingDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { merchantId, personId }: Merchant): Promise<MerchantShipmentAnswer> {
    const order = await this.own(number, merchantId);
    const id = await this.packShipment.run({ ...packing, orderId: order.id, merchantId, personId }, claim);
    return merchantShipmentAnswer(await this.shipments.ofMerchantById(id, merchantId), order.number);
  }

  private async own(number: string, merchantId: string): Promise<OrderView> {
    const order = isPlain(number) ? await this.orders.ofMerchantByNumber(merchantId, number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    return order;
  }
}
