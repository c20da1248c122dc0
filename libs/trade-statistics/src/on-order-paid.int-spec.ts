import { ClusterReads, clustersContext, FoundClusters } from '@silkport/clusters';
import { groupsOf } from '@silkport/markets';
import type { OrderPaid } from '@silkport/ordering';
import { InvalidCursor, loadConfig } from '@silkport/platform';
import { ExchangeRates, pricingContext, RecordRates } from '@silkport/pricing';
import { money, newId, SetClock, SystemClock } from '@silkport/values';
import { delivered } from '../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { OnOrderPaid } from './on-order-paid.js';
import { aPaidLine, aPaidOrder } from './testing.js';
import { TradeFlowReads } from './trade-flow-reads.js';
import { tradeStatisticsContext } from './trade-statistics.context.js';
import { ClassUnknown, GroupUnknown, PeriodInvalid } from './trade-statistics.errors.js';

const [writer, potter, foreigner] = [newId(), newId(), newId()];
let db: TestDatabase;
let reads: TradeFlowReads;

beforeEach(async () => {
  db = await openTestDatabase([clustersContext, pricingContext, tradeStatisticsContext]);
  reads = new TradeFlowReads(db.database);
  const name = { en: 'Somewhere' };
  const merchant = { name, city: name, story: name, sizeClass: 'leading' as const, foundedYear: 1999 };
  const cluster = { kind: 'goods', country: 'CN', name, city: name, province: name, tagline: name, story: name, specialities: [], knownSince: '1999', latitude: 30, longitude: 120 };
  await new FoundClusters(db.database).run([{ ...cluster, id: 'hangzhou', position: 1 }, { ...cluster, id: 'jingdezhen', position: 2 }], [
    { ...merchant, id: writer, slug: 'writer', clusterId: 'hangzhou', country: 'CN' },
    { ...merchant, id: potter, slug: 'potter', clusterId: 'jingdezhen', country: 'CN' },
    { ...merchant, id: foreigner, slug: 'foreigner', clusterId: 'hangzhou', country: 'KZ' },
  ]);
});
afterEach(() => db.close());

const record = (order: OrderPaid) => {
  const handler = new OnOrderPaid(new ClusterReads(db.database), new ExchangeRates(db.database, loadConfig({}), new SystemClock()));
  return db.database.transaction((tx) => handler.recordFacts(tx, delivered(order)));
};
const eBook = () => aPaidLine({ merchantId: writer });
const teapot = () => aPaidLine({
  merchantId: potter, clusterId: 'jingdezhen', taxonomyId: 'g.ceramics.tea', digitallyDelivered: false, quantity: 2,
  total: money(1_315_600n, 'KZT'), merchantTotal: money(20_000n, 'CNY'),
});
const anOrder = (given: Partial<OrderPaid> = {}) => aPaidOrder({ lines: [eBook(), teapot()], ...given });
const yuan = (amountMinor: bigint) => money(amountMinor, 'CNY');
const all = { limit: 50 };

