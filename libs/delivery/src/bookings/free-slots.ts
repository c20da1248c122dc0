import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { slotsBetween, type Slot } from './availability.js';
import { holdersOf, type Holder } from './session-holders.js';
import type { SessionPlanView } from './session-plan.js';

/** A session that is offered, how many more can come, and with whom. */
export interface FreeSlot extends Slot {
  readonly placesLeft: number;
  /** Of those who have a place; empty where the product names none. */
  readonly hostIds: readonly string[];
}

interface Busy { hostId: string | null; productId: string; startsAt: Date; busyUntil: Date; places: number }

const dayMilliseconds = 24 * 60 * 60 * 1000;
const busy = (name: string, whose: string) => statement(name, `
  SELECT host_id AS "hostId", product_id AS "productId", starts_at AS "startsAt", busy_until AS "busyUntil", count(*)::int AS places FROM delivery.bookings
  WHERE ${whose} AND state <> 'cancelled' AND starts_at < $3 AND busy_until > $2 GROUP BY 1, 2, 3, 4 ORDER BY 3`);
const ofProduct = busy('delivery.busy_times', 'product_id = $1');
const ofHosts = busy('delivery.busy_times_of_hosts', 'host_id = ANY ($1::uuid[])');

/** Which sessions are still free. */
@Injectable()
export class FreeSlots {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** In order. @param hostId of whom alone it is asked @throws HostUnknown */
  async between(plan: SessionPlanView, span: { readonly from: Date; readonly to: Date }, hostId?: string): Promise<FreeSlot[]> {
    const holders = holdersOf(plan, hostId);
    const now = this.clock.now();
    const offered = holders.flatMap((holder) => slotsBetween(holder.hours, span, now).map((slot) => ({ holder, slot })));
    if (!offered.length) return [];
    const until = new Date(Math.max(...offered.map(({ slot }) => slot.endsAt.getTime())) + dayMilliseconds);
    const [of, id] = plan.isHosted ? [ofHosts, holders.map((holder) => holder.hostId)] as const : [ofProduct, plan.productId] as const;
    const taken = await this.database.read<Busy>(of, [id, span.from, until]);
    return together(offered.map(({ holder, slot }) => ({ ...slot, holder, placesLeft: placesLeft(slot, holder, plan, taken) })));
  }
}

/** Who is free at the same time is one choice of it. */
function together(offered: readonly (Slot & { readonly holder: Holder; readonly placesLeft: number })[]): FreeSlot[] {
  const free = Map.groupBy(offered.filter(({ placesLeft: left }) => left > 0), ({ startsAt }) => startsAt.getTime());
  return [...free.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [{ startsAt: first.startsAt, endsAt: first.endsAt, placesLeft: same.reduce((sum, each) => sum + each.placesLeft, 0), hostIds: same.flatMap(({ holder: { hostId } }) => hostId ?? []) }];
  }).toSorted((left, right) => left.startsAt.getTime() - right.startsAt.getTime());
}

/** Others of the product at the same time share a session; whatever else reaches into it takes it whole. */
function placesLeft({ startsAt, endsAt }: Slot, { hostId, hours }: Holder, { productId, capacity }: SessionPlanView, taken: readonly Busy[]): number {
  const until = endsAt.getTime() + hours.bufferMinutes * 60_000;
  const touching = taken.filter((other) => (hostId === null || other.hostId === hostId) && other.startsAt.getTime() < until && other.busyUntil > startsAt);
  if (touching.some((other) => other.startsAt.getTime() !== startsAt.getTime() || other.productId !== productId)) return 0;
  return Math.max(0, capacity - touching.reduce((sum, { places }) => sum + places, 0));
}
