import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BillingStatus } from './billing-standing.js';

/** Something that is charged again and again; `id` and `reference`, the order that began it, are ours. */
@Entity({ schema: 'payments', name: 'subscriptions' })
@Unique('subscriptions_reference_key', ['reference'])
@Unique('subscriptions_stripe_subscription_id_key', ['stripeSubscriptionId'])
@Index('subscriptions_running', { synchronize: false })
@Check('subscriptions_revision_check', '(revision >= 0)')
export class BilledSubscription {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'subscriptions_pkey' }) id: string;
  @Column({ type: 'uuid' }) reference: string;
  @Column({ name: 'stripe_subscription_id', type: 'text' }) stripeSubscriptionId: string;
  /** As it was told last; null until the provider has been asked once. */
  @Column({ type: 'jsonb', nullable: true }) standing: unknown;
  /** Counts what was told. */
  @Column({ type: 'integer', default: 0 }) revision: number;
  @Column({ type: 'text', nullable: true }) status: BillingStatus | null;
  @Column({ name: 'period_end', type: 'timestamptz', nullable: true }) periodEnd: Date | null;
  /** When the provider was asked for it, by our clock: of two answers the one that was asked for later holds. */
  @Column({ name: 'read_at', type: 'timestamptz', nullable: true }) readAt: Date | null;
  /** When the sweep asked for it last, in vain or not. */
  @Column({ name: 'tried_at', type: 'timestamptz', nullable: true }) triedAt: Date | null;
}

/** An invoice of the provider's that was paid, and what its money is for here. Never changed. */
@Entity({ schema: 'payments', name: 'subscription_invoices' })
@Index('subscription_invoices_subscription_id', ['subscriptionId'])
export class SubscriptionInvoice {
  @PrimaryColumn({ name: 'stripe_invoice_id', type: 'text', primaryKeyConstraintName: 'subscription_invoices_pkey' }) stripeInvoiceId: string;
  @ForeignKey(() => BilledSubscription, { name: 'subscription_invoices_subscription_id_fkey' })
  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId: string;
  /** Null of one over nothing, as a trial begins with. */
  @Column({ type: 'uuid', nullable: true }) reference: string | null;
  @Column({ name: 'paid_at', type: 'timestamptz' }) paidAt: Date;
}
