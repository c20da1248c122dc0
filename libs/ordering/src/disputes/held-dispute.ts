import type { DisputeChanged } from '@silkport/payments';
import { prepared, reviveJson, statement, toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';

const keep = statement('ordering.keep_held_dispute', 'INSERT INTO ordering.held_disputes (id, order_id, change) VALUES ($1, $2, $3)');
const read = statement('ordering.held_disputes', 'SELECT change FROM ordering.held_disputes WHERE order_id = $1 ORDER BY id');

/** The caller holds the lock on the order, which is held. */
export async function keepHeldDispute(tx: Tx, orderId: string, change: DisputeChanged): Promise<void> {
  await prepared(tx, keep, [newId(), orderId, toJson(change)]);
}

/** What was said of an order's disputes while it was held, oldest first. */
export async function heldDisputes(tx: Tx, orderId: string): Promise<DisputeChanged[]> {
  return (await prepared<{ change: unknown }>(tx, read, [orderId])).map(({ change }) => reviveJson<DisputeChanged>(change));
}
