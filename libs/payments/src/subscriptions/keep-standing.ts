import { prepared, reviveJson, statement, toJson, type Outbox, type Tx } from '@silkport/platform';
import type { BillingMark } from './billing-mark.js';
import type { BillingStanding } from './billing-standing.js';
import { billingChanged } from './billing.events.js';

interface Kept { standing: unknown; revision: number; read_at: Date | null }

const link = statement('payments.link_subscription', `
  INSERT INTO payments.subscriptions (id, reference, stripe_subscription_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`);
const lock = statement('payments.lock_subscription', 'SELECT standing, revision, read_at FROM payments.subscriptions WHERE id = $1 AND stripe_subscription_id = $2 FOR UPDATE');
const keep = statement('payments.keep_standing', `
  UPDATE payments.subscriptions SET standing = $2, revision = $3, status = $4, period_end = $5, read_at = $6 WHERE id = $1`);

/** Notes which subscription at the provider is which of ours; said again it changes nothing. */
export async function linkSubscription(tx: Tx, { subscription, reference }: BillingMark, stripeSubscriptionId: string): Promise<void> {
  await prepared(tx, link, [subscription, reference, stripeSubscriptionId]);
}

/**
 * Keeps how a linked subscription stands and tells of it where that is news. An answer that was asked for before a newer one is not kept.
 * @param readAt when the provider was asked @returns whether it is the one that we know: a second one of the same order is another's
 */
export async function keepStanding(tx: Tx, outbox: Outbox, mark: BillingMark, stripeSubscriptionId: string, standing: BillingStanding, readAt: Date): Promise<boolean> {
  const [kept] = await prepared<Kept>(tx, lock, [mark.subscription, stripeSubscriptionId]);
  if (!kept) return false;
  if (kept.read_at && kept.read_at > readAt) return true;
  const isNews = kept.standing === null || !isSame(reviveJson<BillingStanding>(kept.standing), standing);
  const revision = kept.revision + (isNews ? 1 : 0);
  await prepared(tx, keep, [mark.subscription, toJson(standing), revision, standing.status, new Date(standing.periodEnd), readAt]);
  if (isNews) await outbox.publish(tx, billingChanged, { subscriptionId: mark.subscription, reference: mark.reference, revision, standing, at: readAt.toISOString() });
  return true;
}

/** The database gives the fields of a document back in an order of its own. */
function isSame(left: BillingStanding, right: BillingStanding): boolean {
  const sorted = (value: unknown): unknown => (value !== null && typeof value === 'object' ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]) : value);
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}
