import { endOfPeriod } from './end-of-period.js';

describe('the end of a period', () => {
  it.each([
    ['2026-11-02T23:30:00Z', 14, 'DE', '2026-11-17', 'a Monday, as it is'], ['2026-11-06T08:00:00Z', 14, 'DE', '2026-11-21', 'a Friday, as it is'],
    ['2026-11-07T08:00:00Z', 14, 'DE', '2026-11-24', 'a Saturday, which moves to Monday'], ['2026-11-08T08:00:00Z', 14, 'DE', '2026-11-24', 'a Sunday, which moves to Monday'],
    ['2026-11-06T08:00:00Z', 14, 'SA', '2026-11-23', 'a Friday where the weekend is Friday and Saturday'], ['2026-11-08T08:00:00Z', 14, 'SA', '2026-11-23', 'a Sunday where that is a working day'],
    ['2026-11-07T08:00:00Z', 14, undefined, '2026-11-22', 'a Saturday where nothing moves'],
  ] as const)('that begins on %s, of %i days in %s, is the first moment of %s; its last day is %s', (from, days, country, end, _lastDay) => {
    expect(endOfPeriod(new Date(from), days, country)).toEqual(new Date(`${end}T00:00:00Z`));
  });
});
