import { prepared, statement, type Tx } from '@silkport/platform';
import { slotsBetween, type Slot } from './availability.js';
import { SlotRefused, SlotTaken } from './booking.errors.js';
import { holdersOf, type Holder } from './session-holders.js';
import type { SessionPlanView } from './session-plan.js';

export interface Place extends Slot {
  readonly place: number;
  readonly busyUntil: Date;
  readonly hostId: string | null;
  readonly hostName: string | null;
  /** Of who holds it, IANA. */
  readonly merchantTimeZone: string;
}

export interface PlaceWish {
  readonly startsAt: Date;
  /** With whom; without it, anyone will do. */
  readonly hostId?: string | undefined;
  /** Of what is being moved: it does not stand in its own way. */
  readonly bookingId?: string;
}

/**
 * The first free place with each who could hold it. Of several holders the one comes first who has a session of the product at that time
 * already, then who has the fewest to come, then in the order of the plan.
 */
const free = (name: string, whose: string) => statement(name, `
  SELECT c.at::int AS at, min(n.place)::int AS place FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS c (id, busy_until, at), generate_series(1, $5::int) AS n (place)
  WHERE NOT EXISTS (SELECT FROM delivery.bookings b WHERE b.${whose} = c.id AND b.state <> 'cancelled' AND b.starts_at < c.busy_until AND b.busy_until > $4 AND b.id IS DISTINCT FROM $6::uuid
    AND (b.product_id <> $3 OR b.starts_at <> $4 OR b.place = n.place))
    AND (SELECT count(*) FROM delivery.bookings b WHERE b.${whose} = c.id AND b.product_id = $3 AND b.starts_at = $4 AND b.state <> 'cancelled' AND b.id IS DISTINCT FROM $6::uuid) < $5
  GROUP BY c.at, c.id
  ORDER BY NOT EXISTS (SELECT FROM delivery.bookings s WHERE s.${whose} = c.id AND s.product_id = $3 AND s.starts_at = $4 AND s.state <> 'cancelled' AND s.id IS DISTINCT FROM $6::uuid),
    (SELECT count(*) FROM delivery.bookings l WHERE l.${whose} = c.id AND l.state = 'booked' AND l.starts_at > $7), c.at LIMIT 1`);
const freeInProduct = free('delivery.free_place', 'product_id');
const freeAtHosts = free('delivery.free_place_at_hosts', 'host_id');

/**
 * The place that a booking gets at a time. The plan and its hosts are locked by the caller, so nobody else looks in the same moment; the
 * constraints `bookings_place`, `bookings_place_at_host` and `hosts_are_in_one_…_at_a_time` have the last word.
 * @throws SlotRefused, SlotTaken, HostUnknown
 */
export async function freePlace(tx: Tx, plan: SessionPlanView, { startsAt, hostId, bookingId }: PlaceWish, now: Date): Promise<Place> {
  const offered = holdersOf(plan, hostId).flatMap((holder) => {
    const slot = slotsBetween(holder.hours, { from: startsAt, to: new Date(startsAt.getTime() + 1) }, now).find((each) => each.startsAt.getTime() === startsAt.getTime());
    return slot ? [{ holder, slot, busyUntil: new Date(slot.endsAt.getTime() + holder.hours.bufferMinutes * 60_000) }] : [];
  });
  if (!offered.length) throw new SlotRefused({}, 'startsAt');
  const ids = offered.map(({ holder }) => holder.hostId ?? plan.productId);
  const [found] = await prepared<{ at: number; place: number }>(
    tx, plan.isHosted ? freeAtHosts : freeInProduct, [ids, offered.map(({ busyUntil }) => busyUntil), plan.productId, startsAt, plan.capacity, bookingId ?? null, now]);
  const chosen = found && offered[found.at - 1];
  if (!chosen) throw new SlotTaken({}, 'startsAt');
  return { ...chosen.slot, place: found.place, busyUntil: chosen.busyUntil, ...whoHolds(chosen.holder) };
}

function whoHolds({ hostId, hostName, hours }: Holder): Pick<Place, 'hostId' | 'hostName' | 'merchantTimeZone'> {
  return { hostId, hostName, merchantTimeZone: hours.timeZone };
}
