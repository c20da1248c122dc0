import { prepared, statement, type Database, type Tx } from '@silkport/platform';
import { countryOf, cut, type AccessClient } from '../entitlements/access-log.js';

/** SQL: whether a key `k` of an entitlement `e` is yet to be noted as seen by whoever has it now. @param isItsPage SQL: whether it is read on its own page, which the order's holder opens for nobody else */
export function isToBeShown(k: string, isItsPage: string): string {
  return `(${k}.retired_at IS NULL AND (${k}.shown_at IS NULL OR ${k}.awaits_holder AND (${isItsPage} OR NOT EXISTS (SELECT FROM delivery.seat_holders h WHERE h.entitlement_id = e.id AND h.email IS NOT NULL))))`;
}

const showing = (which: 'e.id' | 'e.order_id') => `
  WITH shown AS (
    UPDATE delivery.licence_keys k SET shown_at = coalesce(k.shown_at, now()), awaits_holder = false FROM delivery.entitlements e
    WHERE ${which} = $1 AND k.entitlement_id = e.id AND e.state = 'active' AND ${isToBeShown('k', String(which === 'e.id'))} RETURNING k.entitlement_id)
  INSERT INTO delivery.accesses (id, entitlement_id, what, accessed_at, client_country, user_agent, times)
  SELECT uuidv7(), entitlement_id, 'key_shown', now(), $2, $3, count(*) FROM shown GROUP BY entitlement_id`;
const showOrders = statement('delivery.show_keys_of_order', showing('e.order_id'));
const showOne = statement('delivery.show_key', showing('e.id'));
const mark = statement('delivery.mark_key_shown', 'UPDATE delivery.licence_keys SET shown_at = $2 WHERE id = $1 AND shown_at IS NULL');

/** Before keys are read by somebody for the first time: from then on they are nobody else's, whatever becomes of the order. */
export async function showKeys(database: Database, of: { readonly orderId: string } | { readonly entitlementId: string }, client?: AccessClient): Promise<void> {
  const [show, id] = 'orderId' in of ? [showOrders, of.orderId] : [showOne, of.entitlementId];
  await database.read(show, [id, countryOf(client), cut(client?.userAgent)]);
}

/** Who uses a key has seen it. */
export async function markShown(tx: Tx, licenceId: string, at: Date): Promise<void> {
  await prepared(tx, mark, [licenceId, at]);
}
