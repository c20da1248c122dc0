import { parse } from 'csv-parse/sync';
import { Phrases } from '@silkport/i18n';
import type { OrderPaid, OrderRefunded } from '@silkport/ordering';
import { money, newId } from '@silkport/values';
import { delivered } from '../../../../test/support/delivered.js';
import { settlementContext } from '../settlement.context.js';
import { aRefund, aSale, openSettlement, type Settlement } from '../testing.js';
import { StatementCsv, harmless } from './statement-csv.js';
import { StatementLabels } from './statement-labels.js';
import { StatementPdf } from './statement-pdf.js';

let s: Settlement;
const orderId = newId();

beforeEach(async () => {
  s = await openSettlement({ now: '2026-09-15T08:00:00Z' });
  await s.terms({ reserveBasisPoints: 1000, reserveDays: 30 });
  await s.chineseAccount();
});
afterEach(() => s.end());

const yuan = (minor: bigint) => money(minor, 'CNY');
/** 113.00 with 13.00 of tax in it: 10.00 of commission and 0.60 of tax on it, so 89.40 for the merchant. */
const line = () => ({ merchantId: s.merchantId, merchantTotal: yuan(11_300n), merchantNet: yuan(10_000n), commission: yuan(1_000n), commissionTax: yuan(60n), payable: yuan(8_940n) });

async function sell(at: string, id = orderId, number = 'SP-1') {
  await s.post([aSale({ merchantId: s.merchantId, orderId: id, at, payable: 8_046n, reserve: 894n })]);
  await s.database.transaction((tx) => s.describe.sale(tx, delivered({ orderId: id, orderNumber: number, paidAt: at, lines: [line()] } as unknown as OrderPaid)));
}

async function expectLedger(period: string) {
  const [statement] = await s.statements.of(s.merchantId, period);
  const request = { currency: 'CNY', from: statement!.from, to: statement!.until, limit: 100 };
  for (const side of ['payable', 'reserve'] as const) {
    const { opening, closing, entries } = await s.ledger.statement({ ...request, account: `merchant_${side}:${s.merchantId}` });
    expect([statement!.opening[side].amountMinor, statement!.closing[side].amountMinor]).toEqual([-opening.amountMinor, -closing.amountMinor]);
    expect(statement!.lines.map((each) => each[side].amountMinor).filter((minor) => minor !== 0n)).toEqual(entries.map(({ amount }) => -amount.amountMinor));
  }
  return statement!;
}

