import { ClusterReads, clustersContext, FoundClusters, MerchantLegalFacts, type NewCluster } from '@silkport/clusters';
import { identityContext } from '@silkport/identity';
import { orderingContext, OrderReads } from '@silkport/ordering';
import { loadConfig, reviveJson, type Tx } from '@silkport/platform';
import { ExchangeRates, pricingContext, RecordRates } from '@silkport/pricing';
import type { PeriodClosed } from '@silkport/settlement';
import { money, newId, SetClock } from '@silkport/values';
import { aRefund, aRefundedLine } from '../../ordering/src/testing.js';
import { delivered } from '../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { ComposeDrafts } from './compose-drafts.js';
import type { InvoiceDocument } from './documents/invoice-document.js';
import { InvoiceReads } from './invoice-reads.js';
import { invoicingContext } from './invoicing.context.js';
import { IssueInvoices } from './issue-invoices.js';
import { composeSale } from './issuing/compose-sale.js';
import { PaperMerchants } from './issuing/paper-merchants.js';
import { NoteSources } from './note-sources.js';
import { numberDrafts } from './number-drafts.js';
import { aMerchant, aSale, estonianOperator, kilnFacts, placeOrder, type SaleShape } from './testing.js';

let db: TestDatabase;
let rateSetId: string;
const clock = new SetClock(new Date('2026-11-23T08:00:00Z'));

beforeAll(async () => {
  db = await openTestDatabase([identityContext, clustersContext, pricingContext, orderingContext, invoicingContext]);
});
afterAll(() => db.close());

interface Stored { number: string; issuer: string; series: string; year: number; sequence: number; kind: string; document: InvoiceDocument; corrects_id: string | null; id: string }

async function stored(where = 'true', values: unknown[] = []): Promise<Stored[]> {
  const rows: Stored[] = await db.dataSource.query(`SELECT * FROM invoicing.invoices WHERE ${where} ORDER BY issuer, series, year, sequence`, values);
  return rows.map((row) => ({ ...row, document: reviveJson<InvoiceDocument>(row.document) }));
}

const pending = () => db.dataSource.query('SELECT key, tries, fault, due_at FROM invoicing.pending_sources ORDER BY key');
const draftsOf = (year: string, issuer?: string) => {
  const line = issuer ? { net: 1000n, isParcel: true, merchantId: issuer, taxes: [{ ratePct: '0', reason: 'import_at_border' as const }] } : { net: 1000n, tax: 160n, taxes: [{ ratePct: '16' }] };
  const sale = aSale({ lines: [line], country: 'KZ', currency: 'KZT' });
  return composeSale({ ...sale, issuedOn: `${year}-03-01` });
};

/** The use cases as the module puts them together. */
function invoicing() {
  const config = { ...loadConfig({}), operator: estonianOperator };
  const rates = new ExchangeRates(db.database, config, clock);
  const compose = new ComposeDrafts(db.database, new OrderReads(db.database), new PaperMerchants(new ClusterReads(db.database), new MerchantLegalFacts(db.database)), rates, config);
  return { notes: new NoteSources(clock), issue: new IssueInvoices(db.database, compose, clock), reads: new InvoiceReads(db.database) };
}

/** A sale at rates that are recorded. */
function soldWith(shape: SaleShape) {
  const sale = aSale(shape);
  return { ...sale, paid: { ...sale.paid, lines: sale.paid.lines.map((line) => ({ ...line, rateSetId })) } };
}

describe('numbers', () => {
  it('have no gap and no double when sixteen transactions issue at once and half of them are rolled back', async () => {
    const merchant = newId();
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, (_, index) => db.database.transaction(async (tx: Tx) => {
      const drafts = index % 3 === 0 ? [...draftsOf('2031'), ...draftsOf('2031', merchant)] : index % 3 === 1 ? [...draftsOf('2031', merchant), ...draftsOf('2031')] : draftsOf('2031');
      await numberDrafts(tx, drafts);
      if (index % 2) throw new Error('rolled back');
    })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    const sequences = async (issuer: string) => (await stored('issuer = $1 AND year = 2031', [issuer])).map(({ sequence }) => sequence);
    expect(await sequences('operator')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await sequences(merchant)).toEqual([1, 2, 3, 4, 5]);
  });

  it('begin anew in a year, and tell the issuer', async () => {
    const merchant = '01980000-0000-7000-8000-0000abcdef12';
    await db.database.transaction((tx) => numberDrafts(tx, [...draftsOf('2033'), ...draftsOf('2034'), ...draftsOf('2034'), ...draftsOf('2034', merchant)]));
    expect((await stored('year IN (2033, 2034)')).map(({ number }) => number).toSorted()).toEqual(['MABCDEF12-2034-000001', 'SP-2033-000001', 'SP-2034-000001', 'SP-2034-000002']);
  });
});

