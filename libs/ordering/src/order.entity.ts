import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DeliveryKind } from '@silkport/catalog';
import type { Locale, Rate, Translated } from '@silkport/values';

export const orderStatuses = ['awaiting_payment', 'paid', 'cancelled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Where an order may go from where it is. */
export const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  awaiting_payment: ['paid', 'cancelled'],
  paid: [],
  cancelled: [],
};

/** Where a parcel goes. Names and streets are any Unicode. */
export interface Recipient {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly phone?: string;
}

/** What a buyer and the merchants agreed on, once. Prices, rates and names in it never change afterwards. */
@Entity({ schema: 'ordering', name: 'orders' })
@Unique('orders_number_key', ['number'])
@Unique('orders_quote_id_key', ['quoteId'])
@Index('orders_email', ['email', 'placedAt'])
@Index('orders_awaiting_payment', { synchronize: false })
@Check('orders_total_minor_check', '(total_minor > 0)')
export class Order {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'orders_pkey' }) id: string;
  /** For people: `SP-7K3MQ-92XTV`. */
  @Column({ type: 'text' }) number: string;
  @Column({ name: 'quote_id', type: 'uuid' }) quoteId: string;
  @Column({ type: 'text' }) status: OrderStatus;
  @Column({ type: 'text' }) email: string;
  @Column({ type: 'text' }) locale: Locale;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ name: 'rate_set_id', type: 'uuid' }) rateSetId: string;
  @Column({ type: 'jsonb', nullable: true }) recipient: Recipient | null;
  @Column({ name: 'placed_at', type: 'timestamptz' }) placedAt: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
  @Column({ name: 'paid_at', type: 'timestamptz', nullable: true }) paidAt: Date | null;
  @Column({ name: 'cancelled_at', type: 'timestamptz', nullable: true }) cancelledAt: Date | null;
}

/** One variant of one merchant in an order, with everything about it frozen. Tax, commission and verdict join it as columns of their own. */
@Entity({ schema: 'ordering', name: 'order_lines' })
@Index('order_lines_merchant_id', ['merchantId', 'orderId'])
export class OrderLine {
  @PrimaryColumn({ name: 'order_id', type: 'uuid', primaryKeyConstraintName: 'order_lines_pkey' }) orderId: string;
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'order_lines_pkey' }) position: number;
  @Column({ type: 'uuid' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'merchant_name', type: 'jsonb' }) merchantName: Translated;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'product_code', type: 'text' }) productCode: string;
  @Column({ name: 'product_slug', type: 'text' }) productSlug: string;
  @Column({ name: 'product_name', type: 'jsonb' }) productName: Translated;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  /** Absent where the product has but one. */
  @Column({ name: 'variant_name', type: 'jsonb', nullable: true }) variantName: Translated | null;
  @Column({ name: 'cluster_id', type: 'text' }) clusterId: string;
  @Column({ name: 'taxonomy_id', type: 'text' }) taxonomyId: string;
  @Column({ name: 'delivery_kind', type: 'text' }) deliveryKind: DeliveryKind;
  @Column({ name: 'digitally_ordered', type: 'boolean' }) digitallyOrdered: boolean;
  @Column({ name: 'digitally_delivered', type: 'boolean' }) digitallyDelivered: boolean;
  @Column({ type: 'integer' }) quantity: number;
  /** In the order's currency. */
  @Column({ name: 'unit_minor', type: 'bigint' }) unitMinor: bigint;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  /** At the merchant's own price, in its currency. */
  @Column({ name: 'merchant_currency', type: 'char', length: 3 }) merchantCurrency: string;
  @Column({ name: 'merchant_total_minor', type: 'bigint' }) merchantTotalMinor: bigint;
  /** Units of the order's currency for one of the merchant's. */
  @Column({ type: 'numeric' }) rate: Rate;
}

/** Who changed an order's status, when and why. Append-only. */
@Entity({ schema: 'ordering', name: 'order_transitions' })
export class OrderTransition {
  @PrimaryColumn({ name: 'order_id', type: 'uuid', primaryKeyConstraintName: 'order_transitions_pkey' }) orderId: string;
  @PrimaryColumn({ name: 'to_status', type: 'text', primaryKeyConstraintName: 'order_transitions_pkey' }) toStatus: OrderStatus;
  @Column({ name: 'from_status', type: 'text', nullable: true }) fromStatus: OrderStatus | null;
  /** `buyer`, `stripe`, `clock`, or a person's id. */
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
