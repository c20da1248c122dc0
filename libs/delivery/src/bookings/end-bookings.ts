import { sessionsHeld } from '@silkport/ordering';
import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { bookingColumns, sessionsBought, toldOf, type BookingView } from './booking-reads.js';
import { bookingCancelled, type BookingCancelled } from './booking.events.js';
import { finishWork } from './finish-work.js';

const cancel = statement('delivery.cancel_bookings', `
  UPDATE delivery.bookings b SET state = 'cancelled', sequence = sequence + 1, changed_at = $2 FROM delivery.session_plans p
  WHERE b.id = ANY ($1::uuid[]) AND b.state = 'booked' AND p.product_id = b.product_id RETURNING ${bookingColumns}, NULL AS "meetingLink"`);
const toCome = statement('delivery.bookings_to_come', `SELECT id FROM delivery.bookings WHERE entitlement_id = $1 AND state = 'booked' AND starts_at > $2 ORDER BY starts_at DESC, id FOR UPDATE`);
const standing = statement('delivery.sessions_standing', `
  SELECT count(*) FILTER (WHERE state <> 'cancelled')::int AS used, count(*) FILTER (WHERE state IN ('attended', 'no_show') AND (contested_at IS NULL OR settled_at IS NOT NULL))::int AS held,
    count(*) FILTER (WHERE state IN ('attended', 'no_show') AND settled_at IS NOT NULL)::int AS settled
  FROM delivery.bookings WHERE entitlement_id = $1`);

/** Frees the times of bookings that are to come, and tells of each. */
export async function cancelBookings(tx: Tx, outbox: Outbox, bookingIds: readonly string[], { by, at }: { readonly by: BookingCancelled['by']; readonly at: Date }): Promise<void> {
  const cancelled = await prepared<BookingView>(tx, cancel, [bookingIds, at]);
  for (const booking of cancelled) await outbox.publish(tx, bookingCancelled, { ...toldOf(booking), by });
}

export async function bookingsToCome(tx: Tx, entitlementId: string, at: Date): Promise<string[]> {
  return (await prepared<{ id: string }>(tx, toCome, [entitlementId, at])).map(({ id }) => id);
}

const lineOf = statement('delivery.line_of_sessions', 'SELECT order_id AS "orderId", order_line_id AS "lineId" FROM delivery.entitlements WHERE id = $1');

/** Who withdraws from the rest pays for what was held. */
async function tellHeld(tx: Tx, outbox: Outbox, entitlementId: string, sessions: { readonly held: number; readonly bought: number }): Promise<void> {
  const [line] = await prepared<{ orderId: string; lineId: string }>(tx, lineOf, [entitlementId]);
  if (line) await outbox.publish(tx, sessionsHeld, { ...line, ...sessions });
}

/** Where pieces have been given back: as many of the last bookings as are too many end, and what counts as held of the rest may be all of it. */
export async function followSessions(tx: Tx, outbox: Outbox, entitlementId: string, at: Date): Promise<void> {
  const [{ used, held, settled } = { used: 0, held: 0, settled: 0 }] = await prepared<{ used: number; held: number; settled: number }>(tx, standing, [entitlementId]);
  const bought = await sessionsBought(tx, entitlementId);
  if (used > bought) await cancelBookings(tx, outbox, (await bookingsToCome(tx, entitlementId, at)).slice(0, used - bought), { by: 'access', at });
  if (bought > 0) await tellHeld(tx, outbox, entitlementId, { held, bought });
  if (bought > 0 && settled >= bought) await finishWork(tx, entitlementId, at);
}
