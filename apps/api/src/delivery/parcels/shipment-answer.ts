import { ApiProperty } from '@nestjs/swagger';
import { parcelStates, shipmentStates, type ParcelState, type ParcelView, type ShipmentState, type ShipmentView } from '@silkport/delivery';
import { PageAnswer } from '../../http/page-answer.js';

export class ShippedLineAnswer {
  @ApiProperty({ format: 'uuid', description: 'A line of the order.' }) lineId: string;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its merchant had the pieces back.', example: null }) returnedAt: string | null;
}

/** A box that a merchant sends, as both its merchant and its buyer see it. */
export class ShipmentAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: shipmentStates, example: 'shipped' }) state: ShipmentState;
  @ApiProperty({ type: String, nullable: true, example: 'EMS (China Post)' }) carrier: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'EE123456789CN' }) tracking: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where the carrier shows the way of the box; null of carriers that are not on our list.' }) trackingUrl: string | null;
  @ApiProperty({ format: 'date-time' }) packedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) shippedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deliveredAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the carrier brought it back.' }) returnedAt: string | null;
  @ApiProperty({ type: [ShippedLineAnswer] }) lines: ShippedLineAnswer[];
}

export class ShipmentsAnswer {
  @ApiProperty({ type: [ShipmentAnswer], description: 'In the order in which they were packed.' }) items: ShipmentAnswer[];
}

export class MerchantShipmentAnswer extends ShipmentAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the whole box.', example: 850 }) weightGrams: number | null;
}

export class MerchantShipmentPageAnswer extends PageAnswer {
  @ApiProperty({ type: [MerchantShipmentAnswer] }) items: MerchantShipmentAnswer[];
}

export class ParcelAnswer {
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty({ enum: parcelStates, example: 'to_ship' }) state: ParcelState;
  @ApiProperty({ type: 'integer', example: 2 }) quantity: number;
  @ApiProperty({ type: 'integer', description: 'Pieces that are in no shipment yet.', example: 2 }) toPack: number;
  @ApiProperty({ format: 'date-time' }) orderedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) shippedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deliveredAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) returnedAt: string | null;
}

/** What a merchant has to send for an order, and what is packed of it. */
export class OrderShipmentsAnswer {
  @ApiProperty({ type: [ParcelAnswer] }) parcels: ParcelAnswer[];
  @ApiProperty({ type: [MerchantShipmentAnswer] }) shipments: MerchantShipmentAnswer[];
}

const iso = (instant: Date | null) => instant?.toISOString() ?? null;

export function shipmentAnswer({ id, state, carrierName, tracking, trackingUrl, packedAt, shippedAt, deliveredAt, returnedAt, lines }: ShipmentView): ShipmentAnswer {
  return {
    id, state, carrier: carrierName, tracking, trackingUrl, packedAt: packedAt.toISOString(), shippedAt: iso(shippedAt), deliveredAt: iso(deliveredAt), returnedAt: iso(returnedAt),
    lines: lines.map(({ lineId, quantity, returnedAt: back }) => ({ lineId, quantity, returnedAt: iso(back) })),
  };
}

export function merchantShipmentAnswer(shipment: ShipmentView, orderNumber: string): MerchantShipmentAnswer {
  return { ...shipmentAnswer(shipment), orderNumber, weightGrams: shipment.weightGrams };
}

export class MerchantParcelAnswer extends ParcelAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
}

export class MerchantParcelPageAnswer extends PageAnswer {
  @ApiProperty({ type: [MerchantParcelAnswer] }) items: MerchantParcelAnswer[];
}

export function parcelAnswer({ lineId, state, quantity, toPack, orderedAt, shippedAt, deliveredAt, returnedAt }: ParcelView): ParcelAnswer {
  return { lineId, state, quantity, toPack, orderedAt: orderedAt.toISOString(), shippedAt: iso(shippedAt), deliveredAt: iso(deliveredAt), returnedAt: iso(returnedAt) };
}
