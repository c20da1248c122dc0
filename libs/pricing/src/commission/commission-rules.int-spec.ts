import { Idempotency, loadConfig } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { CommissionRateRefused, CommissionRules, CommissionScopeUnknown, pricingContext, RecordCommissionRule, SetPriceEndings, ExchangeRates, PriceEndingRefused, RecordRates, sampleRates, type NewCommissionRule } from '../index.js';

let db: TestDatabase;
const clock = new SetClock(new Date('2026-11-23T12:00:00Z'));
beforeAll(async () => { db = await openTestDatabase([pricingContext]); });
afterAll(() => db.close());

const everything: NewCommissionRule = { taxonomyId: null, clusterId: null, merchantId: null, market: null, ratePct: '5', reason: 'test', validFrom: null };
const line = { merchantId: newId(), clusterId: 'jingdezhen', taxonomyId: 'dp.visual.font' };
const nothing = () => Promise.resolve();

function rulesOn() {
  const rules = new CommissionRules(db.database, loadConfig({}));
  const record = new RecordCommissionRule(db.database, clock, new Idempotency(db.database), rules);
  return { rules, record, add: (change: Partial<NewCommissionRule>) => record.run({ ...everything, ...change }, undefined, nothing) };
}

describe('commissions', () => {
  it('are ten percent with six percent of tax on them for merchants in China, and no tax for others', async () => {
    const { rules } = rulesOn();
    const terms = await rules.termsFor([line, { ...line, merchantCountry: 'CN' }, { ...line, merchantCountry: 'KZ' }], 'KZ', clock.now());
    expect(terms.map(({ ratePct, taxRatePct }) => [ratePct, taxRatePct])).toEqual([['10', '6'], ['10', '6'], ['10', '0']]);
    expect(terms.map(({ taxAuthority, taxLegalSource }) => [taxAuthority, taxLegalSource])).toEqual([['CN', expect.stringContaining('Cai Shui')], ['CN', expect.stringContaining('Cai Shui')], ['CN', '']]);
  });

  it.each(['100.0001', '101', '-1', '1e1', '', '1.00001', 'ten'])('of %j percent are refused, and nothing is stored', async (ratePct) => {
    const { add } = rulesOn();
    await expect(add({ ratePct })).rejects.toThrow(CommissionRateRefused);
    expect(await db.dataSource.query(`SELECT 1 FROM pricing.commission_rules WHERE reason = 'test'`)).toEqual([]);
  });

  it.each([-0.0001, -1])('of %d percent are refused by the database too', async (rate) => {
    await expect(db.dataSource.query(`INSERT INTO pricing.commission_rules (id, rate_pct, reason, valid_from, recorded_at) VALUES (gen_random_uuid(), $1, 'x', now(), now())`, [rate])).rejects.toThrow('rate_pct');
  });

  it.each(['94.3397', '95', '100'])('of %s percent, which with the tax of six percent are more than all, are refused by us and by the database', async (ratePct) => {
    await expect(rulesOn().add({ ratePct })).rejects.toMatchObject({ code: 'pricing.commission_takes_all', params: { most: '94.3396', taxRate: '6' } });
    await expect(db.dataSource.query(`INSERT INTO pricing.commission_rules (id, rate_pct, reason, valid_from, recorded_at) VALUES (gen_random_uuid(), $1, 'x', now(), now())`, [ratePct])).rejects.toThrow('more than all');
    await expect(rulesOn().add({ ratePct: '94.3396', clusterId: 'nanjing' })).resolves.toMatch(/-/);
  });

  it.each([{ taxonomyId: 'nowhere' }, { market: 'ZZ' }])('for %j, which nobody knows, are refused', async (scope) => {
    await expect(rulesOn().add(scope)).rejects.toThrow(CommissionScopeUnknown);
  });

  it('follow a new rule at once, or when it comes into force', async () => {
    const { rules, add } = rulesOn();
    const terms = async (at: string) => (await rules.termsFor([{ ...line, clusterId: 'yiwu' }], 'KZ', new Date(at)))[0]?.ratePct;
    await add({ clusterId: 'yiwu', ratePct: '7' });
    await add({ clusterId: 'yiwu', ratePct: '8', validFrom: new Date('2027-01-01T00:00:00Z') });
    expect([await terms('2026-11-23T12:00:00Z'), await terms('2026-12-31T23:59:59Z'), await terms('2027-01-01T00:00:00Z')]).toEqual(['7', '7', '8']);
  });

  it('never change what was: a rule that would begin in the past begins now', async () => {
    const { rules, add } = rulesOn();
    const id = await add({ clusterId: 'foshan', validFrom: new Date('2020-01-01T00:00:00Z') });
    expect((await rules.book()).rules.find((rule) => rule.id === id)?.validFrom).toEqual(clock.now());
  });

  it('are recorded once for one key, told of once, and are never changed', async () => {
    const { record } = rulesOn();
    const claim = { scope: 'test', key: 'rule-1', bodyHash: 'a' };
    const told: string[] = [];
    const ids = await Promise.all([1, 2].map(() => record.run({ ...everything, clusterId: 'quanzhou' }, claim, async (_, id) => void told.push(id))));
    expect([new Set(ids).size, told]).toEqual([1, [ids[0]]]);
    await expect(db.dataSource.query('UPDATE pricing.commission_rules SET rate_pct = 0')).rejects.toThrow('append-only');
    await expect(db.dataSource.query('DELETE FROM pricing.commission_tax_rates')).rejects.toThrow('append-only');
  });
});

describe('price endings', () => {
  it('replace each other whole, are in force at once, and leave other merchants alone', async () => {
    const config = loadConfig({});
    const rates = new ExchangeRates(db.database, config, clock);
    await new RecordRates(db.database, clock, config, rates).run(sampleRates());
    const endings = new SetPriceEndings(db.database, clock, rates);
    const [one, other] = [newId(), newId()];
    const whole = { currency: 'KZT', stepMinor: 100n, endingMinor: 0n, direction: 'nearest' as const };
    await endings.run(one, [whole, { ...whole, currency: 'USD', endingMinor: 90n, direction: 'up' }], nothing);
    await endings.run(other, [whole], nothing);
    await endings.run(one, [whole], nothing);
    const { endings: kept } = await rates.current();
    expect([...(kept.get(one) ?? [])]).toEqual([['KZT', { stepMinor: 100n, endingMinor: 0n, direction: 'nearest' }]]);
    expect(kept.get(other)?.size).toBe(1);
    await expect(endings.run(one, [], () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    expect((await rates.current()).endings.get(one)?.size).toBe(1);
  });

  it.each([['KZT', 0n, 0n], ['KZT', 100n, 100n], ['KZT', 100n, -1n], ['KWD', 5n, 0n], ['KWD', 100n, 5n]])('in %s of step %d and ending %d are refused', async (currency, stepMinor, endingMinor) => {
    const endings = new SetPriceEndings(db.database, clock, new ExchangeRates(db.database, loadConfig({}), clock));
    await expect(endings.run(newId(), [{ currency, stepMinor, endingMinor, direction: 'up' }], nothing)).rejects.toThrow(PriceEndingRefused);
  });
});
