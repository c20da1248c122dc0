import { ApiProperty } from '@nestjs/swagger';
import type { HeldOrderView, OrderChangeView } from '@silkport/ordering';

export class OrderChangeAnswer {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for the order itself.' }) lineId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'paid' }) from: string | null;
  @ApiProperty({ example: 'delivered' }) to: string;
  @ApiProperty({ description: '`buyer`, `stripe`, `clock`, `delivery`, or a person’s id.', example: 'delivery' }) actor: string;
  @ApiProperty({ example: 'handed over' }) reason: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class OrderHistoryAnswer {
  @ApiProperty({ type: [OrderChangeAnswer], description: 'Oldest first.' }) items: OrderChangeAnswer[];
}

export class HeldOrderAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) number: string;
  @ApiProperty({ description: 'Country/region that the buyer declared.', example: 'KZ' }) country: string;
  @ApiProperty({ type: String, nullable: true, description: 'Country/region of the billing address.', example: 'DE' }) billingCountry: string | null;
  @ApiProperty({ format: 'date-time' }) heldAt: string;
  @ApiProperty({ description: 'Whether the buyer’s bank has asked for the money, or about it, meanwhile; followed once the order is decided.', example: false }) isDisputed: boolean;
}

export class HeldOrdersAnswer {
  @ApiProperty({ type: [HeldOrderAnswer], description: 'Those that wait longest first.' }) items: HeldOrderAnswer[];
}

export function orderChangeAnswer({ at, ...change }: OrderChangeView): OrderChangeAnswer {
  return { ...change, at: at.toISOString() };
}

export function heldOrderAnswer({ heldAt, ...order }: HeldOrderView): HeldOrderAnswer {
  return { ...order, heldAt: heldAt.toISOString() };
}
