import { Injectable } from '@nestjs/common';
import { subscriptionChanged, type SubscriptionChanged } from '@silkport/ordering';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { moveEntitlements } from '../entitlements/move-entitlements.js';
import { followSubscription, runningSeats } from './follow-subscription.js';

const keep = statement('delivery.keep_subscription', 'INSERT INTO delivery.subscriptions (id) VALUES ($1) ON CONFLICT DO NOTHING');
const before = statement('delivery.subscription_before', 'SELECT version, seats FROM delivery.subscriptions WHERE id = $1 FOR UPDATE');
const hear = statement('delivery.hear_subscription', `
  UPDATE delivery.subscriptions SET version = $2, is_withheld = $3, is_paused = $4, variant_id = $5, seats = $6, ends_at = $7 WHERE id = $1`);

/** Withholds, restores and ends what was subscribed to as the subscription goes; what is told late of an earlier moment changes nothing. */
@Injectable()
export class OnSubscriptionChanged {
  @Handles(subscriptionChanged, 'delivery/follow-subscription')
  async follow(tx: Tx, { subscriptionId, version, state, isWithheld, variantId, seats, endsAt, endedAt, at: changedAt }: SubscriptionChanged): Promise<void> {
    const at = new Date(changedAt);
    await prepared(tx, keep, [subscriptionId]);
    const [known] = await prepared<{ version: number; seats: number | null }>(tx, before, [subscriptionId]);
    if (!known || known.version >= version) return;
    await prepared(tx, hear, [subscriptionId, version, isWithheld, state === 'paused', variantId, seats, endedAt ?? endsAt]);
    if (known.seats !== null && seats < known.seats) await this.endSeats(tx, subscriptionId, seats, at);
    await followSubscription(tx, subscriptionId, at);
  }

  /** Those that nobody was given first. */
  private async endSeats(tx: Tx, subscriptionId: string, seats: number, at: Date): Promise<void> {
    const running = await runningSeats(tx, subscriptionId);
    await moveEntitlements(tx, running.slice(0, Math.max(0, running.length - seats)), { expiresAt: at }, { actor: 'subscription', reason: 'fewer seats from this period on', at });
  }
}
