import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { AddEvidence } from '../place/add-evidence.js';
import { DetermineTax } from '../determine-tax.js';
import { Liabilities } from './liabilities.js';
import { NoTaxIdRegister } from '../tax-ids/no-tax-id-register.js';
import { PruneEvidence } from '../place/prune-evidence.js';
import { ReadEvidence } from '../place/read-evidence.js';
import { recordSupply, withdrawSupply, type Supply } from './record-supply.js';
import { taxContext } from '../tax.context.js';
import { EvidenceUnknown, PurposeMissing, TaxIdShapeInvalid } from '../tax.errors.js';
import { aLine, aRequest, evidence, sampleTable } from '../testing.js';
import { TurnoverReads } from './turnover-reads.js';

const at = new Date('2026-11-23T08:00:00Z');
let db: TestDatabase;
let liabilities: Liabilities;
let tax: DetermineTax;

beforeAll(async () => {
  db = await openTestDatabase([taxContext]);
});
afterAll(() => db.close());
beforeEach(async () => {
  // What is append-only is emptied between tests by its owner alone, with the triggers off.
  await db.dataSource.query(`SET session_replication_role = replica; TRUNCATE tax.turnover, tax.liabilities, tax.location_evidence, tax.evidence_accesses; SET session_replication_role = DEFAULT`);
  liabilities = new Liabilities(new TurnoverReads(db.database));
  tax = new DetermineTax(new NoTaxIdRegister(false), liabilities);
});

/** A paid order of one digital line, taxed as it would have been. */
async function sold(country: string, currency: string, amountMinor: bigint, with_: Partial<Supply> = {}): Promise<Supply> {
  const { lines: [line] } = await tax.run(aRequest({ country, currency, lines: [aLine({ currency, amountMinor })] }));
  const supply: Supply = {
    orderId: newId(), country, isBusiness: false, paidAt: at, evidence: [evidence('billing-address', country, 'A street 1')],
    lines: line ? [{ isParcel: false, net: line.net, taxes: line.taxes }] : [], ...with_,
  };
  await db.database.transaction((tx) => recordSupply(tx, supply));
  return supply;
}

const reasonIn = async (country: string, currency: string) => (await new DetermineTax(new NoTaxIdRegister(false), new Liabilities(new TurnoverReads(db.database)))
  .run(aRequest({ country, currency, lines: [aLine({ currency })] }))).lines[0]?.taxes[0]?.reason;

describe('a recorded supply', () => {
  it('keeps its raw evidence until the end of the tenth year after', async () => {
    const { orderId } = await sold('DE', 'EUR', 1_190n);
    const reader = new ReadEvidence(db.database, new SetClock(at));
    expect(await reader.run(orderId, { personId: newId(), purpose: 'audit' })).toEqual([
      { kind: 'billing-address', country: 'DE', raw: 'A street 1', seenAt: '2026-11-23T08:00:00.000Z', retainedUntil: '2036-12-31' },
    ]);
  });

  it('is never stopped by evidence that is malformed', async () => {
    const { orderId } = await sold('DE', 'EUR', 1_190n, { evidence: [evidence('ip-address', 'T1', 'a\0b')] });
    expect(await db.dataSource.query('SELECT country, raw FROM tax.location_evidence WHERE order_id = $1', [orderId])).toEqual([{ country: 'ZZ', raw: 'ab' }]);
  });

  it('counts once, however often its payment is told', async () => {
    const supply = await sold('SG', 'SGD', 5_000_000n, { evidence: [] });
    await db.database.transaction((tx) => recordSupply(tx, supply));
    const { measured } = await liabilities.fresh(at, sampleTable);
    expect(measured.filter(({ threshold }) => threshold.market === 'SG').map(({ turnover }) => turnover.amountMinor)).toEqual([5_000_000n, 5_000_000n]);
  });

  it('counts nothing when the transaction that pays the order is rolled back', async () => {
    await expect(db.database.transaction(async (tx) => {
      await recordSupply(tx, { orderId: newId(), country: 'SG', isBusiness: false, paidAt: at, evidence: [evidence('ip-address', 'SG')], lines: [] });
      throw new Error('no money');
    })).rejects.toThrow('no money');
    expect(await db.dataSource.query('SELECT 1 FROM tax.location_evidence')).toEqual([]);
  });

  it('counts the whole price in Indonesia, not the eleven twelfths that are taxed', async () => {
    await sold('ID', 'IDR', 60_000_000_000n);
    await db.dataSource.query('DELETE FROM tax.liabilities');
    const taxed = await new DetermineTax(new NoTaxIdRegister(false), new Liabilities(new TurnoverReads(db.database))).run(aRequest({ country: 'ID', currency: 'IDR', lines: [aLine({ currency: 'IDR', amountMinor: 11_100_000n })] }));
    const [line] = taxed.lines;
    await db.database.transaction((tx) => recordSupply(tx, { orderId: newId(), country: 'ID', isBusiness: false, paidAt: at, evidence: [], lines: line ? [{ isParcel: false, net: money(10_000_000n, 'IDR'), taxes: line.taxes }] : [] }));
    const { measured } = await liabilities.fresh(at, sampleTable);
    expect(measured.find(({ threshold }) => threshold.market === 'ID')?.turnover.amountMinor).toBe(60_010_000_000n);
  });
});

