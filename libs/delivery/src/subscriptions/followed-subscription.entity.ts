import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { SubscriptionRole } from '@silkport/ordering';

/** What was told of a subscription last, as far as it decides who may use it. Its row is what makes those wait who hear of it at once. */
@Entity({ schema: 'delivery', name: 'subscriptions' })
export class FollowedSubscription {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'subscriptions_pkey' }) id: string;
  /** Of ordering's word; 0 until something was heard. */
  @Column({ type: 'integer', default: 0 }) version: number;
  @Column({ name: 'is_withheld', type: 'boolean', default: false }) isWithheld: boolean;
  @Column({ name: 'is_paused', type: 'boolean', default: false }) isPaused: boolean;
  @Column({ name: 'variant_id', type: 'uuid', nullable: true }) variantId: string | null;
  @Column({ type: 'integer', nullable: true }) seats: number | null;
  /** When it ends, or has. */
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) endsAt: Date | null;
}

/** A line of an order that belongs to a subscription. Those that began it or added seats have entitlements; the others keep these going. */
@Entity({ schema: 'delivery', name: 'subscription_lines' })
@Index('subscription_lines_subscription_id', ['subscriptionId', 'paidAt'])
@Check('subscription_lines_role_check', "(role = ANY (ARRAY['first'::text, 'renewal'::text, 'upgrade'::text, 'seats'::text]))")
export class SubscriptionLine {
  @PrimaryColumn({ name: 'order_line_id', type: 'uuid', primaryKeyConstraintName: 'subscription_lines_pkey' }) orderLineId: string;
  @ForeignKey(() => FollowedSubscription, { name: 'subscription_lines_subscription_id_fkey' })
  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId: string;
  @Column({ type: 'text' }) role: SubscriptionRole;
  @Column({ name: 'paid_at', type: 'timestamptz' }) paidAt: Date;
  /** Of the seats that end with pieces of its money: how many have, those that were revoked by hand before it too. */
  @Column({ name: 'ended_seats', type: 'integer', default: 0 }) endedSeats: number;
}
