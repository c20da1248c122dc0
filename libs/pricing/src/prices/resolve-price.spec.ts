import fc from 'fast-check';
import { convertHalfUp, money, parseDecimal } from '@silkport/values';
import { chargeableCurrencies, findCurrency } from '@silkport/markets';
import { CurrencyNotOffered, RateJumped, RateMissing, RateStale, resolvePrice, sampleRates, shownPrice, type ListedPrice, type PriceAsk } from '../index.js';
import { aPriceTable } from '../testing.js';

const rates = new Map([['CNY', '1'], ['KZT', '65.779395'], ['JPY', '23.47679'], ['KWD', '0.046023'], ['USD', '0.149081'], ['IRR', '204985']]);
const table = aPriceTable({ rates });
const sample = aPriceTable({ rates: new Map(Object.entries(sampleRates().rates)) });
const yuan = money(6800n, 'CNY');
const now = new Date('2026-11-23T12:00:00Z');
const ask = (currency: string, change: Partial<PriceAsk> = {}): PriceAsk => ({ currency, market: null, merchantId: 'kiln', at: now, ...change });

describe('a price', () => {
  it('in a currency that the merchant prices in is the merchant’s own', () => {
    const own = money(999n, 'USD');
    expect(resolvePrice(table, [yuan, own], ask('USD'))).toEqual({ price: own, merchantPrice: own, rate: '1', referenceRate: '1', marginPct: '0' });
  });

  it.each([['KZT', 447300n], ['JPY', 1596n], ['KWD', 3130n]])('is converted to %s and rounded to what can be charged', (currency, amountMinor) => {
    expect(resolvePrice(table, [yuan], ask(currency)).price).toEqual(money(amountMinor, currency));
  });

  it('between two currencies goes through the base', () => {
    expect(resolvePrice(table, [money(1000n, 'USD')], ask('KZT')).price).toEqual(money(441233n, 'KZT'));
  });

  it('is made at the reference rate with the margin, exactly, and tells both', () => {
    const priced = resolvePrice({ ...table, marginPct: '2.5' }, [yuan], ask('KZT'));
    expect(priced).toMatchObject({ referenceRate: '65.779395', rate: '67.423879875', marginPct: '2.5', merchantPrice: yuan });
    expect(priced.price).toEqual(money(458_482n, 'KZT'));
  });

  it('never becomes free by rounding', () => {
    expect(resolvePrice(table, [money(1n, 'CNY')], ask('KWD')).price).toEqual(money(10n, 'KWD'));
  });

  it.each([['IRR'], ['XXX'], ['kzt'], ['']])('is refused in %j, which cannot be charged', (currency) => {
    expect(() => resolvePrice(table, [yuan], ask(currency))).toThrow(CurrencyNotOffered);
  });

  it('is refused where no rate is on record', () => {
    expect(() => resolvePrice(table, [yuan], ask('EUR'))).toThrow(RateMissing);
  });
});

describe('a price list', () => {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const list: ListedPrice[] = [
    yuan, money(990n, 'USD'), { ...money(890n, 'USD'), market: 'KZ' },
    { ...money(400_000n, 'KZT'), market: 'KZ', validFrom: day('2026-11-20'), validTo: day('2026-11-25') }, { ...money(450_000n, 'KZT'), validFrom: day('2026-12-01') },
  ];
  const price = (change: Partial<PriceAsk>) => resolvePrice(table, list, { ...ask('USD'), ...change }).price.amountMinor;

  it('gives the market’s own price before that for every market, and to nobody else', () => {
    expect([price({ market: 'KZ' }), price({ market: 'UZ' }), price({})]).toEqual([890n, 990n, 990n]);
  });

  it.each([['2026-11-19T23:59:59.999Z', 447_300n], ['2026-11-20T00:00:00.000Z', 400_000n], ['2026-11-24T23:59:59.999Z', 400_000n], ['2026-11-25T00:00:00.000Z', 447_300n], ['2026-12-01T00:00:00.000Z', 450_000n]])(
    'is bounded in time to the millisecond: at %s', (at, amountMinor) => {
      expect(price({ currency: 'KZT', market: 'KZ', at: new Date(at) })).toBe(amountMinor);
    });

  it('converts from the main price that is valid then', () => {
    const sale: ListedPrice[] = [{ ...money(10_000n, 'CNY'), validTo: day('2026-11-20') }, { ...money(5000n, 'CNY'), validFrom: day('2026-11-20') }];
    expect(['2026-11-19', '2026-11-20'].map((date) => resolvePrice(table, sale, ask('JPY', { at: day(date) })).price.amountMinor)).toEqual([2348n, 1174n]);
  });
});

