import { loadConfig, type RatesConfig } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { AcceptRateJump, ExchangeRates, NoRatesYet, pricingContext, RateDateRefused, RateJumpUnknown, RateRefused, RateStandingReads, RecordRates, sampleRates, type RatesOfADay } from '../index.js';

let db: TestDatabase;
beforeAll(async () => { db = await openTestDatabase([pricingContext]); });
afterAll(() => db.close());

const source = 'A central bank';
const ecb: RatesConfig = { ...loadConfig({}).rates, source: { kind: 'ecb', url: 'http://localhost' } };

/** An empty database at a moment, with the settings given. */
async function desk(at: string, rates: RatesConfig = ecb) {
  await db.dataSource.query('TRUNCATE pricing.rate_sets, pricing.rates, pricing.rate_acceptances');
  const clock = new SetClock(new Date(at));
  const exchange = new ExchangeRates(db.database, { rates }, clock);
  const record = new RecordRates(db.database, clock, { rates }, exchange);
  const day = (effectiveDate: string, given: Record<string, string>, change: Partial<RatesOfADay> = {}) => record.run({ base: 'EUR', effectiveDate, source, rates: given, ...change });
  return { clock, exchange, record, day, accept: new AcceptRateJump(db.database, clock, exchange), standings: new RateStandingReads(db.database, { rates }, clock) };
}

const stopsOf = async ({ exchange }: { exchange: ExchangeRates }) => Object.fromEntries((await exchange.current()).stops);
const usual = { CNY: '8.00', KZT: '500', USD: '1.10' };

describe('a set of rates', () => {
  it('is what prices are made from as soon as it is recorded, the latest date first', async () => {
    const { exchange, day } = await desk('2026-11-23T12:00:00Z');
    await expect(exchange.current()).rejects.toThrow(NoRatesYet);
    const { rateSetId } = await day('2026-11-20', usual);
    await day('2026-11-19', { ...usual, KZT: '499' });
    expect(await exchange.current()).toMatchObject({ rateSetId, base: 'EUR', effectiveDate: '2026-11-20', source, marginPct: '2' });
    expect([...(await exchange.current()).rates].toSorted()).toEqual([['CNY', '8.00'], ['EUR', '1'], ['KZT', '500'], ['USD', '1.10']]);
  });

  it.each([['0'], ['-1'], ['0.0'], ['1e2'], ['']])('with a rate of %j is refused whole', async (rate) => {
    const { day } = await desk('2026-11-23T12:00:00Z');
    await expect(day('2026-11-20', { ...usual, KZT: rate })).rejects.toThrow(RateRefused);
    expect(await db.dataSource.query('SELECT 1 FROM pricing.rate_sets')).toEqual([]);
  });

  it.each(['2026-11-25', '2026-02-30', '20.11.2026'])('of %s is refused', async (date) => {
    const { day } = await desk('2026-11-23T12:00:00Z');
    await expect(day(date, usual)).rejects.toThrow(RateDateRefused);
  });

  it('whose base is not one for itself is refused', async () => {
    const { day } = await desk('2026-11-23T12:00:00Z');
    await expect(day('2026-11-20', { ...usual, EUR: '1.1' })).rejects.toThrow(RateRefused);
  });

  it('that is fetched by sixteen at once is recorded once', async () => {
    const { record } = await desk('2026-11-23T12:00:00Z');
    const fetched = await Promise.all(Array.from({ length: 16 }, () => record.run({ base: 'EUR', effectiveDate: '2026-11-20', source, rates: usual }, 'fetched')));
    expect(fetched.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(fetched.map(({ rateSetId }) => rateSetId)).size).toBe(1);
    expect(await db.dataSource.query('SELECT count(*)::int AS n FROM pricing.rates')).toEqual([{ n: 4 }]);
  });

  it.each(['UPDATE pricing.rates SET rate = 1', 'DELETE FROM pricing.rates', `UPDATE pricing.rate_sets SET source = 'x'`, 'DELETE FROM pricing.rate_sets'])('is not changed by %s', async (statement) => {
    const { day } = await desk('2026-11-23T12:00:00Z');
    await day('2026-11-20', usual);
    await expect(db.dataSource.query(statement)).rejects.toThrow('append-only');
  });
});

