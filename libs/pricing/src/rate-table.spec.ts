import { money } from '@silkport/values';
import { CurrencyNotOffered, RateMissing, resolvePrice, type RateTable } from './index.js';

const table: RateTable = {
  rateSetId: '0', base: 'CNY', effectiveDate: '2026-09-29', source: 'test',
  rates: new Map([['KZT', '65.779395'], ['JPY', '23.47679'], ['KWD', '0.046023'], ['USD', '0.149081'], ['IRR', '204985']]),
};
const yuan = money(6800n, 'CNY');

describe('a price', () => {
  it('in a currency that the merchant prices in is the merchant’s own', () => {
    const own = money(999n, 'USD');
    expect(resolvePrice(table, [yuan, own], 'USD')).toEqual({ price: own, merchantPrice: own, rate: '1' });
  });

  it.each([
    ['KZT', 447300n],
    ['JPY', 1596n],
    ['KWD', 3130n],
  ])('is converted to %s and rounded to what can be charged', (currency, amountMinor) => {
    expect(resolvePrice(table, [yuan], currency).price).toEqual(money(amountMinor, currency));
  });

  it('between two currencies goes through the base', () => {
    expect(resolvePrice(table, [money(1000n, 'USD')], 'KZT').price).toEqual(money(441233n, 'KZT'));
  });

  it('never becomes free by rounding', () => {
    expect(resolvePrice(table, [money(1n, 'CNY')], 'KWD').price).toEqual(money(10n, 'KWD'));
  });

  it.each([['IRR'], ['XXX'], ['kzt'], ['']])('is refused in %j, which cannot be charged', (currency) => {
    expect(() => resolvePrice(table, [yuan], currency)).toThrow(CurrencyNotOffered);
  });

  it('is refused where no rate is on record', () => {
    expect(() => resolvePrice(table, [yuan], 'EUR')).toThrow(RateMissing);
  });
});
