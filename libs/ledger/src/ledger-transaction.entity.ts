import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What happened once in the world of money, without its amounts. Append-only; triggers hold it to its postings. */
@Entity({ schema: 'ledger', name: 'transactions' })
@Unique('transactions_key_key', ['key'])
@Index('transactions_reference', ['reference'])
@Index('transactions_occurred_at', ['occurredAt', 'kind'])
export class LedgerTransactionRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transactions_pkey' }) id: string;
  @Column({ type: 'text' }) key: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text' }) reference: string;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt: Date;
  /** The database transaction that wrote it: none other may add postings. */
  @Column({ name: 'recorded_in', type: 'bigint', default: () => 'ledger.current_transaction()' }) recordedIn: bigint;
}
