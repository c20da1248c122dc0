import { linesDelivered } from '@silkport/ordering';
import { prepared, publication, publishing, statement, type Tx } from '@silkport/platform';

const finish = statement('delivery.finish_work', `
  WITH done AS (UPDATE delivery.entitlements SET performed_at = $2 WHERE id = $1 AND performed_at IS NULL AND state <> 'revoked' RETURNING order_id, order_line_id),
  ${publishing({ from: 'done', first: 3, more: `jsonb_build_object('orderId', order_id, 'lineIds', jsonb_build_array(order_line_id))` })}
  SELECT order_line_id FROM done`);

/** What people had to do for an entitlement is done: ordering is told that its line is delivered, once. */
export async function finishWork(tx: Tx, entitlementId: string, at: Date): Promise<void> {
  await prepared(tx, finish, [entitlementId, at, ...publication(linesDelivered, { deliveredAt: at.toISOString() })]);
}
