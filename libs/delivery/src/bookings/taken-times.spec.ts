import fc from 'fast-check';
import { TakenTimes, type Busy } from './taken-times.js';

const hour = 3_600_000;
const day = Date.parse('2026-11-25T00:00:00Z');
const hours = (hostId: string | null, bufferMinutes: number) => ({ hostId, hostName: hostId, hours: { timeZone: 'UTC', bufferMinutes, weekly: [], exceptions: [], sessionMinutes: 60, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 3, sessionsPerPiece: 1, horizonDays: 30 } });
const busy = fc.record({ hostId: fc.constantFrom('a', 'b', null), productId: fc.constantFrom('own', 'other'), at: fc.integer({ min: 0, max: 96 }), quarters: fc.integer({ min: 1, max: 30 }), places: fc.integer({ min: 1, max: 4 }) })
  .map(({ hostId, productId, at, quarters, places }): Busy => ({ hostId, productId, places, startsAt: new Date(day + at * (hour / 4)), busyUntil: new Date(day + (at + quarters) * (hour / 4)) }));

/** Looks at all of them, one after the other. */
function leftOf(taken: readonly Busy[], hostId: string | null, from: number, until: number): number {
  const touching = taken.filter((other) => (hostId === null || other.hostId === hostId) && other.startsAt.getTime() < until && other.busyUntil.getTime() > from);
  return touching.some((other) => other.productId !== 'own' || other.startsAt.getTime() !== from) ? 0 : Math.max(0, touching.reduce((left, { places }) => left - places, 3));
}

describe('what is taken', () => {
  it('leaves as many places at a time as all bookings together do, and never fewer than none', () => {
    fc.assert(fc.property(fc.array(busy, { maxLength: 30 }), fc.constantFrom('a', 'b', null), fc.integer({ min: 0, max: 96 }), fc.constantFrom(0, 15, 90), (taken, hostId, at, buffer) => {
      const startsAt = new Date(day + at * (hour / 4));
      const endsAt = new Date(startsAt.getTime() + hour);
      expect(new TakenTimes(taken).placesLeft({ startsAt, endsAt, holder: hours(hostId, buffer) }, { productId: 'own', capacity: 3 })).toBe(leftOf(taken, hostId, startsAt.getTime(), endsAt.getTime() + buffer * 60_000));
    }), { numRuns: 500 });
  });
});
