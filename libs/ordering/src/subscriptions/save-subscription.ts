import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { subscriptionChanged, type SubscriptionNews } from '../ordering.events.js';
import { termsWithin, type StoredSubscription } from './subscription-row.js';

const save = statement('ordering.save_subscription', `
  UPDATE ordering.subscriptions SET state = $2, is_withheld = $3, terms_id = $4, next_terms_id = $5, trial_ends_at = $6, period_start = $7, period_end = $8, ends_at = $9, resumes_at = $10,
    past_due_since = $11, card = $12, owed = $13, revision = $14, version = $15, ended_at = $16 WHERE id = $1`);

/** Keeps how a locked subscription stands now and tells everyone, also where it is news to nobody but those who follow its period. */
export async function saveSubscription(tx: Tx, outbox: Outbox, next: StoredSubscription, news: readonly SubscriptionNews[], at: Date): Promise<void> {
  const { id, orderId, state, isWithheld, termsId, nextTermsId, trialEndsAt, periodStart, periodEnd, endsAt, resumesAt, pastDueSince, card, owed, revision, endedAt } = next;
  const version = next.version + 1;
  await prepared(tx, save, [
    id, state, isWithheld, termsId, nextTermsId, trialEndsAt, periodStart, periodEnd, endsAt, resumesAt, pastDueSince, card && JSON.stringify(card), owed && JSON.stringify(owed), revision, version, endedAt,
  ]);
  const { variantId, seats } = await termsWithin(tx, termsId);
  await outbox.publish(tx, subscriptionChanged, {
    subscriptionId: id, orderId, version, state, isWithheld, variantId, seats, periodEnd: iso(periodEnd), endsAt: iso(endsAt), endedAt: iso(endedAt), news, at: at.toISOString(),
  });
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
