import { money } from '@silkport/values';
import { instantsOf, instantsOfMonths } from './ledger-query.js';
import { revenueMonths } from './revenue-answer.js';

describe('the period of a statement', () => {
  it('is whole days, the last one included, and open where nothing is said', () => {
    expect(instantsOf({ from: '2026-11-01', to: '2026-11-30' })).toEqual({ from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') });
    expect(instantsOf({})).toEqual({ from: null, to: null });
  });

  it.each([{ from: 'nonsense' }, { to: '2026-02-30' }, { from: '2026-03-02', to: '2026-03-01' }])('is refused: %j', (period) => {
    expect(() => instantsOf(period)).toThrow('ledger.period_invalid');
  });

  it('is whole months, over the end of a year', () => {
    expect(instantsOfMonths('2026-11', '2026-12')).toEqual({ from: new Date('2026-11-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') });
  });

  it.each([['2026-13', '2026-12'], ['2026-01', '2025-12'], ['2026-1', '2026-12'], ['2026-01', '']])('of months is refused: %s to %s', (from, to) => {
    expect(() => instantsOfMonths(from, to)).toThrow('ledger.period_invalid');
  });
});

describe('the revenue of a month', () => {
  it('is what the commission leaves after the provider’s fees and the differences, in each currency for itself', () => {
    const sum = (kind: 'commission' | 'stripe_fees' | 'fx' | 'differences', minor: bigint, currency: string) => ({ month: '2026-11', kind, amount: money(minor, currency) });
    expect(revenueMonths([sum('commission', -1000n, 'EUR'), sum('stripe_fees', 290n, 'EUR'), sum('fx', -70n, 'EUR'), sum('differences', 10n, 'EUR'), sum('commission', -500n, 'JPY')])).toEqual([
      {
        month: '2026-11', commission: { amount: '10.00', currency: 'EUR' }, providerFees: { amount: '2.90', currency: 'EUR' }, exchangePosition: { amount: '0.70', currency: 'EUR' },
        differences: { amount: '0.10', currency: 'EUR' }, earned: { amount: '7.00', currency: 'EUR' },
      },
      {
        month: '2026-11', commission: { amount: '500', currency: 'JPY' }, providerFees: { amount: '0', currency: 'JPY' }, exchangePosition: { amount: '0', currency: 'JPY' },
        differences: { amount: '0', currency: 'JPY' }, earned: { amount: '500', currency: 'JPY' },
      },
    ]);
  });
});