describe('an issued document', () => {
  it('is never changed or deleted', async () => {
    await db.database.transaction((tx) => numberDrafts(tx, draftsOf('2035')));
    for (const change of ["UPDATE invoicing.invoices SET number = 'X'", 'DELETE FROM invoicing.invoices', 'TRUNCATE invoicing.invoices CASCADE']) {
      await expect(db.dataSource.query(change)).rejects.toThrow('append-only');
    }
  });
});

describe('issuing', () => {
  beforeAll(async () => {
    rateSetId = await recordedRates();
  });

  it('gives a paid order one invoice, however often it is told of and whoever runs at once', async () => {
    const sale = soldWith({ country: 'KZ', currency: 'KZT', lines: [{ net: 113_414n, tax: 18_146n, taxes: [{ ratePct: '16' }] }] });
    const { notes, issue, reads } = invoicing();
    await placeOrder(db.dataSource, sale);
    await Promise.all([1, 2, 3].map(() => db.database.transaction((tx) => notes.onOrderPaid(tx, delivered(sale.paid)))));
    await Promise.all([issue.run(), issue.run(), issue.run()]);
    await db.database.transaction((tx) => notes.onOrderPaid(tx, delivered(sale.paid)));
    expect(await reads.ofOrder(sale.paid.orderId)).toMatchObject([{ kind: 'invoice', issuer: 'operator', issuerName: 'Silk OÜ', total: sale.paid.total, tax: money(18_146n, 'KZT'), issuedOn: '2026-11-23', corrects: null }]);
    expect(await issue.run()).toBe(0);
    expect(await pending()).toEqual([]);
    expect(await reads.ofOrder(sale.paid.orderId)).toHaveLength(1);
    expect((await reads.documentOfOrder(sale.paid.orderId, (await reads.ofOrder(sale.paid.orderId))[0]?.number ?? ''))?.document.total).toEqual(sale.paid.total);
  });

  it('credits a refund to the invoice that it takes from, a part with its share of tax', async () => {
    const sale = soldWith({ lines: [{ net: 10_000n, tax: 1900n, taxes: [{ ratePct: '19' }], quantity: 2 }, { net: 500n, tax: 95n, taxes: [{ ratePct: '19' }] }] });
    const { notes, issue } = invoicing();
    await placeOrder(db.dataSource, sale);
    const [line] = sale.paid.lines;
    if (!line) throw new Error('No line');
    const eur = (amount: bigint) => money(amount, 'EUR');
    const share = aRefundedLine(line, { net: eur(5000n), tax: eur(950n), total: eur(5950n), isWhole: false, taxes: line.taxes.map((tax) => ({ ...tax, base: eur(5000n), amount: eur(950n) })) });
    await db.database.transaction((tx) => notes.onOrderRefunded(tx, aRefund(sale.paid, { lines: [share], total: share.total, reason: 'chargeback' })));
    await issue.run();
    expect(await pending()).toMatchObject([{ tries: 1, fault: expect.stringContaining('no invoice has') }]);

    await db.database.transaction((tx) => notes.onOrderPaid(tx, delivered(sale.paid)));
    clock.advance(3_600_000);
    expect(await issue.run()).toBe(2);
    expect(await pending()).toEqual([]);
    const [invoice, credit] = (await stored('order_id = $1', [sale.paid.orderId])).toSorted((a, b) => b.kind.localeCompare(a.kind));
    expect(credit).toMatchObject({ kind: 'credit_note', corrects_id: invoice?.id, document: { refundReason: 'chargeback', corrects: { number: invoice?.number }, total: eur(5950n), tax: eur(950n), lines: [{ quantity: 1, category: 'S', ratePct: '19' }] } });
    expect(credit?.number).toMatch(/^SPN-2026-\d{6}$/);
  });

  it('puts off what cannot be issued, and goes on with the rest', async () => {
    const [good, bad] = [soldWith({ lines: [{ net: 100n, tax: 20n }] }), soldWith({ lines: [{ net: 100n, tax: 20n }] })];
    const { notes, issue } = invoicing();
    await placeOrder(db.dataSource, good);
    await db.database.transaction(async (tx) => {
      await notes.onOrderPaid(tx, delivered(bad.paid, good.paid));
    });
    expect(await issue.run()).toBe(1);
    expect(await pending()).toMatchObject([{ key: `order:${bad.paid.orderId}`, tries: 1, fault: expect.stringContaining('is not there') }]);
    await db.dataSource.query('DELETE FROM invoicing.pending_sources');
  });

  it('bills a merchant for the commission of a period, in the series of its own', async () => {
    const merchantId = await foundedMerchant();
    const cny = (amount: bigint) => money(amount, 'CNY');
    const period: PeriodClosed = { merchantId, period: '2026-10', currency: 'CNY', from: '2026-10-01', until: '2026-11-01', opening: cny(0n), closing: cny(0n), net: cny(100_000n), commission: cny(12_345n), commissionTax: cny(741n) };
    const { notes, issue, reads } = invoicing();
    await db.database.transaction((tx) => notes.onPeriodClosed(tx, period));
    expect(await issue.run()).toBe(1);
    const page = await reads.ofMerchant(merchantId, undefined, 10);
    expect(page).toMatchObject({ invoices: [{ number: 'SPC-2026-000001', purpose: 'commission', total: cny(13_086n), tax: cny(741n) }], nextCursor: undefined });
    const issued = await reads.documentOfMerchant(merchantId, 'SPC-2026-000001');
    expect(issued?.document).toMatchObject({ period: { from: '2026-10-01', to: '2026-10-31' }, buyer: { country: 'CN', name: '龙窑', legalName: '龙泉龙窑青瓷有限公司', addressLines: ['青瓷路 1 号'], postalCode: '323700', registration: '91000000DEM0000019', taxId: '91000000DEM0000019' }, lines: [{ ratePct: '6', category: 'S' }] });
    expect(await reads.documentOfMerchant(newId(), 'SPC-2026-000001')).toBeUndefined();
  });
});

