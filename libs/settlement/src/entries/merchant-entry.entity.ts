import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * A ledger transaction as one merchant sees it, written with the transaction's postings: what it changed of the merchant's payable and
 * reserve, above zero in the merchant's favour. Their sums are the ledger's account sums with the sign turned. Amounts are never changed.
 */
@Entity({ schema: 'settlement', name: 'merchant_entries' })
@Unique('merchant_entries_ledger_key_key', ['ledgerKey', 'merchantId', 'currency'])
@Index('merchant_entries_statement', ['merchantId', 'currency', 'bookedAt', 'id'])
@Index('merchant_entries_unpaid', { synchronize: false })
@Index('merchant_entries_payout', ['payoutId'], { where: '(payout_id IS NOT NULL)' })
@Index('merchant_entries_reserve', { synchronize: false })
@Index('merchant_entries_reserve_due', ['reserveUntil', 'id'], { where: '(reserve_until IS NOT NULL)' })
export class MerchantEntry {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'merchant_entries_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'ledger_key', type: 'text' }) ledgerKey: string;
  @Column({ type: 'text' }) kind: string;
  /** As in the ledger: of a sale, refund or dispute the order's id, of a pay-out the pay-out's. */
  @Column({ type: 'text' }) reference: string;
  @Column({ name: 'payable_minor', type: 'bigint' }) payableMinor: bigint;
  @Column({ name: 'reserve_minor', type: 'bigint' }) reserveMinor: bigint;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;
  /** When it counts on a statement: when it happened, or the first instant of the first month that was still open. */
  @Column({ name: 'booked_at', type: 'timestamptz' }) bookedAt: Date;
  /** From when a credit can be paid out, frozen by the terms at the time of the sale; all else at once. */
  @Column({ name: 'matures_at', type: 'timestamptz' }) maturesAt: Date;
  /** When the reserve that a sale fed is set free; null once that has been done or where there is none. */
  @Column({ name: 'reserve_until', type: 'timestamptz', nullable: true }) reserveUntil: Date | null;
  /** The pay-out that settled it; entries of one pay-out, its own among them, sum to zero. */
  @Column({ name: 'payout_id', type: 'uuid', nullable: true }) payoutId: string | null;
}

/** What a sale or refund was made of, for the statement, in the merchant's currency; signed like the entry of the same key. */
@Entity({ schema: 'settlement', name: 'merchant_entry_details' })
export class MerchantEntryDetail {
  @PrimaryColumn({ name: 'ledger_key', type: 'text', primaryKeyConstraintName: 'merchant_entry_details_pkey' }) ledgerKey: string;
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'merchant_entry_details_pkey' }) merchantId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'merchant_entry_details_pkey' }) currency: string;
  @Column({ name: 'order_number', type: 'text' }) orderNumber: string;
  @Column({ name: 'gross_minor', type: 'bigint' }) grossMinor: bigint;
  @Column({ name: 'tax_minor', type: 'bigint' }) taxMinor: bigint;
  @Column({ name: 'commission_minor', type: 'bigint' }) commissionMinor: bigint;
  @Column({ name: 'commission_tax_minor', type: 'bigint' }) commissionTaxMinor: bigint;
  /** By line: rate of the tax on the commission in per cent, whom it is owed to, by which law, commission and tax in minor units; null of lines that were frozen before that was kept. */
  @Column({ name: 'commission_parts', type: 'jsonb', nullable: true }) commissionParts: readonly (readonly [string, string, string, string, string])[] | null;
}

/** A merchant's money in one currency: the row that pay-outs lock, in the order of its key. */
@Entity({ schema: 'settlement', name: 'merchant_accounts' })
export class MerchantAccount {
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'merchant_accounts_pkey' }) merchantId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'merchant_accounts_pkey' }) currency: string;
  /** The due date that pay-outs were last made for, whether there was something to pay or not. */
  @Column({ name: 'last_run_date', type: 'date', nullable: true }) lastRunDate: string | null;
}
