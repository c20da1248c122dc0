import { ledgerContext, LedgerReads } from '@silkport/ledger';
import { money, newId, type Money } from '@silkport/values';
import { delivered } from '../../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aPaidLine, aPaidOrder, aRefund, aRefundedLine } from '../../../ordering/src/testing.js';
import { PostRefunds } from '../books/post-refunds.js';
import { PostSales } from '../books/post-sales.js';
import { anOperator } from '../books/testing.js';
import { settlementContext } from '../settlement.context.js';
import { ReleaseWork } from './release-work.js';

const config = { operator: anOperator };
const [sales, refunds, release] = [new PostSales(config), new PostRefunds(config), new ReleaseWork()];
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase([ledgerContext, settlementContext]);
});
afterAll(() => db.close());

const cny = (minor: bigint) => money(minor, 'CNY');

/** Commissioned work beside a download of the same merchant, each payable as told. */
function anOrder(work: bigint, download: bigint) {
  const merchantId = newId();
  const line = (deliveryKind: 'commission' | 'download', payable: bigint) => aPaidLine({ merchantId, deliveryKind, total: cny(payable), merchantTotal: cny(payable), merchantNet: cny(payable), commission: cny(0n), commissionTax: cny(0n), payable: cny(payable) });
  const lines = [line('commission', work), line('download', download)] as const;
  return { merchantId, lines, order: aPaidOrder({ orderId: newId(), total: cny(work + download), lines }) };
}

type Made = ReturnType<typeof anOrder>;
const sell = ({ order }: Made) => db.database.transaction((tx) => sales.sale(tx, delivered(order)));
const free = ({ order, lines }: Made, payable: bigint, isLast = false, partId = newId()) =>
  db.database.transaction((tx) => release.release(tx, { orderId: order.orderId, lineId: lines[0].lineId, partId, payable: cny(payable), isLast, earnedAt: '2026-11-25T08:00:00Z' }));
const giveBack = ({ order, lines }: Made, index: 0 | 1, amount: Money) => {
  const refunded = aRefundedLine(lines[index], { total: amount, net: amount, tax: cny(0n), taxes: [], merchantTotal: amount, merchantNet: amount, commission: cny(0n), commissionTax: cny(0n), payable: amount });
  return db.database.transaction((tx) => refunds.refund(tx, aRefund(order, { refundId: newId(), total: amount, lines: [refunded] })));
};
const standing = async ({ merchantId }: Made) => {
  const [row] = await db.dataSource.query<{ free: bigint; held: bigint }[]>('SELECT coalesce(sum(payable_minor), 0)::bigint AS free, coalesce(sum(reserve_minor), 0)::bigint AS held FROM settlement.merchant_entries WHERE merchant_id = $1', [merchantId]);
  return [row?.free, row?.held];
};

describe('the money of commissioned work', () => {
  it('is held when it is sold, while what was downloaded is not, and is freed part by part, each once', async () => {
    const made = anOrder(1001n, 50n);
    const partId = newId();
    await expect(free(made, 334n)).rejects.toThrow('before its sale');
    await sell(made);
    expect(await standing(made)).toEqual([50n, 1001n]);
    await free(made, 334n, false, partId);
    await free(made, 334n, false, partId);
    expect(await standing(made)).toEqual([50n + 334n, 667n]);
    await free(made, 334n);
    await free(made, 333n, true);
    expect(await standing(made)).toEqual([1051n, 0n]);
  });

  it('is not touched by a refund of something else, and a refund of the work takes what is held first', async () => {
    const made = anOrder(1000n, 50n);
    await sell(made);
    await giveBack(made, 1, cny(50n));
    expect(await standing(made)).toEqual([0n, 1000n]);
    await free(made, 250n);
    await giveBack(made, 0, cny(800n));
    expect(await standing(made)).toEqual([200n, 0n]);
    await free(made, 250n, true);
    expect(await standing(made)).toEqual([200n, 0n]);
  });

  it('that was given back before the sale was heard of is never held', async () => {
    const made = anOrder(1000n, 50n);
    await giveBack(made, 0, cny(300n));
    await sell(made);
    const [open, held] = await standing(made);
    expect([(open ?? 0n) + (held ?? 0n), held]).toEqual([750n, 700n]);
    await free(made, 0n, true);
    expect(await standing(made)).toEqual([750n, 0n]);
  });

  it('waits where the refund that it comes after is not posted yet', async () => {
    const made = anOrder(1000n, 50n);
    await sell(made);
    const late = { orderId: made.order.orderId, lineId: made.lines[0].lineId, partId: newId(), payable: cny(0n), isLast: true, earnedAt: '2026-11-25T08:00:00Z', afterRefundId: newId() };
    await expect(db.database.transaction((tx) => release.release(tx, late))).rejects.toThrow('has not been posted yet');
    expect(await standing(made)).toEqual([50n, 1000n]);
  });
});

it('leaves the ledger even', async () => {
  const { currencies } = await new LedgerReads(db.database).trialBalance();
  expect(currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
});
