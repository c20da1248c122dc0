import fc from 'fast-check';
import { refuseUnusable, slotsBetween, type Availability } from './availability.js';
import { AvailabilityRefused } from './booking.errors.js';
import { isTimeZone, timeZoneOf } from './time-zones.js';

const everyDay = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
const plan = (given: Partial<Availability> = {}): Availability => ({
  timeZone: 'Europe/Berlin', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 1, sessionsPerPiece: 1, horizonDays: 365, weekly: everyDay('01:00', '05:00'), exceptions: [], ...given,
});
const starts = (given: Partial<Availability>, from: string, to: string, now = '2026-01-01T00:00:00Z') =>
  slotsBetween(plan(given), { from: new Date(from), to: new Date(to) }, new Date(now)).map(({ startsAt }) => startsAt.toISOString().slice(0, 16));

describe('the times that are offered', () => {
  it('are the merchant’s wall clock, summer and winter', () => {
    expect(starts({}, '2026-01-15T00:00:00Z', '2026-01-15T23:00:00Z')).toEqual(['2026-01-15T00:00', '2026-01-15T01:00', '2026-01-15T02:00', '2026-01-15T03:00']);
    expect(starts({}, '2026-07-14T22:30:00Z', '2026-07-15T22:00:00Z')).toEqual(['2026-07-14T23:00', '2026-07-15T00:00', '2026-07-15T01:00', '2026-07-15T02:00']);
  });

  it('are an hour fewer on the night the clock is put forward, and an hour more when it is put back', () => {
    expect(starts({}, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toEqual(['2026-03-29T00:00', '2026-03-29T01:00', '2026-03-29T02:00']);
    expect(starts({}, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toEqual(['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00', '2026-10-25T03:00']);
  });

  it('begin after a time that the day does not have, and end at midnight where the day does', () => {
    expect(starts({ weekly: everyDay('02:30', '04:30') }, '2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z')).toEqual(['2026-03-29T01:30']);
    expect(starts({ weekly: everyDay('22:00', '24:00') }, '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z')).toEqual(['2026-03-29T20:00', '2026-03-29T21:00']);
  });

  it('leave the rest after a session, the notice before it, what is past, and what is beyond the horizon', () => {
    const hours = { weekly: everyDay('09:00', '12:00'), bufferMinutes: 30, timeZone: 'Asia/Shanghai' };
    expect(starts(hours, '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z')).toEqual(['2026-05-01T01:00', '2026-05-01T02:30']);
    expect(starts({ ...hours, noticeMinutes: 120 }, '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', '2026-04-30T23:30:00Z')).toEqual(['2026-05-01T02:30']);
    expect(starts(hours, '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', '2026-05-01T02:00:00Z')).toEqual(['2026-05-01T02:30']);
    expect(starts({ ...hours, horizonDays: 2 }, '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z', '2026-05-01T00:00:00Z')).toHaveLength(6);
  });

  it('follow a day’s own hours, and a day off has none', () => {
    const exceptions = [{ date: '2026-05-01', hours: [] }, { date: '2026-05-02', hours: [{ from: '15:00', to: '16:00' }] }];
    expect(starts({ exceptions, timeZone: 'UTC' }, '2026-05-01T00:00:00Z', '2026-05-03T00:00:00Z')).toEqual(['2026-05-02T15:00']);
  });

  it('never overlap, last as long as they should, and are found again one by one, in any zone and on any day', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Santiago', 'Pacific/Apia'];
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 364 }), fc.integer({ min: 10, max: 200 }), fc.integer({ min: 0, max: 60 }), (timeZone, day, sessionMinutes, bufferMinutes) => {
      const availability = plan({ timeZone, sessionMinutes, bufferMinutes, weekly: [...everyDay('00:00', '11:30'), ...everyDay('12:00', '24:00')], horizonDays: 400 });
      const [now, from] = [new Date('2026-01-01T00:00:00Z'), new Date(Date.UTC(2026, 0, 1 + day))];
      const slots = slotsBetween(availability, { from, to: new Date(from.getTime() + 2 * 86_400_000) }, now);
      for (const [at, { startsAt, endsAt }] of slots.entries()) {
        expect(endsAt.getTime() - startsAt.getTime()).toBe(sessionMinutes * 60_000);
        const next = slots[at + 1];
        if (next) expect(next.startsAt.getTime()).toBeGreaterThanOrEqual(endsAt.getTime());
        expect(slotsBetween(availability, { from: startsAt, to: new Date(startsAt.getTime() + 1) }, now)).toEqual([{ startsAt, endsAt }]);
      }
    }), { numRuns: 60 });
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }], [{ timeZone: '+03:00' }], [{ weekly: [{ weekday: 1, from: '10:00', to: '10:00' }] }], [{ weekly: [{ weekday: 8, from: '10:00', to: '11:00' }] }],
    [{ weekly: [{ weekday: 1, from: '10:00', to: '12:00' }, { weekday: 1, from: '11:00', to: '13:00' }] }], [{ exceptions: [{ date: '2026-02-30', hours: [] }] }],
    [{ exceptions: [{ date: '2026-02-20', hours: [] }, { date: '2026-02-20', hours: [] }] }],
  ] as Partial<Availability>[][])('are refused where they cannot be: %j', (given) => {
    expect(() => refuseUnusable(plan(given))).toThrow(AvailabilityRefused);
  });

  it('are shown first in the zone that most people of a country/region live by', () => {
    expect([timeZoneOf('KZ'), timeZoneOf('RU'), timeZoneOf('US'), timeZoneOf('SG'), timeZoneOf('ZZ'), timeZoneOf('nonsense')]).toEqual(['Asia/Almaty', 'Europe/Moscow', 'America/New_York', 'Asia/Singapore', 'UTC', 'UTC']);
    expect([isTimeZone('Asia/Almaty'), isTimeZone('Asia/Nowhere'), isTimeZone('+08:00')]).toEqual([true, false, false]);
  });
});
