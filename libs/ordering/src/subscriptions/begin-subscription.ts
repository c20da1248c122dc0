import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { QuoteLine } from '../quotes/quote.entity.js';
import { refuseGivenTrial } from './given-trials.js';

const begin = statement('ordering.begin_subscription', `
  WITH quoted AS (SELECT l.line FROM ordering.quotes q, jsonb_array_elements(q.lines) AS l (line) WHERE q.id = $4),
  begun AS (
    INSERT INTO ordering.subscriptions (id, order_id, state, terms_id, created_at, merchant_id, product_id, person_id, trial_given_to)
    SELECT $1, $2, 'pending', $3, $5, (line->>'merchantId')::uuid, (line->>'productId')::uuid, $6, line->'subscription'->>'trialGivenTo' FROM quoted RETURNING id)
  INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at)
  SELECT $3, begun.id, (line->>'variantId')::uuid, (line->>'quantity')::int, 0, 'first', (line || (line->'subscription'->'recurring')) #- '{subscription,recurring}', $5 FROM begun, quoted`);

export interface BegunSubscription {
  readonly subscriptionId: string;
  readonly orderId: string;
  readonly quoteId: string;
  readonly at: Date;
  readonly email: string;
  readonly personId: string | null;
  readonly line: Pick<QuoteLine, 'productId' | 'subscription'>;
}

/** The subscription that an order begins, with a period's terms as its quote has frozen them; it waits for the payment of that order. @throws TrialGiven */
export async function beginSubscription(tx: Tx, { subscriptionId, orderId, quoteId, at, email, personId, line: { productId, subscription } }: BegunSubscription): Promise<void> {
  if (subscription && subscription.plan.trialDays > 0) await refuseGivenTrial(tx, productId, { personId, email });
  await prepared(tx, begin, [subscriptionId, orderId, newId(), quoteId, at, personId]);
}