describe('a rate that jumps', () => {
  it.each([['500', false], ['550', false], ['450', false], ['550.01', true], ['449.99', true], ['5000', true], ['0.5', true]])('from 500 to %s stops its currency: %s', async (rate, isStopped) => {
    const at = await desk('2026-11-23T12:00:00Z');
    await at.day('2026-11-19', usual);
    await at.day('2026-11-20', { ...usual, KZT: rate });
    expect(await stopsOf(at)).toEqual(isStopped ? { KZT: 'jumped' } : {});
  });

  it('is measured by the last one that was believed, so that the same wrong rate is stopped the next day too', async () => {
    const at = await desk('2026-11-23T12:00:00Z');
    await at.day('2026-11-18', usual);
    await at.day('2026-11-19', { ...usual, KZT: '5000' });
    await at.day('2026-11-20', { ...usual, KZT: '5010' });
    expect(await stopsOf(at)).toEqual({ KZT: 'jumped' });
    await at.day('2026-11-23', { ...usual, KZT: '505' });
    expect(await stopsOf(at)).toEqual({});
  });

  it('is seen across sets of different bases', async () => {
    const at = await desk('2026-11-23T12:00:00Z');
    await at.day('2026-11-19', usual);
    await at.day('2026-11-20', { EUR: '0.125', KZT: '62.5', USD: '0.2' }, { base: 'CNY', source: 'Another' });
    expect(await stopsOf(at)).toEqual({ USD: 'jumped' });
  });

  it('is sold at again once somebody accepts it, and later rates are measured by it', async () => {
    const at = await desk('2026-11-23T12:00:00Z');
    await at.day('2026-11-19', usual);
    const { rateSetId } = await at.day('2026-11-20', { ...usual, KZT: '600' });
    expect(await stopsOf(at)).toEqual({ KZT: 'jumped' });
    const personId = newId();
    let told = 0;
    const accept = () => at.accept.run({ rateSetId, currency: 'KZT', personId }, async () => { told += 1; });
    await Promise.all([accept(), accept()]);
    await accept();
    expect(told).toBe(1);
    expect(await stopsOf(at)).toEqual({});
    expect((await at.standings.newest()).currencies.find(({ currency }) => currency === 'KZT')).toMatchObject({ rate: '600', trustedRate: '500', changePct: '20.00', standing: 'accepted', acceptedBy: personId });
    await at.day('2026-11-23', { ...usual, KZT: '605' });
    expect(await stopsOf(at)).toEqual({});
  });

  it('is not accepted where there is none', async () => {
    const at = await desk('2026-11-23T12:00:00Z');
    const { rateSetId } = await at.day('2026-11-20', usual);
    for (const wanted of [{ rateSetId, currency: 'KZT' }, { rateSetId, currency: 'ZZZ' }, { rateSetId: newId(), currency: 'KZT' }]) {
      await expect(at.accept.run({ ...wanted, personId: newId() }, () => Promise.reject(new Error('told of nothing')))).rejects.toThrow(RateJumpUnknown);
    }
  });
});

describe('a rate that is old', () => {
  it.each([['2026-11-24T23:59:00Z', false], ['2026-11-25T00:01:00Z', true]])('of a Friday is sold at on the next Tuesday and not on Wednesday: at %s stale is %s', async (at, isStale) => {
    const there = await desk(at);
    await there.day('2026-11-20', usual);
    expect(await stopsOf(there)).toEqual(isStale ? { CNY: 'stale', EUR: 'stale', KZT: 'stale', USD: 'stale' } : {});
    expect(await there.standings.newest()).toMatchObject({ isStale });
  });

  it('is no matter where it is the demo’s sample, and is where another source is set', async () => {
    const demo = await desk('2028-01-05T12:00:00Z', loadConfig({}).rates);
    await demo.record.run(sampleRates());
    expect(await stopsOf(demo)).toEqual({});
    const live = await desk('2028-01-05T12:00:00Z');
    await live.record.run(sampleRates());
    expect((await live.exchange.current()).stops.get('USD')).toBe('stale');
  });
});

it('tells how every currency that can be charged stands', async () => {
  const at = await desk('2026-11-23T12:00:00Z');
  await at.day('2026-11-19', usual);
  await at.day('2026-11-20', { CNY: '8.01', KZT: '700', CHF: '0.9' });
  const { currencies, ...set } = await at.standings.newest();
  const standingOf = (code: string) => currencies.find(({ currency }) => currency === code);
  expect(set).toMatchObject({ base: 'EUR', effectiveDate: '2026-11-20', source, isStale: false, staleHours: 48, jumpPct: 10, marginPct: '2' });
  expect(standingOf('CNY')).toMatchObject({ standing: 'usable', changePct: '0.13' });
  expect(standingOf('KZT')).toMatchObject({ standing: 'jumped', changePct: '40.00', acceptedBy: null });
  expect(standingOf('CHF')).toMatchObject({ standing: 'usable', trustedRate: null, changePct: null });
  expect(standingOf('USD')).toMatchObject({ standing: 'missing', rate: null });
  expect(currencies.length).toBeGreaterThan(50);
});
