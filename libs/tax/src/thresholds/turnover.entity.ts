import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What an order added to the turnover in a place, or a refund took off it: a share below zero. Append-only. */
@Entity({ schema: 'tax', name: 'turnover' })
@Unique('turnover_once', ['referenceId', 'place', 'isBusiness', 'isParcel', 'currency'])
@Index('turnover_by_record', ['recordedAt'])
export class TurnoverShare {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'turnover_pkey' }) id: string;
  /** The order, or the refund. */
  @Column({ name: 'reference_id', type: 'uuid' }) referenceId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  /** Market, or market and province: `CA` and again `CA-QC`. */
  @Column({ type: 'text' }) place: string;
  @Column({ name: 'is_business', type: 'boolean' }) isBusiness: boolean;
  @Column({ name: 'is_parcel', type: 'boolean' }) isParcel: boolean;
  @Column({ type: 'char', length: 3 }) currency: string;
  /** Without tax. */
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ name: 'supplied_on', type: 'date' }) suppliedOn: string;
  /** By the database's clock: a supply may be dated back. */
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt: Date;
}

/** Since when the marketplace has to register in a place: it stays so when the turnover falls again. */
@Entity({ schema: 'tax', name: 'liabilities' })
export class TaxLiability {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'liabilities_pkey' }) place: string;
  @Column({ type: 'date' }) since: string;
  @Column({ name: 'noted_at', type: 'timestamptz' }) notedAt: Date;
}
