import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One amount on one side of one account, above zero for a debit. `occurred_at` repeats its transaction's, so that a balance and a
 * statement are read from one index alone. There is no foreign key: the trigger that balances a statement finds its transactions as well.
 */
@Entity({ schema: 'ledger', name: 'postings' })
@Index('postings_account', { synchronize: false })
@Check('postings_amount_minor_check', '(amount_minor <> 0)')
export class PostingRow {
  @PrimaryColumn({ name: 'transaction_id', type: 'uuid', primaryKeyConstraintName: 'postings_pkey' }) transactionId: string;
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'postings_pkey' }) position: number;
  @Column({ type: 'text', collation: 'C' }) account: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;
}
