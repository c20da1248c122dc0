import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

export type CheckoutStatus = 'open' | 'paid' | 'expired';

/** A hosted payment page that was opened for something, known here by its reference alone. */
@Entity({ schema: 'payments', name: 'checkouts' })
@Unique('checkouts_reference_key', ['reference'])
@Unique('checkouts_stripe_session_id_key', ['stripeSessionId'])
@Index('checkouts_open_expires_at', ['expiresAt'], { where: `(status = 'open'::text)` })
@Check('checkouts_amount_check', 'amount_minor >= 0')
@Check('checkouts_status_check', `status = ANY (ARRAY['open'::text, 'paid'::text, 'expired'::text])`)
@Check('checkouts_open_has_url_check', `(status <> 'open'::text) OR (url IS NOT NULL)`)
@Check('checkouts_settled_check', `(status = 'open'::text) = (settled_at IS NULL)`)
export class Checkout {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'checkouts_pkey' }) id: string;
  @Column({ type: 'uuid' }) reference: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'text' }) status: CheckoutStatus;
  @Column({ name: 'stripe_session_id', type: 'text' }) stripeSessionId: string;
  @Column({ type: 'text', nullable: true }) url: string | null;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date;
  /** When Stripe was last asked how the session stands, so that a checkout that stays undecided does not hold up the others. */
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
  /** By Stripe's clock where Stripe told of it. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
}