describe('the facts of a paid order', () => {
  it('say from where to where each line went, how, as what and for how much', async () => {
    const order = anOrder();
    await record(order);
    const { facts } = await reads.facts({ orderId: order.orderId }, undefined, 10);
    const [book, pot] = order.lines;
    expect(facts).toHaveLength(2);
    expect(facts.find(({ lineId }) => lineId === book?.lineId)).toMatchObject({
      kind: 'sale', orderId: order.orderId, orderNumber: order.orderNumber, from: 'CN', to: 'KZ', partner: 'KZ', flow: 'export', date: '2026-11-23',
      occurredAt: new Date('2026-11-23T08:00:00Z'), digitallyOrdered: true, digitallyDelivered: true, viaPlatform: true, merchantId: writer, clusterId: 'hangzhou',
      class: { system: 'ebops-2010', code: 'SI32', taxonomyId: 'dp.pub.ebook' }, quantity: 1,
      amount: money(131_560n, 'KZT'), cny: yuan(2000n), rate: '65.78', rateSetId: book?.rateSetId,
    });
    expect(facts.find(({ lineId }) => lineId === pot?.lineId)).toMatchObject({
      digitallyOrdered: true, digitallyDelivered: false, class: { system: 'hs', code: '69', taxonomyId: 'g.ceramics.tea' }, quantity: 2, cny: yuan(20_000n),
    });
  });

  it('are recorded once, however often and at once the event comes', async () => {
    const order = anOrder();
    await Promise.all([record(order), record(order)]);
    await record(order);
    expect(await reads.total({})).toMatchObject({ orders: 1, lines: 2, cny: yuan(22_000n) });
  });

  it.each([
    ['UPDATE trade_statistics.facts SET cny_minor = 0'], ['DELETE FROM trade_statistics.facts'], ['TRUNCATE trade_statistics.facts'],
  ])('refuse %s', async (sql) => {
    await record(anOrder());
    await expect(db.dataSource.query(sql)).rejects.toThrow('append-only');
    expect((await reads.total({})).cny).toEqual(yuan(22_000n));
  });

  it('are refused whole where goods are called digitally delivered', async () => {
    await expect(record(anOrder({ lines: [eBook(), { ...teapot(), digitallyDelivered: true }] }))).rejects.toThrow('goods_are_never_digitally_delivered');
    expect((await reads.total({})).lines).toBe(0);
  });

  it('are not made up for a merchant that nobody knows', async () => {
    await expect(record(anOrder({ lines: [aPaidLine()] }))).rejects.toThrow('no cluster');
  });

  it('bear the rates frozen with the order where neither side was yuan, whatever came later', async () => {
    const clock = new SetClock(new Date('2026-11-23T00:00:00Z'));
    const rates = new RecordRates(db.database, clock, loadConfig({}), new ExchangeRates(db.database, loadConfig({}), clock));
    const { rateSetId } = await rates.run({ base: 'CNY', effectiveDate: '2026-11-20', source: 'test', rates: { USD: '0.125' } });
    await rates.run({ base: 'CNY', effectiveDate: '2026-11-22', source: 'a later day', rates: { USD: '0.5' } });
    await record(anOrder({ buyerCountry: 'US', lines: [{ ...eBook(), rate: '1', rateSetId, total: money(1000n, 'USD'), merchantTotal: money(1000n, 'USD') }] }));
    expect((await reads.facts({}, undefined, 1)).facts).toMatchObject([{ amount: money(1000n, 'USD'), cny: yuan(8000n), rate: '0.125', rateSetId }]);
  });
});

