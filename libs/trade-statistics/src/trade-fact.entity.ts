import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Rate } from '@silkport/values';
import type { TradeFlow } from './trade-flow.js';
import type { TradeClass } from './trade-class.js';

/** A sale, or what was taken back of one: a correction repeats the sale's marks with negative amounts. */
export type FactKind = 'sale' | 'correction';

/** One order line as trade statistics count it. Append-only, in the database too: what was wrong is corrected by another fact. */
@Entity({ schema: 'trade_statistics', name: 'facts' })
@Unique('facts_line_id_refund_id_key', ['lineId', 'refundId'])
@Index('facts_statistics_date', ['statisticsDate', 'id'])
@Index('facts_partner', ['partner', 'statisticsDate'])
@Index('facts_order_id', ['orderId'])
@Check('facts_kind_check', `(kind = ANY (ARRAY['sale'::text, 'correction'::text]))`)
@Check('facts_flow_check', `(flow = ANY (ARRAY['export'::text, 'import'::text, 'domestic'::text, 'transit'::text]))`)
@Check('facts_trade_class_check', `(trade_class = ANY (ARRAY['service'::text, 'goods'::text]))`)
@Check('goods_are_never_digitally_delivered', `(NOT ((trade_class = 'goods'::text) AND digitally_delivered))`)
@Check('facts_rate_check', '(rate > (0)::numeric)')
export class TradeFact {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'facts_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'order_number', type: 'text' }) orderNumber: string;
  @Column({ name: 'line_id', type: 'uuid' }) lineId: string;
  @Column({ type: 'text' }) kind: FactKind;
  /** Of a correction. */
  @Column({ name: 'refund_id', type: 'uuid', nullable: true }) refundId: string | null;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;
  /** The calendar date of the payment in China, where the year of the statistics begins and ends. */
  @Column({ name: 'statistics_date', type: 'date' }) statisticsDate: string;
  /** The seller's country/region. */
  @Column({ type: 'char', length: 2 }) exporter: string;
  /** The buyer's country/region. */
  @Column({ type: 'char', length: 2 }) importer: string;
  /** The economy that China traded with: the importer of an export, the exporter of an import; elsewhere the buyer's. */
  @Column({ type: 'char', length: 2 }) partner: string;
  @Column({ type: 'text' }) flow: TradeFlow;
  @Column({ name: 'digitally_ordered', type: 'boolean' }) digitallyOrdered: boolean;
  @Column({ name: 'digitally_delivered', type: 'boolean' }) digitallyDelivered: boolean;
  /** Through a digital intermediation platform: the seller of record is not the operator. */
  @Column({ name: 'via_platform', type: 'boolean' }) viaPlatform: boolean;
  @Column({ name: 'trade_class', type: 'text' }) tradeClass: TradeClass;
  /** EBOPS 2010 item of a service. */
  @Column({ type: 'text', nullable: true }) ebops: string | null;
  /** HS chapter of goods; `61/62` where the class spans several. */
  @Column({ name: 'hs_chapter', type: 'text', nullable: true }) hsChapter: string | null;
  @Column({ name: 'taxonomy_id', type: 'text' }) taxonomyId: string;
  @Column({ name: 'cluster_id', type: 'text' }) clusterId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'integer' }) quantity: number;
  /** What the buyer paid, in the currency the buyer saw. */
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'cny_minor', type: 'bigint' }) cnyMinor: bigint;
  /** Units of `currency` for one yuan, and the set of rates it is from. */
  @Column({ type: 'numeric' }) rate: Rate;
  @Column({ name: 'rate_set_id', type: 'uuid' }) rateSetId: string;
}