describe('a statement', () => {
  it('tells each sale, refund, release and pay-out, and its balances are those of the ledger’s accounts', async () => {
    await sell('2026-08-10T10:00:00Z');
    await sell('2026-08-31T23:59:59.999Z', newId(), 'SP-2');
    await sell('2026-09-01T00:00:00Z', newId(), 'SP-3');
    const refund = aRefund({ merchantId: s.merchantId, orderId, at: '2026-09-05T10:00:00Z', payable: 8_046n, reserve: 894n });
    await s.post([refund]);
    await s.database.transaction((tx) => s.describe.refund(tx, { refundId: refund.key.slice('refund:'.length), orderId, orderNumber: 'SP-1', reason: 'goodwill', refundedAt: '2026-09-05T10:00:00Z', lines: [line()] } as unknown as OrderRefunded));
    await s.makePayouts.run();
    const august = await expectLedger('2026-08');
    expect(august.lines).toMatchObject([{ kind: 'sale', orderNumber: 'SP-1', gross: yuan(11_300n), tax: yuan(1_300n), commission: yuan(1_000n), commissionTax: yuan(60n), payable: yuan(8_046n), reserve: yuan(894n) }, { orderNumber: 'SP-2' }]);
    const september = await expectLedger('2026-09');
    expect(september.opening).toEqual(august.closing);
    expect(september.lines.map(({ kind, orderNumber }) => [kind, orderNumber])).toEqual([['sale', 'SP-3'], ['refund', 'SP-1'], ['payout', null]]);
    expect(september.lines[1]).toMatchObject({ gross: yuan(-11_300n), commission: yuan(-1_000n), payable: yuan(-8_046n) });
    expect(september.closing).toEqual({ payable: yuan(0n), reserve: yuan(1_788n) });
    await expect(s.statements.of(s.merchantId, '2026-10')).rejects.toMatchObject({ code: 'settlement.period_unknown' });
    expect(await s.statements.of(newId(), '2026-09')).toEqual([]);
  });

  it('of a month that is over is closed once and told of, with the commission of it', async () => {
    await sell('2026-08-10T10:00:00Z');
    expect((await Promise.all([s.closePeriods.run(), s.closePeriods.run()])).toSorted()).toEqual([0, 1]);
    const events = await s.rows<{ payload: object }>(`SELECT payload FROM platform.events WHERE name = 'settlement.period_closed'`);
    expect(events.map(({ payload }) => payload)).toEqual([{
      merchantId: s.merchantId, period: '2026-08', currency: 'CNY', from: '2026-08-01', until: '2026-09-01', opening: { amountMinor: '0', currency: 'CNY' }, closing: { amountMinor: '8940', currency: 'CNY' },
      net: { amountMinor: '10000', currency: 'CNY' }, commission: { amountMinor: '1000', currency: 'CNY' }, commissionTax: { amountMinor: '60', currency: 'CNY' },
      commissionTaxes: [{ ratePct: null, authority: null, legalSource: null, net: { amountMinor: '1000', currency: 'CNY' }, tax: { amountMinor: '60', currency: 'CNY' } }],
    }]);
  });

  it('tells its commission by the tax that was frozen with each line, less what refunds gave back', async () => {
    const at = (ratePct: string, commission: bigint, tax: bigint) => ({ ...line(), commission: yuan(commission), commissionTax: yuan(tax), commissionTaxed: { ratePct, authority: 'CN', legalSource: `law of ${ratePct}` } });
    const sale = { orderId, orderNumber: 'SP-1', paidAt: '2026-08-10T10:00:00Z', lines: [at('6', 1_000n, 60n), at('6', 500n, 30n), at('9', 300n, 27n), at('3', 100n, 3n)] } as unknown as OrderPaid;
    await s.post([aSale({ merchantId: s.merchantId, orderId, at: '2026-08-10T10:00:00Z', payable: 8_046n, reserve: 894n })]);
    await s.database.transaction((tx) => s.describe.sale(tx, delivered(sale)));
    const refund = aRefund({ merchantId: s.merchantId, orderId, at: '2026-08-12T10:00:00Z', payable: 100n });
    await s.post([refund]);
    const back = { refundId: refund.key.slice('refund:'.length), orderId, orderNumber: 'SP-1', reason: 'goodwill', refundedAt: '2026-08-12T10:00:00Z', lines: [at('6', 400n, 24n), at('3', 100n, 3n)] };
    await s.database.transaction((tx) => s.describe.refund(tx, back as unknown as OrderRefunded));
    await s.closePeriods.run();
    const [closed] = await s.rows<{ payload: { commissionTaxes: object[] } }>(`SELECT payload FROM platform.events WHERE name = 'settlement.period_closed'`);
    const told = (ratePct: string, net: string, tax: string) => ({ ratePct, authority: 'CN', legalSource: `law of ${ratePct}`, net: { amountMinor: net, currency: 'CNY' }, tax: { amountMinor: tax, currency: 'CNY' } });
    expect(closed?.payload.commissionTaxes).toEqual([told('6', '1100', '66'), told('9', '300', '27')]);
  });

  it('that is closed stays as it is: what comes late is booked to the month after', async () => {
    await sell('2026-08-10T10:00:00Z');
    await s.closePeriods.run();
    await sell('2026-08-31T12:00:00Z', newId(), 'SP-LATE');
    const [august] = await s.statements.of(s.merchantId, '2026-08');
    const [september] = await s.statements.of(s.merchantId, '2026-09');
    expect([august?.isClosed, august?.lines.length, september?.isClosed]).toEqual([true, 1, false]);
    expect(september?.lines).toMatchObject([{ orderNumber: 'SP-LATE', occurredAt: new Date('2026-08-31T12:00:00Z') }]);
    expect(september?.opening).toEqual(august?.closing);
  });

  it('has the sale of which the commission took all, and its commission', async () => {
    const whole = { ...line(), merchantTotal: yuan(1n), merchantNet: yuan(1n), commission: yuan(1n), commissionTax: yuan(0n), payable: yuan(0n) };
    await s.database.transaction((tx) => s.describe.sale(tx, delivered({ orderId, orderNumber: 'SP-1', paidAt: '2026-08-10T10:00:00Z', lines: [whole] } as unknown as OrderPaid)));
    const { lines } = await expectLedger('2026-08');
    expect(lines).toMatchObject([{ kind: 'sale', orderNumber: 'SP-1', commission: yuan(1n), payable: yuan(0n) }]);
    expect(await s.closePeriods.run()).toBe(1);
  });

  it('waits with its closing until every sale of it is described', async () => {
    await s.post([aSale({ merchantId: s.merchantId, at: '2026-08-10T10:00:00Z', payable: 100n })]);
    expect(await s.closePeriods.run()).toBe(0);
  });

  it('is CSV that a spreadsheet reads and does not run, and a PDF, in each language', async () => {
    await sell('2026-08-10T10:00:00Z', orderId, '=HYPERLINK("x")');
    const [statement] = await s.statements.of(s.merchantId, '2026-08');
    const labels = new StatementLabels(new Phrases([settlementContext]));
    const rows = parse(new StatementCsv(labels).write(statement!, 'ru'), { bom: true, record_delimiter: '\r\n' }) as string[][];
    expect(rows).toHaveLength(4);
    expect([rows[0]?.[0], rows[0]?.[4]]).toEqual(['Дата', 'Налог, вычтенный из цены']);
    expect(rows[2]?.slice(2)).toEqual([`'=HYPERLINK("x")`, '113.00', '13.00', '10.00', '0.60', '80.46', '8.94', 'CNY']);
    expect(rows[3]?.slice(7)).toEqual(['80.46', '8.94', 'CNY']);
    expect(['-12.50', '-1+1', '@x', '+1', 'a=b'].map(harmless)).toEqual(['-12.50', `'-1+1`, `'@x`, `'+1`, 'a=b']);
    for (const locale of ['en', 'zh-CN', 'ar'] as const) {
      const bytes = await new StatementPdf(labels).render(statement!, { merchantName: '景德镇蓝窑', locale, madeAt: new Date('2026-09-02T00:00:00Z') });
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});

describe('a reserve', () => {
  const later = (days: number) => s.clock.advance(days * 86_400_000);

  it('is set free once when its time is over, less what a refund took, and can then be paid out', async () => {
    await sell('2026-09-10T10:00:00Z');
    await s.post([aRefund({ merchantId: s.merchantId, orderId, at: '2026-09-11T10:00:00Z', payable: 0n, reserve: 94n })].map((refund) => ({ ...refund, postings: refund.postings.filter(({ amount }) => amount.amountMinor !== 0n) })));
    expect(await s.release.run()).toBe(0);
    later(26);
    expect((await Promise.all([s.release.run(), s.release.run()])).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await s.release.run()).toBe(0);
    expect(await s.owed()).toMatchObject({ payable: 8_846n, reserve: 0n });
    expect((await s.makePayouts.run()).map(({ amount }) => amount.amountMinor)).toEqual([8_846n]);
  });

  it('of a disputed order waits for the decision, in whichever order it is told', async () => {
    await sell('2026-09-10T10:00:00Z');
    const dispute = { disputeId: 'dp_1', orderId, at: '2026-09-20T00:00:00Z' } as Parameters<Settlement['disputes']['decided']>[1];
    await s.database.transaction((tx) => s.disputes.opened(tx, dispute));
    later(40);
    expect(await s.release.run()).toBe(0);
    await s.database.transaction((tx) => s.disputes.decided(tx, dispute));
    await s.database.transaction((tx) => s.disputes.opened(tx, dispute));
    expect(await s.release.run()).toBe(1);
  });
});