describe('a threshold', () => {
  it('leaves the first sales untaxed, and taxes once it is exceeded, not when it is reached', async () => {
    expect(await reasonIn('NZ', 'NZD')).toBe('below_threshold');
    await sold('NZ', 'NZD', 6_000_000n);
    expect(await reasonIn('NZ', 'NZD')).toBe('below_threshold');
    await sold('NZ', 'NZD', 1n);
    expect(await reasonIn('NZ', 'NZD')).toBe('standard');
  });

  it('of Singapore is two, and both must be exceeded: the world alone is not enough', async () => {
    await sold('DE', 'EUR', 150_000_000n);
    await sold('SG', 'SGD', 10_000_000n);
    expect(await reasonIn('SG', 'SGD')).toBe('below_threshold');
    await sold('SG', 'SGD', 100n);
    expect(await reasonIn('SG', 'SGD')).toBe('standard');
  });

  it('of Singapore is two, and both must be exceeded: Singapore alone is not enough', async () => {
    await sold('SG', 'SGD', 50_000_000n);
    expect(await reasonIn('SG', 'SGD')).toBe('below_threshold');
    await sold('SG', 'SGD', 51_000_000n);
    expect(await reasonIn('SG', 'SGD')).toBe('standard');
  });

  it('does not count businesses where the law counts consumers, nor sales of more than twelve months ago', async () => {
    await sold('NZ', 'NZD', 7_000_000n, { isBusiness: true });
    await sold('NZ', 'NZD', 7_000_000n, { paidAt: new Date('2025-11-22T00:00:00Z') });
    expect(await reasonIn('NZ', 'NZD')).toBe('below_threshold');
  });

  it('of Japan looks at the calendar year before the last', async () => {
    await sold('JP', 'JPY', 20_000_000n);
    expect(await reasonIn('JP', 'JPY')).toBe('below_threshold');
    await sold('JP', 'JPY', 10_000_001n, { paidAt: new Date('2024-06-01T00:00:00Z') });
    expect(await reasonIn('JP', 'JPY')).toBe('standard');
  });

  it('of a Canadian province is its own', async () => {
    const request = aRequest({ country: 'CA', region: 'BC', currency: 'CAD', lines: [aLine({ currency: 'CAD', amountMinor: 1_500_000n })] });
    const { lines: [line] } = await tax.run(request);
    await db.database.transaction((tx) => recordSupply(tx, { orderId: newId(), country: 'CA', isBusiness: false, paidAt: at, evidence: [], lines: line ? [{ isParcel: false, net: line.net, taxes: line.taxes }] : [] }));
    const again = await new DetermineTax(new NoTaxIdRegister(false), new Liabilities(new TurnoverReads(db.database))).run(request);
    expect(again.lines[0]?.taxes.map(({ name, reason }) => [name, reason])).toEqual([['GST', 'below_threshold'], ['PST', 'standard']]);
  });

  it('counts less after a refund, but a liability once on record stays', async () => {
    const supply = await sold('NZ', 'NZD', 7_000_000n);
    expect(await reasonIn('NZ', 'NZD')).toBe('standard');
    await db.database.transaction((tx) => withdrawSupply(tx, { ...supply, refundId: newId(), refundedAt: at }));
    const { measured, liableSince } = await liabilities.fresh(at, sampleTable);
    expect(measured.find(({ threshold }) => threshold.market === 'NZ')?.turnover.amountMinor).toBe(0n);
    expect(liableSince.get('NZ')).toBe('2026-11-23');
    expect(await reasonIn('NZ', 'NZD')).toBe('standard');
  });

  it('leaves out turnover in a currency that today\'s rates do not know, and says so', async () => {
    await sold('KH', 'KHR', 100_000n);
    await sold('DE', 'EUR', 1_190n);
    const rates = { ...sampleTable, rates: new Map([...sampleTable.rates].filter(([code]) => code !== 'KHR')) };
    const { measured } = await liabilities.fresh(at, rates);
    const worldwide = measured.find(({ threshold }) => threshold.market === 'SG' && threshold.counts === 'worldwide');
    expect(worldwide).toMatchObject({ uncounted: ['KHR'] });
    expect(worldwide?.turnover.amountMinor).toBeGreaterThan(1_000n);
    expect(measured.find(({ threshold }) => threshold.market === 'KH')).toMatchObject({ uncounted: [], turnover: { amountMinor: 100_000n } });
  });

  it('is looked up once in half a minute, however many quotes ask at once', async () => {
    let looks = 0;
    const reads = new TurnoverReads(db.database);
    const counted = new Liabilities(Object.assign(Object.create(reads) as TurnoverReads, { since: (firstDay: string) => (looks++, reads.since(firstDay)) }));
    const quoting = new DetermineTax(new NoTaxIdRegister(false), counted);
    await Promise.all(Array.from({ length: 50 }, () => quoting.run(aRequest())));
    await quoting.run(aRequest());
    expect(looks).toBe(1);
  });

  it('counts a supply that is dated back, in a process that has read those days already, and none twice', async () => {
    const reads = new TurnoverReads(db.database);
    const sums = async () => (await reads.since('2024-01-01')).filter(({ place }) => place === 'NZ').reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    await db.dataSource.query(`INSERT INTO tax.turnover (id, reference_id, order_id, place, is_business, is_parcel, currency, amount_minor, supplied_on, recorded_at)
      VALUES (uuidv7(), uuidv7(), uuidv7(), 'NZ', false, false, 'NZD', 100, '2026-11-01', CURRENT_DATE - 10)`);
    expect([await sums(), await sums()]).toEqual([100n, 100n]);
    await sold('NZ', 'NZD', 200n, { paidAt: new Date('2026-11-01T00:00:00Z') });
    expect([await sums(), await sums()]).toEqual([300n, 300n]);
    expect(await reads.since('2026-11-02')).toEqual([]);
  });
});

