import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';

const begin = statement('ordering.begin_subscription', `
  WITH begun AS (
    INSERT INTO ordering.subscriptions (id, order_id, state, terms_id, created_at) VALUES ($1, $2, 'pending', $3, $5) RETURNING id)
  INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at)
  SELECT $3, begun.id, (l.line->>'variantId')::uuid, (l.line->>'quantity')::int, 0, 'first', (l.line || (l.line->'subscription'->'recurring')) #- '{subscription,recurring}', $5
  FROM begun, ordering.quotes q, jsonb_array_elements(q.lines) AS l (line) WHERE q.id = $4`);

/** The subscription that an order begins, with a period's terms as its quote has frozen them; it waits for the payment of that order. */
export async function beginSubscription(tx: Tx, { subscriptionId, orderId, quoteId, at }: { subscriptionId: string; orderId: string; quoteId: string; at: Date }): Promise<void> {
  await prepared(tx, begin, [subscriptionId, orderId, newId(), quoteId, at]);
}
