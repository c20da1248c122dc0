import fc from 'fast-check';
import { CurrencyNotOffered, type ListedPrice } from '@silkport/pricing';
import { money } from '@silkport/values';
import { MainPriceMissing, PriceMarketUnknown, PricePeriodRefused, PriceRefused, PricesOverlap } from './catalog.errors.js';
import { priceListChange, type PriceRow } from './price-list-change.js';

const now = new Date('2026-11-23T12:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const yuan = money(6800n, 'CNY');
const row = (id: string, price: ListedPrice): PriceRow => ({ market: null, validFrom: null, validTo: null, ...price, id });
const change = (wanted: readonly ListedPrice[], current: readonly PriceRow[] = []) => priceListChange(current, wanted, 'CNY', now);

describe('a price list', () => {
  it('keeps what stays, ends what is in force and not wanted, drops what never was, and adds the rest from now on', () => {
    const current = [row('main', yuan), row('usd', { ...money(999n, 'USD'), validFrom: day('2026-01-01') }), row('eur', money(900n, 'EUR')), row('later', { ...money(1n, 'GBP'), validFrom: day('2027-01-01') })];
    const wanted = [yuan, { ...money(999n, 'USD'), market: null, validFrom: day('2026-01-01') }, money(880n, 'EUR'), { ...money(700n, 'GBP'), market: 'KZ', validFrom: day('2026-12-01') }];
    expect(change(wanted, current)).toEqual({
      ended: ['eur'], dropped: ['later'],
      added: [{ ...money(880n, 'EUR'), market: null, validFrom: now, validTo: null, isMain: false }, { ...money(700n, 'GBP'), market: 'KZ', validFrom: day('2026-12-01'), validTo: null, isMain: false }],
    });
  });

  it('given again changes nothing', () => {
    const first = change([yuan, { ...money(990n, 'USD'), market: 'KZ' }, { ...money(1n, 'EUR'), validFrom: day('2027-01-01'), validTo: day('2027-02-01') }]);
    const rows = first.added.map(({ isMain: _isMain, ...price }, index) => ({ ...price, id: String(index) }));
    expect(change(rows, rows)).toEqual({ ended: [], dropped: [], added: [] });
    expect(change(rows.map(({ validFrom: _validFrom, ...price }, index) => (index < 2 ? price : { ...price, validFrom: day('2027-01-01') })), rows)).toEqual({ ended: [], dropped: [], added: [] });
  });

  it('may have a sale for a while in the main currency, if no moment is without a price', () => {
    const sale = [{ ...yuan, validTo: day('2026-12-01') }, { ...money(5000n, 'CNY'), validFrom: day('2026-12-01'), validTo: day('2026-12-08') }, { ...yuan, validFrom: day('2026-12-08') }];
    expect(change(sale).added.map(({ isMain }) => isMain)).toEqual([true, true, true]);
  });

  it.each<[string, ListedPrice[], new () => Error]>([
    ['without a price in the main currency', [money(999n, 'USD')], MainPriceMissing], ['with a main price for one market only', [{ ...yuan, market: 'KZ' }], MainPriceMissing],
    ['whose main price ends', [{ ...yuan, validTo: day('2027-01-01') }], MainPriceMissing], ['whose main price begins later', [{ ...yuan, validFrom: day('2027-01-01') }], MainPriceMissing],
    ['whose main price has a gap', [{ ...yuan, validTo: day('2026-12-01') }, { ...yuan, validFrom: day('2026-12-02') }], MainPriceMissing],
    ['with a price of nothing', [yuan, money(0n, 'USD')], PriceRefused], ['below nothing', [yuan, money(-1n, 'USD')], PriceRefused], ['with fils that no card is charged', [yuan, money(1005n, 'KWD')], PriceRefused],
    ['with a price that no card can pay', [yuan, money(10n ** 14n + 1n, 'USD')], PriceRefused], ['in rials', [yuan, money(1n, 'IRR')], CurrencyNotOffered as never],
    ['for a market that nobody knows', [yuan, { ...money(999n, 'USD'), market: 'ZZ' }], PriceMarketUnknown], ['that is over', [yuan, { ...money(999n, 'USD'), validTo: now }], PricePeriodRefused],
    ['that ends before it begins', [yuan, { ...money(999n, 'USD'), validFrom: day('2027-01-02'), validTo: day('2027-01-01') }], PricePeriodRefused],
    ['with two prices for the same', [yuan, money(999n, 'USD'), money(888n, 'USD')], PricesOverlap],
    ['with two prices that share a day', [yuan, { ...money(999n, 'USD'), validTo: day('2027-01-02') }, { ...money(888n, 'USD'), validFrom: day('2027-01-01') }], PricesOverlap],
  ])('%s is refused', (_, wanted, refusal) => {
    expect(() => change(wanted)).toThrow(refusal);
  });

  it('never overlaps itself after it was taken', () => {
    const price = fc.record({ currency: fc.constantFrom('USD', 'EUR'), market: fc.constantFrom(null, 'KZ'), from: fc.option(fc.integer({ min: -3, max: 9 })), length: fc.option(fc.integer({ min: 1, max: 4 })) });
    fc.assert(fc.property(fc.array(price, { maxLength: 6 }), (wanted) => {
      const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
      const list = wanted.map(({ currency, market, from, length }) => ({ ...money(100n, currency), market, validFrom: from === null ? null : at(from), validTo: length === null ? null : at((from ?? 0) + length) }));
      let taken: readonly { currency: string; market: string | null; validFrom: Date | null; validTo: Date | null }[];
      try {
        taken = change([yuan, ...list]).added;
      } catch (error) {
        expect([PricesOverlap, PricePeriodRefused]).toContain((error as Error).constructor);
        return;
      }
      for (let moment = -4; moment < 14; moment += 0.5) {
        const valid = taken.filter(({ validFrom, validTo }) => (!validFrom || validFrom <= at(moment)) && (!validTo || at(moment) < validTo)).map(({ currency, market }) => `${currency} ${market}`);
        expect(new Set(valid).size).toBe(valid.length);
      }
    }), { numRuns: 200 });
  });
});