describe('a currency that stands still', () => {
  const stopped = aPriceTable({ rates, stops: new Map([['KZT', 'jumped'], ['JPY', 'stale']] as const) });

  it.each([['KZT', RateJumped], ['JPY', RateStale]])('has no converted price: %s', (currency, refusal) => {
    expect(() => resolvePrice(stopped, [yuan], ask(currency))).toThrow(refusal);
  });

  it('is converted from by nobody either, and says which currency it is', () => {
    expect(() => resolvePrice(stopped, [money(450_000n, 'KZT')], ask('USD'))).toThrow(expect.objectContaining({ code: 'pricing.rate_jumped', params: { currencies: 'KZT', date: '2026-09-29' } }));
  });

  it('leaves the others and the merchant’s own price in it alone', () => {
    expect(resolvePrice(stopped, [yuan], ask('USD')).price).toEqual(money(1014n, 'USD'));
    expect(resolvePrice(stopped, [yuan, money(450_000n, 'KZT')], ask('KZT')).price).toEqual(money(450_000n, 'KZT'));
  });

  it.each([['KZT', 'jumped'], ['JPY', 'stale'], ['EUR', 'missing']])('is shown in the merchant’s currency instead of %s, with the reason', (currency, stop) => {
    expect(shownPrice(stopped, [yuan], ask(currency))).toMatchObject({ price: yuan, merchantPrice: yuan, rate: '1', stop });
  });
});

describe('a merchant’s ending', () => {
  const ending = (currency: string, stepMinor: bigint, endingMinor: bigint, direction: 'up' | 'nearest' = 'nearest') =>
    aPriceTable({ rates, endings: new Map([['kiln', new Map([[currency, { stepMinor, endingMinor, direction }]])]]) });

  it.each([
    ['KZT', 100n, 0n, 'nearest', 6800n, 447_300n], ['KZT', 1000n, 0n, 'nearest', 6800n, 447_000n], ['KZT', 1000n, 0n, 'up', 6800n, 448_000n], ['KZT', 1000n, 990n, 'nearest', 6800n, 446_990n],
    ['USD', 100n, 90n, 'nearest', 6800n, 990n], ['USD', 100n, 90n, 'up', 6800n, 1090n], ['USD', 100n, 90n, 'up', 6640n, 990n], ['USD', 100n, 90n, 'nearest', 1n, 90n],
    ['JPY', 100n, 80n, 'nearest', 6800n, 1580n], ['KWD', 250n, 0n, 'up', 6800n, 3250n], ['KWD', 250n, 0n, 'nearest', 1n, 250n],
  ] as const)('in %s of steps %d and ending %d, %s, makes of %d fen %d', (currency, step, end, direction, fen, amountMinor) => {
    expect(resolvePrice(ending(currency, step, end, direction), [money(fen, 'CNY')], ask(currency)).price).toEqual(money(amountMinor, currency));
  });

  it('is for its own prices only, and for converted ones only', () => {
    const ninety = ending('USD', 100n, 90n);
    expect(resolvePrice(ninety, [yuan], ask('USD', { merchantId: 'other' })).price.amountMinor).toBe(1014n);
    expect(resolvePrice(ninety, [yuan, money(1234n, 'USD')], ask('USD')).price.amountMinor).toBe(1234n);
  });

  it('holds for every price, above it when rounded up and half a step away at most when to the nearest', () => {
    const grids = fc.record({ units: fc.bigInt(1n, 5000n), part: fc.bigInt(0n, 4999n), direction: fc.constantFrom('up' as const, 'nearest' as const) });
    fc.assert(fc.property(fc.bigInt(1n, 10n ** 9n), fc.constantFrom(...chargeableCurrencies.filter(({ code }) => code !== 'CNY')), grids, (fen, { code, chargeStepMinor, minorUnits }, { units, part, direction }) => {
      const grid = { stepMinor: units * chargeStepMinor, endingMinor: (part % units) * chargeStepMinor, direction };
      const priced = resolvePrice({ ...sample, endings: new Map([['kiln', new Map([[code, grid]])]]) }, [money(fen, 'CNY')], ask(code)).price.amountMinor;
      const { digits, scale } = parseDecimal(sample.rates.get(code) ?? '') ?? { digits: 0n, scale: 0 };
      const [exact, scaled] = [fen * digits * 10n ** BigInt(minorUnits), priced * 10n ** BigInt(scale + 2)];
      const step = grid.stepMinor * 10n ** BigInt(scale + 2);
      expect((priced - grid.endingMinor) % grid.stepMinor).toBe(0n);
      expect(priced % chargeStepMinor).toBe(0n);
      expect(priced > 0n).toBe(true);
      if (direction === 'up') expect(scaled >= exact && (scaled - exact < step || priced === (grid.endingMinor || grid.stepMinor))).toBe(true);
      else expect((scaled > exact ? scaled - exact : exact - scaled) * 2n <= step || priced === (grid.endingMinor || grid.stepMinor)).toBe(true);
    }), { numRuns: 300 });
  });
});

describe('without an ending', () => {
  it('the price is that of one conversion, half up, for every currency that can be charged', () => {
    fc.assert(fc.property(fc.bigInt(1n, 10n ** 10n), fc.constantFrom(...chargeableCurrencies.filter(({ code }) => code !== 'CNY')), (fen, { code, minorUnits, chargeStepMinor }) => {
      const converted = convertHalfUp({ amountMinor: fen, fromMinorUnits: 2, toMinorUnits: minorUnits, rate: sample.rates.get(code) ?? '', stepMinor: chargeStepMinor });
      expect(resolvePrice(sample, [money(fen, 'CNY')], ask(code)).price.amountMinor).toBe(converted || (findCurrency(code)?.chargeStepMinor ?? 0n));
    }), { numRuns: 300 });
  });
});
