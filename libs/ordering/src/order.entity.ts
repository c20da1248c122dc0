import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DeliveryKind } from '@silkport/catalog';
import type { BundleOfLine } from './quotes/wanted-lines.js';
import type { ImportEstimate, TaxLine } from '@silkport/tax';
import type { CommissionTerms } from '@silkport/pricing';
import type { Locale, Rate, Translated } from '@silkport/values';
import type { Business } from './business.js';
import type { Consent } from './withdrawals/consents.js';
import type { SubscriptionRole } from './subscriptions/subscription-states.js';
import type { LineState, OrderStatus } from './order-states.js';

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
@Index('orders_delivered', { synchronize: false })
@Index('orders_held', { synchronize: false })
@Index('orders_subscription_id', { synchronize: false })
@Check('orders_total_minor_check', "((total_minor > 0) OR ((total_minor = 0) AND COALESCE((subscription_role = ANY (ARRAY['first'::text, 'seats'::text])), false)))")
@Check('orders_of_subscriptions_have_a_role', '((subscription_id IS NULL) = (subscription_role IS NULL))')
@Check('orders_subscription_role_check', "(subscription_role = ANY (ARRAY['first'::text, 'renewal'::text, 'upgrade'::text, 'seats'::text]))")
export class Order {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'orders_pkey' }) id: string;
  /** For people: `SP-7K3MQ-92XTV`. */
  @Column({ type: 'text' }) number: string;
  @Column({ name: 'quote_id', type: 'uuid' }) quoteId: string;
  @Column({ type: 'text' }) status: OrderStatus;
  @Column({ type: 'text' }) email: string;
  /** Who placed it, where signed in with this address, confirmed: anybody can type another's. */
  @Column({ name: 'buyer_id', type: 'uuid', nullable: true }) buyerId: string | null;
  @Column({ type: 'text' }) locale: Locale;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ name: 'rate_set_id', type: 'uuid' }) rateSetId: string;
  /** Of a business buyer, in its official form. */
  @Column({ name: 'tax_id', type: 'text', nullable: true }) taxId: string | null;
  /** Whom the invoices are made out to, where the buyer is a business. */
  @Column({ type: 'jsonb', nullable: true }) business: Business | null;
  /** What the buyer agreed to, in which words and when. */
  @Column({ type: 'jsonb', default: [] }) consents: readonly Consent[];
  /** Given back or taken back by the buyer's bank. */
  @Column({ name: 'refunded_minor', type: 'bigint', default: 0 }) refundedMinor: bigint;
  @Column({ type: 'jsonb', nullable: true }) recipient: Recipient | null;
  @Column({ name: 'placed_at', type: 'timestamptz' }) placedAt: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
  @Column({ name: 'paid_at', type: 'timestamptz', nullable: true }) paidAt: Date | null;
  @Column({ name: 'cancelled_at', type: 'timestamptz', nullable: true }) cancelledAt: Date | null;
  /** When its money came, while it was not clear where it is taxed. */
  @Column({ name: 'held_at', type: 'timestamptz', nullable: true }) heldAt: Date | null;
  /** Of the payment page, where it made the order held. */
  @Column({ name: 'billing_country', type: 'char', length: 2, nullable: true }) billingCountry: string | null;
  /** When the last right of withdrawal ends; known once all is delivered. */
  @Column({ name: 'completes_at', type: 'timestamptz', nullable: true }) completesAt: Date | null;
  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true }) completedAt: Date | null;
  /** Of what it begins, or is a period of. */
  @Column({ name: 'subscription_id', type: 'uuid', nullable: true }) subscriptionId: string | null;
  @Column({ name: 'subscription_role', type: 'text', nullable: true }) subscriptionRole: SubscriptionRole | null;
}

/** One variant of one merchant in an order, with everything about it frozen. */
@Entity({ schema: 'ordering', name: 'order_lines' })
@Index('order_lines_merchant_id', ['merchantId', 'orderId'])
@Index('order_lines_id_key', ['id'], { unique: true })
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
  /** The bundle that it was ordered in. */
  @Column({ type: 'jsonb', nullable: true }) bundle: BundleOfLine | null;
  @Column({ name: 'cluster_id', type: 'text' }) clusterId: string;
  @Column({ name: 'taxonomy_id', type: 'text' }) taxonomyId: string;
  @Column({ name: 'delivery_kind', type: 'text' }) deliveryKind: DeliveryKind;
  @Column({ name: 'digitally_ordered', type: 'boolean' }) digitallyOrdered: boolean;
  @Column({ name: 'digitally_delivered', type: 'boolean' }) digitallyDelivered: boolean;
  /** Of a service that runs for a while: for how many days. */
  @Column({ name: 'service_days', type: 'integer', nullable: true }) serviceDays: number | null;
  @Column({ type: 'integer' }) quantity: number;
  /** In the order's currency. */
  @Column({ name: 'unit_minor', type: 'bigint' }) unitMinor: bigint;
  /** What the buyer pays: net and tax. */
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ name: 'net_minor', type: 'bigint' }) netMinor: bigint;
  @Column({ name: 'tax_minor', type: 'bigint', default: 0 }) taxMinor: bigint;
  @Column({ type: 'jsonb', default: [] }) taxes: readonly TaxLine[];
  @Column({ name: 'import_estimate', type: 'jsonb', nullable: true }) importEstimate: ImportEstimate | null;
  /** At the merchant's own price, in its currency. */
  @Column({ name: 'merchant_currency', type: 'char', length: 3 }) merchantCurrency: string;
  @Column({ name: 'merchant_total_minor', type: 'bigint' }) merchantTotalMinor: bigint;
  /** Without tax: payable, commission and the tax on the commission. */
  @Column({ name: 'merchant_net_minor', type: 'bigint' }) merchantNetMinor: bigint;
  @Column({ name: 'commission_minor', type: 'bigint', default: 0 }) commissionMinor: bigint;
  @Column({ name: 'commission_tax_minor', type: 'bigint', default: 0 }) commissionTaxMinor: bigint;
  /** Absent on lines of before there were commissions. */
  @Column({ name: 'commission_terms', type: 'jsonb', nullable: true }) commissionTerms: CommissionTerms | null;
  @Column({ name: 'payable_minor', type: 'bigint' }) payableMinor: bigint;
  /** Units of the order's currency for one of the merchant's, margin included. */
  @Column({ type: 'numeric' }) rate: Rate;
  /** The same without the margin. */
  @Column({ name: 'reference_rate', type: 'numeric' }) referenceRate: Rate;
  /** Decimal percent. */
  @Column({ name: 'margin_pct', type: 'numeric', default: 0 }) marginPct: string;
  @Column({ type: 'text', default: 'awaiting_payment' }) state: LineState;
  /** Of a parcel: when it was sent. */
  @Column({ name: 'dispatched_at', type: 'timestamptz', nullable: true }) dispatchedAt: Date | null;
  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true }) deliveredAt: Date | null;
  @Column({ name: 'refunded_minor', type: 'bigint', default: 0 }) refundedMinor: bigint;
  @Column({ name: 'refunded_quantity', type: 'integer', default: 0 }) refundedQuantity: number;
  /** Worth of what was performed of it in parts, in the order's currency. */
  @Column({ name: 'performed_minor', type: 'bigint', default: 0 }) performedMinor: bigint;
  /** When its buyer confirmed to withdraw from it. */
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt: Date | null;
}
