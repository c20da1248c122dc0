import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Order } from '../order.entity.js';
import { trialHolders, type TrialHolder } from './trial-holders.js';
import { changeKinds, subscriptionStates, termsRoles, type ChangeKind, type SubscriptionState, type TermsRole } from './subscription-states.js';

const isIn = (column: string, values: readonly string[]) => `(${column} = ANY (ARRAY[${values.map((value) => `'${value}'::text`).join(', ')}]))`;

/** What is delivered and paid for period by period, from its first order on. */
@Entity({ schema: 'ordering', name: 'subscriptions' })
@Unique('subscriptions_order_id_key', ['orderId'])
@Index('subscriptions_overdue', { synchronize: false })
@Index('subscriptions_merchant_id', ['merchantId', 'id'])
@Check('subscriptions_state_check', isIn('state', subscriptionStates))
@Check('subscriptions_trial_given_to_check', isIn('trial_given_to', trialHolders))
@Check('ended_subscriptions_say_when', "((state = 'ended'::text) = (ended_at IS NOT NULL))")
@Check('subscriptions_overdue_say_since_when', "((state = 'past_due'::text) = (past_due_since IS NOT NULL))")
export class Subscription {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'subscriptions_pkey' }) id: string;
  /** The first. */
  @ForeignKey(() => Order, { name: 'subscriptions_order_id_fkey' })
  @Column({ name: 'order_id', type: 'uuid' })
  orderId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ type: 'text' }) state: SubscriptionState;
  /** Whether it is owed for so long that it may not be used. */
  @Column({ name: 'is_withheld', type: 'boolean', default: false }) isWithheld: boolean;
  /** Those of the period that runs; the next one's where they differ. */
  @Column({ name: 'terms_id', type: 'uuid' }) termsId: string;
  @Column({ name: 'next_terms_id', type: 'uuid', nullable: true }) nextTermsId: string | null;
  @Column({ name: 'trial_ends_at', type: 'timestamptz', nullable: true }) trialEndsAt: Date | null;
  @Column({ name: 'period_start', type: 'timestamptz', nullable: true }) periodStart: Date | null;
  @Column({ name: 'period_end', type: 'timestamptz', nullable: true }) periodEnd: Date | null;
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) endsAt: Date | null;
  @Column({ name: 'resumes_at', type: 'timestamptz', nullable: true }) resumesAt: Date | null;
  @Column({ name: 'past_due_since', type: 'timestamptz', nullable: true }) pastDueSince: Date | null;
  @Column({ type: 'jsonb', nullable: true }) card: { brand: string; last4: string } | null;
  @Column({ type: 'jsonb', nullable: true }) owed: { payUrl: string | null; nextAttemptAt: string | null } | null;
  /** Of payments' word that was heard last. */
  @Column({ type: 'integer', default: 0 }) revision: number;
  /** Counts our own words, so that nobody goes back to an older one. */
  @Column({ type: 'integer', default: 0 }) version: number;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  /** Who was signed in when it was ordered. */
  @Column({ name: 'person_id', type: 'uuid', nullable: true }) personId: string | null;
  /** Why it has no trial, or was refused for its sake: by what its buyer was known, who had had one. */
  @Column({ name: 'trial_given_to', type: 'text', nullable: true }) trialGivenTo: TrialHolder | null;
}

/** What each period costs and gives, frozen as a line of a quote. Never changed: other terms are another row. */
@Entity({ schema: 'ordering', name: 'subscription_terms' })
@Index('subscription_terms_subscription_id', ['subscriptionId'])
@Check('subscription_terms_seats_check', '(seats > 0)')
@Check('subscription_terms_seats_before_check', '(seats_before >= 0)')
@Check('subscription_terms_role_check', isIn('role', termsRoles))
export class SubscriptionTerms {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'subscription_terms_pkey' }) id: string;
  @ForeignKey(() => Subscription, { name: 'subscription_terms_subscription_id_fkey' })
  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ type: 'integer' }) seats: number;
  /** Of the terms that they came after; 0 of the first. */
  @Column({ name: 'seats_before', type: 'integer' }) seatsBefore: number;
  @Column({ type: 'text' }) role: TermsRole;
  @Column({ type: 'jsonb' }) line: unknown;
  @Column({ name: 'agreed_at', type: 'timestamptz' }) agreedAt: Date;
}

/** Something that was asked of a subscription; the payment provider is asked for it by a job. One at a time. */
@Entity({ schema: 'ordering', name: 'subscription_changes' })
@Index('subscription_changes_under_way', { synchronize: false })
@Index('subscription_changes_subscription_id', ['subscriptionId', 'askedAt'])
@Check('subscription_changes_kind_check', isIn('kind', changeKinds))
@Check('subscription_changes_state_check', isIn('state', ['asked', 'done', 'refused']))
@Check('settled_changes_say_when', "((state = 'asked'::text) = (settled_at IS NULL))")
export class SubscriptionChange {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'subscription_changes_pkey' }) id: string;
  @ForeignKey(() => Subscription, { name: 'subscription_changes_subscription_id_fkey' })
  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId: string;
  @Column({ type: 'text' }) kind: ChangeKind;
  @Column({ type: 'jsonb' }) wanted: unknown;
  @Column({ type: 'text' }) state: 'asked' | 'done' | 'refused';
  /** `buyer`, `refund`, `withdrawal`, `cancelled`, `revocation`, or a person's id. */
  @Column({ type: 'text' }) actor: string;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
}
