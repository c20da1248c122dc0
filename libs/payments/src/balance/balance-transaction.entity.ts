import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BalanceMovement } from '../payments.events.js';

/** A movement of our balance at Stripe as it was listed; amounts in the currency that it was settled in. The database refuses every change. */
@Entity({ schema: 'payments', name: 'balance_transactions' })
@Index('balance_transactions_occurred_at', ['occurredAt'])
@Index('balance_transactions_reference', ['reference'], { where: '(reference IS NOT NULL)' })
@Index('balance_transactions_dispute', ['disputeId'], { where: '(dispute_id IS NOT NULL)' })
export class BalanceTransaction {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'balance_transactions_pkey' }) id: string;
  @Column({ type: 'text' }) kind: BalanceMovement['kind'];
  @Column({ name: 'stripe_type', type: 'text' }) stripeType: string;
  @Column({ name: 'source_id', type: 'text', nullable: true }) sourceId: string | null;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ name: 'fee_minor', type: 'bigint' }) feeMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'exchange_rate', type: 'numeric', nullable: true }) exchangeRate: string | null;
  @Column({ name: 'presentment_minor', type: 'bigint', nullable: true }) presentmentMinor: bigint | null;
  @Column({ name: 'presentment_currency', type: 'char', length: 3, nullable: true }) presentmentCurrency: string | null;
  @Column({ type: 'uuid', nullable: true }) reference: string | null;
  @Column({ name: 'refund_id', type: 'uuid', nullable: true }) refundId: string | null;
  @Column({ name: 'dispute_id', type: 'text', nullable: true }) disputeId: string | null;
  @Column({ name: 'card_country', type: 'char', length: 2, nullable: true }) cardCountry: string | null;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;
  @Column({ name: 'available_at', type: 'timestamptz' }) availableAt: Date;
  @Column({ name: 'imported_at', type: 'timestamptz' }) importedAt: Date;
}
