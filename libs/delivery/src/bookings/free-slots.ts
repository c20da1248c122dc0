import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { slotsBetween, type Slot, type TimeSpan } from './availability.js';
import { holdersOf, type Holder } from './session-holders.js';
import { TakenTimes, type Busy } from './taken-times.js';
import type { SessionPlanView } from './session-plan.js';

/** A session that is offered, how many more can come, and with whom. */
export interface FreeSlot extends Slot {
  readonly placesLeft: number;
  /** Of those who have a place; empty where the product names none. */
  readonly hostIds: readonly string[];
}

/** Free times of a span, or of its beginning alone where more are offered than one answer looks at. */
export interface FreeTimes { readonly slots: readonly FreeSlot[]; readonly until: Date }

interface Offered extends Slot { readonly holder: Holder }

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** A week of fifty hosts with sessions of a quarter of an hour. */
const mostOffered = 12_000;
const busy = (name: string, whose: string) => statement(name, `
  SELECT host_id AS "hostId", product_id AS "productId", starts_at AS "startsAt", busy_until AS "busyUntil", count(*)::int AS places FROM delivery.bookings
  WHERE ${whose} AND state <> 'cancelled' AND starts_at < $3 AND starts_at > $2::timestamptz - interval '3 days' AND busy_until > $2 GROUP BY 1, 2, 3, 4 ORDER BY 3`);
const ofProduct = busy('delivery.busy_times', 'product_id = $1');
const ofHosts = busy('delivery.busy_times_of_hosts', 'host_id = ANY ($1::uuid[])');

/** Which sessions are still free. */
@Injectable()
export class FreeSlots {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** In order. @param hostId of whom alone it is asked @throws HostUnknown */
  async between(plan: SessionPlanView, span: TimeSpan, hostId?: string): Promise<FreeTimes> {
    const holders = holdersOf(plan, hostId);
    const { offered, until } = offeredIn(plan, holders, span, this.clock.now());
    const last = offered.reduce((latest, { endsAt }) => Math.max(latest, endsAt.getTime()), 0);
    if (!last) return { slots: [], until };
    const [of, id] = plan.isHosted ? [ofHosts, holders.map((holder) => holder.hostId)] as const : [ofProduct, plan.productId] as const;
    const taken = new TakenTimes(await this.database.read<Busy>(of, [id, offered[0]?.startsAt ?? span.from, new Date(last + dayMilliseconds)]));
    return { slots: together(offered.map((each) => ({ ...each, placesLeft: taken.placesLeft(each, plan) }))), until };
  }

  /** Whether anything at all can be booked. */
  async hasAny(plan: SessionPlanView): Promise<boolean> {
    const from = this.clock.now();
    const to = new Date(from.getTime() + (plan.horizonDays + 1) * dayMilliseconds);
    for (let at = from; at < to;) {
      const { slots, until } = await this.between(plan, { from: at, to: new Date(Math.min(to.getTime(), at.getTime() + 28 * dayMilliseconds)) });
      if (slots.length) return true;
      at = until;
    }
    return false;
  }
}

/** Day by day, so that whoever asks for much is not computed all of it: at least one day, and no more once there are enough. */
function offeredIn(plan: SessionPlanView, holders: readonly Holder[], { from, to }: TimeSpan, now: Date): { offered: Offered[]; until: Date } {
  const offered: Offered[] = [];
  const end = Math.min(to.getTime(), now.getTime() + (plan.horizonDays + 2) * dayMilliseconds);
  for (let at = Math.max(from.getTime(), now.getTime()); at < end && offered.length < mostOffered; at += dayMilliseconds) {
    const until = new Date(Math.min(end, at + dayMilliseconds));
    for (const holder of holders) offered.push(...slotsBetween(holder.hours, { from: new Date(at), to: until }, now).map((slot) => ({ ...slot, holder })));
    if (offered.length >= mostOffered) return { offered, until };
  }
  return { offered, until: to };
}

/** Who is free at the same time is one choice of it. */
function together(offered: readonly (Offered & { readonly placesLeft: number })[]): FreeSlot[] {
  const free = Map.groupBy(offered.filter(({ placesLeft: left }) => left > 0), ({ startsAt }) => startsAt.getTime());
  return [...free.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [{ startsAt: first.startsAt, endsAt: first.endsAt, placesLeft: same.reduce((sum, each) => sum + each.placesLeft, 0), hostIds: same.flatMap(({ holder: { hostId } }) => hostId ?? []) }];
  }).toSorted((left, right) => left.startsAt.getTime() - right.startsAt.getTime());
}
