import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { BilledSubscription } from './subscription.entity.js';

/**
 * `no_payment`: paid for outside of the provider, or out of a credit. `unknown_kind`: made by hand at the provider, or without terms of ours.
 * `not_taken`: it is not what its page asked for. `no_order`: its money was taken, and no order could be made of it.
 */
export const heldReasons = ['no_payment', 'unknown_kind', 'not_taken', 'no_order'] as const;
export type HeldReason = (typeof heldReasons)[number];

/** `taken`: tried again it could be. `set_aside` is for ever. */
export const heldInvoiceStates = ['held', 'set_aside', 'taken'] as const;
export type HeldInvoiceState = (typeof heldInvoiceStates)[number];

/** An invoice of the provider's that was paid and that no order can be made of, until somebody has looked at it. */
@Entity({ schema: 'payments', name: 'held_invoices' })
@Unique('held_invoices_stripe_invoice_id_key', ['stripeInvoiceId'])
@Index('held_invoices_of_subscription', ['subscriptionId'])
@Index('held_invoices_reference', { synchronize: false })
@Index('held_invoices_waiting', { synchronize: false })
@Check('held_invoices_reason_check', "(reason = ANY (ARRAY['no_payment'::text, 'unknown_kind'::text, 'not_taken'::text, 'no_order'::text]))")
@Check('held_invoices_state_check', "(state = ANY (ARRAY['held'::text, 'set_aside'::text, 'taken'::text]))")
@Check('held_invoices_tries_check', '(tries > 0)')
@Check('amounts_of_held_invoices_have_currencies', '((amount_minor IS NULL) = (currency IS NULL))')
@Check('decided_invoices_say_when', "((state = 'held'::text) = (decided_at IS NULL))")
@Check('who_sets_an_invoice_aside_says_why', "((state = 'set_aside'::text) = ((decided_by IS NOT NULL) AND (note IS NOT NULL)))")
export class HeldInvoice {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'held_invoices_pkey' }) id: string;
  @Column({ name: 'stripe_invoice_id', type: 'text' }) stripeInvoiceId: string;
  @ForeignKey(() => BilledSubscription, { name: 'held_invoices_subscription_id_fkey' })
  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId: string;
  /** What its charge is for, where one was made of it. */
  @Column({ type: 'uuid', nullable: true }) reference: string | null;
  @Column({ type: 'text' }) reason: HeldReason;
  /** What stood in the way, in technical words. */
  @Column({ type: 'text' }) detail: string;
  /** Null where it cannot be read. */
  @Column({ name: 'amount_minor', type: 'bigint', nullable: true }) amountMinor: bigint | null;
  @Column({ type: 'char', length: 3, nullable: true }) currency: string | null;
  @Column({ name: 'paid_at', type: 'timestamptz' }) paidAt: Date;
  /** `BillingInvoicePaid` as it was told, to be told again. */
  @Column({ type: 'jsonb', nullable: true }) told: unknown;
  @Column({ name: 'held_at', type: 'timestamptz' }) heldAt: Date;
  @Column({ name: 'tried_at', type: 'timestamptz' }) triedAt: Date;
  @Column({ type: 'integer', default: 1 }) tries: number;
  @Column({ type: 'text', default: 'held' }) state: HeldInvoiceState;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt: Date | null;
  /** The person who set it aside, and why. */
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy: string | null;
  @Column({ type: 'text', nullable: true }) note: string | null;
}