describe('a tax id', () => {
  it('makes a business of the buyer, in its official form', async () => {
    const assessment = await tax.run(aRequest({ country: 'GR', taxId: 'GR 094259216' }));
    expect(assessment).toMatchObject({ taxId: 'EL094259216', taxIdStatus: 'unverified', lines: [{ taxes: [{ reason: 'reverse_charge', legalSource: expect.stringContaining('form only') }] }] });
  });

  it('of the wrong shape is refused with its field', async () => {
    await expect(tax.run(aRequest({ country: 'DE', taxId: 'DE136695978' }))).rejects.toThrow(TaxIdShapeInvalid);
    await expect(tax.run(aRequest({ country: 'DE', taxId: 'DE136695978' }))).rejects.toMatchObject({ field: 'taxId', params: { country: 'DE', name: 'VAT number' } });
  });

  it('that no register confirms where one must leaves a consumer, and the line says so', async () => {
    const strict = new DetermineTax(new NoTaxIdRegister(true), liabilities);
    expect(await strict.run(aRequest({ country: 'DE', taxId: 'DE136695976' }))).toMatchObject({
      taxId: null, taxIdStatus: 'unavailable', lines: [{ taxes: [{ reason: 'standard', ratePct: '19', legalSource: expect.stringContaining('treated as a consumer') }] }],
    });
  });

  it('of a country/region that the evidence contradicts leaves a consumer', async () => {
    const request = aRequest({ country: 'DE', taxId: 'DE136695976', evidence: [evidence('ip-address', 'FR'), evidence('card-country', 'FR')] });
    expect(await tax.run(request)).toMatchObject({ country: 'FR', place: 'majority', taxId: null, lines: [{ taxes: [{ jurisdiction: 'FR', reason: 'standard' }] }] });
  });
});

describe('kept evidence', () => {
  const orderId = newId();
  const personId = newId();
  const reader = () => new ReadEvidence(db.database, new SetClock(at));

  it('grows by what is seen after the payment', async () => {
    await new AddEvidence(db.database).run(orderId, [evidence('card-country', 'KZ')]);
    expect(await reader().run(orderId, { personId, purpose: ' audit ' })).toHaveLength(1);
    expect(await db.dataSource.query('SELECT order_id, person_id, purpose FROM tax.evidence_accesses')).toEqual([{ order_id: orderId, person_id: personId, purpose: 'audit' }]);
  });

  it('is not shown without a purpose, and a look in vain is on record too', async () => {
    await expect(reader().run(orderId, { personId, purpose: '  ' })).rejects.toThrow(PurposeMissing);
    await expect(reader().run(orderId, { personId, purpose: 'audit' })).rejects.toThrow(EvidenceUnknown);
    expect(await db.dataSource.query('SELECT 1 FROM tax.evidence_accesses')).toHaveLength(1);
  });

  it('cannot be changed, nor deleted within its ten years, nor the record of who looked', async () => {
    await new AddEvidence(db.database).run(orderId, [evidence('card-country', 'KZ')]);
    await reader().run(orderId, { personId, purpose: 'audit' });
    await sold('NZ', 'NZD', 100n);
    for (const sql of [
      `UPDATE tax.location_evidence SET country = 'RU'`, `DELETE FROM tax.location_evidence WHERE kind = 'card-country'`, 'TRUNCATE tax.location_evidence',
      'DELETE FROM tax.evidence_accesses', `UPDATE tax.evidence_accesses SET purpose = 'x'`, 'UPDATE tax.turnover SET amount_minor = 0', 'DELETE FROM tax.turnover',
    ]) await expect(db.dataSource.query(sql)).rejects.toThrow(/append-only|kept until/);
  });

  it('is forgotten once its ten years are over, and not before', async () => {
    await new AddEvidence(db.database).run(orderId, [evidence('card-country', 'KZ'), { ...evidence('ip-address', 'KZ'), seenAt: '2010-01-01T00:00:00Z' }]);
    await new PruneEvidence(db.database, new SetClock(at)).run();
    expect(await db.dataSource.query('SELECT kind FROM tax.location_evidence')).toEqual([{ kind: 'card-country' }]);
  });
});
