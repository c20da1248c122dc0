import fc from 'fast-check';
import { money } from '@silkport/values';
import { monthlyValue } from './monthly-value.js';

it.each([
  [12_000n, 'month', 1, 12_000n], [12_000n, 'month', 3, 4_000n], [120_000n, 'year', 1, 10_000n], [1_200n, 'week', 1, 5_200n], [1_200n, 'day', 30, 1_217n], [100n, 'month', 3, 33n], [200n, 'month', 3, 67n],
] as const)('of %s by the %s, every %i, is %s', (amountMinor, interval, intervalCount, expected) => {
  expect(monthlyValue(money(amountMinor, 'EUR'), { interval, intervalCount })).toEqual(money(expected, 'EUR'));
});

it('comes back to what a year costs, to the rounding of each month', () => {
  fc.assert(fc.property(fc.bigInt(0n, 10n ** 12n), (amountMinor) => {
    const { amountMinor: monthly } = monthlyValue(money(amountMinor, 'JPY'), { interval: 'year', intervalCount: 1 });
    const off = monthly * 12n - amountMinor;
    return off >= -6n && off <= 6n;
  }));
});