describe('the list of all', () => {
  it('is paged, by issuer and day of issue', async () => {
    const { reads } = invoicing();
    const every = await reads.all({}, undefined, 100);
    const first = await reads.all({}, undefined, 3);
    const second = await reads.all({}, first.nextCursor, 100);
    expect([...first.invoices, ...second.invoices]).toEqual(every.invoices);
    expect((await reads.all({ issuer: 'operator', from: '2034-01-01', until: '2034-12-31' }, undefined, 100)).invoices.map(({ number }) => number)).toEqual(['SP-2034-000002', 'SP-2034-000001']);
  });
});

async function recordedRates(): Promise<string> {
  const config = loadConfig({});
  const rates = new ExchangeRates(db.database, config, clock);
  return (await new RecordRates(db.database, clock, config, rates).run({ base: 'EUR', effectiveDate: '2026-11-20', source: 'test', rates: { USD: '1.1', KZT: '560' } })).rateSetId;
}

async function foundedMerchant(): Promise<string> {
  const cluster: NewCluster = {
    id: 'longquan', kind: 'ceramics', country: 'CN', name: { en: 'Longquan' }, city: { en: 'Longquan' }, province: { en: 'Zhejiang' }, tagline: {}, story: {}, specialities: [], knownSince: '900',
    latitude: 28, longitude: 119, position: 1,
  };
  const { legalFacts: _, ...merchant } = aMerchant(newId());
  await new FoundClusters(db.database).run([cluster], [{ ...merchant, legalFacts: { ...kilnFacts, validFrom: clock.now() } }]);
  return merchant.id;
}
