import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { makeSubscriptionChange } from './ask-subscription.js';
import { saveSubscription } from './save-subscription.js';
import type { StoredSubscription } from './subscription-row.js';

const overtake = statement('ordering.overtake_subscription_changes', `UPDATE ordering.subscription_changes SET state = 'refused', settled_at = $2 WHERE subscription_id = $1 AND state = 'asked'`);
const askEnd = statement('ordering.ask_subscription_end', `
  INSERT INTO ordering.subscription_changes (id, subscription_id, kind, wanted, state, actor, asked_at) VALUES ($1, $2, 'end', '{}', 'asked', $3, $4)`);

/** Ends a locked subscription that has not ended, whatever else was asked of it: for us in this transaction, at the provider by a job. Nothing is charged any more, and nothing is given back by it. */
export async function endAtOnce(tx: Tx, outbox: Outbox, subscription: StoredSubscription, actor: string, at: Date): Promise<void> {
  const hasRun = subscription.state !== 'pending';
  await saveSubscription(tx, outbox, { ...subscription, state: 'ended', endedAt: at, endsAt: null, isWithheld: false, pastDueSince: null, owed: null }, hasRun ? ['ended'] : [], at);
  await prepared(tx, overtake, [subscription.id, at]);
  const changeId = newId();
  await prepared(tx, askEnd, [changeId, subscription.id, actor, at]);
  await outbox.enqueue(tx, makeSubscriptionChange, { changeId }, `subscription-change:${changeId}`);
}