describe('the sums of trade', () => {
  it('hold an import under the economy it came from, and leave domestic trade out', async () => {
    await record(anOrder({ buyerCountry: 'CN', lines: [eBook()] }));
    await record(anOrder({ buyerCountry: 'CN', lines: [{ ...eBook(), merchantId: foreigner }] }));
    await record(anOrder({ buyerCountry: 'FR' }));
    const { rows } = await reads.flows({ groupBy: 'partner', ...all });
    expect(rows).toMatchObject([{ key: 'FR', lines: 2, cny: yuan(22_000n) }, { key: 'KZ', lines: 1, cny: yuan(2000n) }]);
    expect(await reads.total({ flow: 'import' })).toMatchObject({ orders: 1, cny: yuan(2000n) });
    expect(await reads.total({ flow: 'domestic' })).toMatchObject({ orders: 1, cny: yuan(2000n) });
  });

  it('count a market once in a union of its groups, and in each of them by itself', async () => {
    await record(anOrder());
    const groups = ['central-asia', 'sco', 'eaeu'];
    expect(await reads.total({ groups })).toEqual({
      orders: 1, lines: 2, cny: yuan(22_000n), digitallyOrdered: yuan(22_000n), digitallyDelivered: yuan(2000n), both: yuan(2000n),
    });
    const { rows } = await reads.flows({ groupBy: 'group', ...all });
    expect(rows.map(({ key }) => key).toSorted()).toEqual(groupsOf('KZ').map(({ id }) => id).toSorted());
    expect(rows.every(({ cny }) => cny.amountMinor === 22_000n)).toBe(true);
    expect((await reads.flows({ groupBy: 'partner', groups, ...all })).rows).toMatchObject([{ key: 'KZ', lines: 2 }]);
    expect((await reads.total({ groups: ['gcc'] })).lines).toBe(0);
  });

  it.each([
    ['cluster', ['jingdezhen', 20_000n], ['hangzhou', 2000n]], ['class', ['69', 20_000n], ['SI32', 2000n]], ['root', ['goods', 20_000n], ['digital-products', 2000n]],
  ] as const)('by %s come from the largest down', async (groupBy, ...expected) => {
    await record(anOrder());
    const { rows } = await reads.flows({ groupBy, ...all });
    expect(rows.map(({ key, cny }) => [key, cny.amountMinor])).toEqual(expected);
  });

  it('by month go by the calendar of China', async () => {
    await record(anOrder({ paidAt: '2026-10-31T15:59:59Z' }));
    await record(anOrder({ paidAt: '2026-10-31T16:00:00Z' }));
    expect((await reads.flows({ groupBy: 'month', ...all })).rows.map(({ key }) => key)).toEqual(['2026-10', '2026-11']);
    expect((await reads.total({ from: '2026-11-01', to: '2026-11-30' })).orders).toBe(1);
  });

  it('are narrowed by root, branch or leaf, and by cluster', async () => {
    await record(anOrder());
    for (const taxonomyId of ['digital-products', 'dp.pub', 'dp.pub.ebook']) expect(await reads.total({ taxonomyId })).toMatchObject({ lines: 1, cny: yuan(2000n) });
    expect(await reads.total({ clusterId: 'jingdezhen' })).toMatchObject({ lines: 1, cny: yuan(20_000n) });
  });

  it.each(['partner', 'month'] as const)('by %s are read page by page, with nothing twice and nothing lost', async (groupBy) => {
    const countries = ['KZ', 'FR', 'US', 'SG', 'AE'];
    for (const [index, buyerCountry] of countries.entries()) await record(anOrder({ buyerCountry, paidAt: `2026-0${index + 1}-15T00:00:00Z` }));
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reads.flows({ groupBy, limit: 2, cursor });
      keys.push(...page.rows.map(({ key }) => key));
      cursor = page.nextCursor;
    } while (cursor);
    const expected = groupBy === 'partner' ? countries : countries.map((_, index) => `2026-0${index + 1}`);
    expect(keys.toSorted()).toEqual(expected.toSorted());
  });

  it('have their lines read page by page, newest first', async () => {
    await record(anOrder({ paidAt: '2026-01-15T00:00:00Z' }));
    await record(anOrder({ paidAt: '2026-02-15T00:00:00Z' }));
    const first = await reads.facts({}, undefined, 3);
    const second = await reads.facts({}, first.nextCursor, 3);
    expect(first.facts.map(({ date }) => date)).toEqual(['2026-02-15', '2026-02-15', '2026-01-15']);
    expect(second).toMatchObject({ facts: [{ date: '2026-01-15' }], nextCursor: undefined });
    expect(new Set([...first.facts, ...second.facts].map(({ id }) => id)).size).toBe(4);
  });

  it('refuse what they cannot mean', async () => {
    await expect(reads.total({ groups: ['atlantis'] })).rejects.toThrow(GroupUnknown);
    await expect(reads.total({ taxonomyId: 'dp.alchemy' })).rejects.toThrow(ClassUnknown);
    await expect(reads.total({ from: '2026-02-30' })).rejects.toThrow(PeriodInvalid);
    await expect(reads.total({ from: '2026-03-01', to: '2026-02-01' })).rejects.toThrow(PeriodInvalid);
    await expect(reads.template({ year: 20_260 })).rejects.toThrow(PeriodInvalid);
    const forged = Buffer.from('["2026-02-30","x"]').toString('base64url');
    await expect(reads.facts({}, forged, 5)).rejects.toThrow(InvalidCursor);
    await expect(reads.flows({ groupBy: 'root', cursor: forged, limit: 5 })).rejects.toThrow(InvalidCursor);
  });
});

describe('the year’s template', () => {
  it('adds up exports, leaves domestic trade out, and knows nothing of a year without records', async () => {
    await record(anOrder());
    await record(anOrder({ buyerCountry: 'CN' }));
    const rows = new Map((await reads.template({ year: 2026 })).map(({ row, exports, imports }) => [row, [exports?.amountMinor, imports?.amountMinor]]));
    expect(Object.fromEntries(rows)).toEqual({
      '1': [22_000n, 0n], '2': [22_000n, 0n], '2.1': [20_000n, 0n], '2.1.a': [20_000n, 0n], '2.2': [2000n, 0n], '2.2.a': [2000n, 0n],
      '3': [2000n, 0n], '3.a': [2000n, 0n], '4': [2000n, 0n], '4.a': [2000n, 0n], 'A.1': [undefined, undefined],
    });
    expect((await reads.template({ year: 2025 })).every(({ total }) => total === null)).toBe(true);
    expect((await reads.template({ year: 2026, clusterId: 'hangzhou' })).find(({ row }) => row === '1')?.total).toEqual(yuan(2000n));
  });
});
