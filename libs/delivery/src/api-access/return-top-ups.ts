import { prepared, statement, type Tx } from '@silkport/platform';
import { piecesHeld } from '../entitlements/pieces-held.js';

const lockMeters = statement('delivery.lock_meters_of_returned_top_ups', `
  SELECT FROM delivery.api_meters WHERE entitlement_id IN (
    SELECT t.target_id FROM delivery.api_top_ups t JOIN delivery.entitlements e ON e.id = t.entitlement_id WHERE e.order_line_id = ANY ($1::uuid[])) ORDER BY entitlement_id FOR UPDATE`);
const takePiecesOff = statement('delivery.take_pieces_of_top_ups_off', `
  WITH t AS (
    SELECT t.entitlement_id, t.target_id, t.is_withheld, t.units - t.piece_units * ${piecesHeld('e')} AS off FROM delivery.api_top_ups t JOIN delivery.entitlements e ON e.id = t.entitlement_id
    WHERE e.order_line_id = ANY ($1::uuid[]) AND t.units > t.piece_units * ${piecesHeld('e')} FOR UPDATE OF t),
  lessened AS (UPDATE delivery.api_top_ups u SET units = u.units - t.off, taken_units = greatest(0, u.taken_units - t.off) FROM t WHERE u.entitlement_id = t.entitlement_id)
  UPDATE delivery.api_meters m SET extra_units = greatest(0, m.extra_units - joined.off)
  FROM (SELECT target_id, sum(off) AS off FROM t WHERE target_id <> entitlement_id AND NOT is_withheld GROUP BY target_id) AS joined WHERE m.entitlement_id = joined.target_id`);

/** Takes the units of pieces that were paid back off what their top-ups joined; what was used of them stays used. */
export async function returnTopUps(tx: Tx, lineIds: readonly string[]): Promise<void> {
  // Locked in a statement of its own, so that the next one sees what calls have taken meanwhile.
  await prepared(tx, lockMeters, [lineIds]);
  await prepared(tx, takePiecesOff, [lineIds]);
}
