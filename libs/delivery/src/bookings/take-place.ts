import { prepared, statement, type Tx } from '@silkport/platform';
import { slotsBetween, type Slot } from './availability.js';
import { SlotRefused, SlotTaken } from './booking.errors.js';
import type { SessionPlanView } from './session-plan.js';

const free = statement('delivery.free_place', `
  WITH busy AS (SELECT starts_at, place FROM delivery.bookings WHERE product_id = $1 AND state <> 'cancelled' AND starts_at < $3 AND busy_until > $2 AND id IS DISTINCT FROM $5::uuid)
  SELECT place::int FROM generate_series(1, $4::int) AS place
  WHERE NOT EXISTS (SELECT FROM busy WHERE starts_at <> $2) AND place NOT IN (SELECT place FROM busy) ORDER BY place LIMIT 1`);

/**
 * The place that a booking gets at a time. The plan is locked by the caller, so nobody else looks in the same moment; the index
 * `bookings_place` has the last word.
 * @param bookingId of what is being moved: it does not stand in its own way
 * @throws SlotRefused, SlotTaken
 */
export async function freePlace(tx: Tx, plan: SessionPlanView, startsAt: Date, now: Date, bookingId?: string): Promise<Slot & { readonly place: number; readonly busyUntil: Date }> {
  const slot = slotsBetween(plan, { from: startsAt, to: new Date(startsAt.getTime() + 1) }, now).find((each) => each.startsAt.getTime() === startsAt.getTime());
  if (!slot) throw new SlotRefused({}, 'startsAt');
  const busyUntil = new Date(slot.endsAt.getTime() + plan.bufferMinutes * 60_000);
  const [found] = await prepared<{ place: number }>(tx, free, [plan.productId, slot.startsAt, busyUntil, plan.capacity, bookingId ?? null]);
  if (!found) throw new SlotTaken({}, 'startsAt');
  return { ...slot, busyUntil, place: found.place };
}
