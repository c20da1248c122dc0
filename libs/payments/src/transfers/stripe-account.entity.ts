import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A merchant's own account at Stripe, to which we transfer. */
@Entity({ schema: 'payments', name: 'connected_accounts' })
@Unique('connected_accounts_account_id_key', ['accountId'])
export class StripeAccount {
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'connected_accounts_pkey' }) merchantId: string;
  @Column({ name: 'account_id', type: 'text' }) accountId: string;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ name: 'can_receive', type: 'boolean' }) canReceive: boolean;
  @Column({ type: 'text', array: true }) requirements: string[];
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date;
  /** When the question was asked whose answer this is: a slower, older answer changes nothing. */
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
}
