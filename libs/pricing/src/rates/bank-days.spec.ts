import { bankHoursSince, isBankDay } from './bank-days.js';

describe('reference rates', () => {
  it.each([
    ['2026-11-20', true], ['2026-11-21', false], ['2026-11-22', false], ['2026-11-23', true], ['2026-12-25', false], ['2026-12-28', true], ['2027-01-01', false], ['2026-05-01', false],
    ['2026-04-03', false], ['2026-04-05', false], ['2026-04-06', false], ['2026-04-07', true], ['2027-03-26', false], ['2027-03-29', false], ['2024-03-29', false], ['2024-04-01', false], ['2038-04-26', false],
  ])('are made on %s: %s', (day, isMade) => {
    expect(isBankDay(new Date(`${day}T00:00:00Z`))).toBe(isMade);
  });

  it.each([
    ['2026-11-23', '2026-11-23T23:59:00Z', 0], ['2026-11-23', '2026-11-24T12:00:00Z', 12], ['2026-11-20', '2026-11-22T12:00:00Z', 0], ['2026-11-20', '2026-11-23T06:30:00Z', 6.5],
    ['2026-04-02', '2026-04-07T01:00:00Z', 1], ['2026-12-24', '2026-12-28T08:00:00Z', 8], ['2026-11-24', '2026-11-23T00:00:00Z', 0],
  ])('of %s are at %s so many hours on bank days old: %d', (date, instant, hours) => {
    expect(bankHoursSince(date, new Date(instant), 1000)).toBeCloseTo(hours, 6);
  });

  it('are not counted on for ever', () => {
    expect(bankHoursSince('1999-01-04', new Date('2026-11-23T00:00:00Z'), 48)).toBe(72);
  });
});
