import { prepared, statement, toJson, type Outbox, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { makeSubscriptionChange } from './ask-subscription.js';
import { reseated } from './reseated.js';
import type { StoredTerms } from './subscription-row.js';

const keep = statement('ordering.keep_fewer_seats', `
  WITH terms AS (
    INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at) VALUES ($1, $2, $3, $4, $5, 'fewer_seats', $6, $7) RETURNING id, subscription_id, agreed_at)
  INSERT INTO ordering.subscription_changes (id, subscription_id, kind, wanted, state, actor, asked_at)
  SELECT $8, subscription_id, 'fewer_seats', jsonb_build_object('termsId', id), 'asked', $9, agreed_at FROM terms`);

export interface FewerSeats {
  readonly seats: number;
  readonly currency: string;
  readonly actor: 'refund' | 'revocation';
  readonly changeId: string;
  readonly at: Date;
}

/** From the next period on a locked subscription is charged for fewer seats than by these terms of it. While another change is being made the insert is refused. */
export async function chargeFewerSeats(tx: Tx, outbox: Outbox, terms: StoredTerms, { seats, currency, actor, changeId, at }: FewerSeats): Promise<void> {
  await prepared(tx, keep, [newId(), terms.subscriptionId, terms.variantId, seats, terms.seats, toJson(reseated(terms.line, seats, currency)), at, changeId, actor]);
  await outbox.enqueue(tx, makeSubscriptionChange, { changeId }, `subscription-change:${changeId}`);
}
