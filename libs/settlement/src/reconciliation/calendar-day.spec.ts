import { dayAfter, dayOf, isDay, startOfDay } from './calendar-day.js';

describe('a calendar day', () => {
  it.each(['2026-11-23', '2028-02-29', '0001-01-01'])('is one: %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['', 'nonsense', '2026-02-30', '2027-02-29', '2026-13-01', '2026-11-23T00:00:00Z', '26-11-23', '2026-1-1', ' 2026-11-23'])('is none: %j', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('has one after it and one before it, over the end of a year and a leap day', () => {
    expect([dayAfter('2026-12-31', 1), dayAfter('2028-03-01', -1), dayAfter('2026-11-23', 0)]).toEqual(['2027-01-01', '2028-02-29', '2026-11-23']);
  });

  it('begins at midnight in UTC and is that of an instant in UTC', () => {
    expect(startOfDay('2026-11-23')).toEqual(new Date('2026-11-23T00:00:00.000Z'));
    expect(dayOf(new Date('2026-11-23T23:59:59.999Z'))).toBe('2026-11-23');
  });
});
