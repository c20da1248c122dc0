import type { Slot } from './availability.js';
import type { Holder } from './session-holders.js';
import type { SessionPlanView } from './session-plan.js';

/** One session that is booked, by as many buyers as it has `places` taken. */
export interface Busy { readonly hostId: string | null; readonly productId: string; readonly startsAt: Date; readonly busyUntil: Date; readonly places: number }

/** What is booked, such that what touches one time is found without looking at the rest. */
export class TakenTimes {
  private readonly all: readonly Busy[];
  private readonly byHost: ReadonlyMap<string | null, readonly Busy[]>;
  private readonly longest: number;

  constructor(taken: readonly Busy[]) {
    this.all = taken.toSorted((left, right) => left.startsAt.getTime() - right.startsAt.getTime());
    this.byHost = Map.groupBy(this.all, ({ hostId }) => hostId);
    this.longest = taken.reduce((longest, { startsAt, busyUntil }) => Math.max(longest, busyUntil.getTime() - startsAt.getTime()), 0);
  }

  /** Others of the product at the same time share a session; whatever else reaches into it takes it whole. Never below 0. */
  placesLeft({ startsAt, endsAt, holder: { hostId, hours } }: Slot & { readonly holder: Holder }, { productId, capacity }: Pick<SessionPlanView, 'productId' | 'capacity'>): number {
    const [from, until] = [startsAt.getTime(), endsAt.getTime() + hours.bufferMinutes * 60_000];
    const times = hostId === null ? this.all : (this.byHost.get(hostId) ?? []);
    let left = capacity;
    for (let at = firstAfter(times, from - this.longest); at < times.length; at += 1) {
      const other = times[at];
      if (!other || other.startsAt.getTime() >= until) break;
      if (other.busyUntil.getTime() <= from) continue;
      if (other.startsAt.getTime() !== from || other.productId !== productId) return 0;
      left -= other.places;
    }
    return Math.max(0, left);
  }
}

/** The index of the first that begins after a time, in milliseconds. */
function firstAfter(times: readonly Busy[], milliseconds: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle]?.startsAt.getTime() ?? 0) > milliseconds) high = middle;
    else low = middle + 1;
  }
  return low;
}
