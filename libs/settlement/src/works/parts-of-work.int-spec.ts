import { identityContext } from '@silkport/identity';
import { ledgerContext, LedgerReads } from '@silkport/ledger';
import { linePartEarned, orderRefunded, type LinePartEarned, type OrderPaid, type OrderRefunded } from '@silkport/ordering';
import { Idempotency, Outbox, reviveJson } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import fc from 'fast-check';
import { delivered } from '../../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { orderingContext } from '../../../ordering/src/ordering.context.js';
import { OnLinePartDelivered } from '../../../ordering/src/parts/on-line-part-delivered.js';
import { OnLinePartUndeliverable } from '../../../ordering/src/refunds/on-line-part-undeliverable.js';
import { RefundOrder } from '../../../ordering/src/refunds/refund-order.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from '../../../ordering/src/testing.js';
import { PostRefunds } from '../books/post-refunds.js';
import { PostSales } from '../books/post-sales.js';
import { anOperator } from '../books/testing.js';
import { settlementContext } from '../settlement.context.js';
import { ReleaseWork } from './release-work.js';

type Step = { readonly kind: 'goodwill'; readonly of1000: number } | { readonly kind: 'delivered' | 'undeliverable'; readonly part: number };
type Told = { readonly name: string; readonly payload: unknown };

const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const [sales, refunds, release] = [new PostSales({ operator: anOperator }), new PostRefunds({ operator: anOperator }), new ReleaseWork()];
const [accepted, undone] = [new OnLinePartDelivered(new Outbox()), new OnLinePartUndeliverable(new Outbox(), clock)];
let db: TestDatabase;
let goodwill: RefundOrder;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, taxContext, orderingContext, ledgerContext, settlementContext]);
  goodwill = new RefundOrder(db.database, new Idempotency(db.database), new Outbox(), clock);
});
afterAll(() => db.close());

/** What ordering has told of an order that settlement has not heard yet, oldest first. */
async function heard(orderId: string, after: number): Promise<Told[]> {
  const rows = await db.dataSource.query<Told[]>(`SELECT name, payload FROM platform.events WHERE payload ->> 'orderId' = $1 AND name = ANY ($2) ORDER BY id OFFSET $3`, [orderId, [orderRefunded.name, linePartEarned.name], after]);
  return rows.map(({ name, payload }) => ({ name, payload: reviveJson(payload) }));
}

/** An end that waits for a refund is tried again until that is posted. */
const refundsFirst = (told: readonly Told[]) => told.toSorted((left, right) => Number(left.name !== orderRefunded.name) - Number(right.name !== orderRefunded.name));
const post = ({ name, payload }: Told) => db.database.transaction((tx) => (name === orderRefunded.name ? refunds.refund(tx, payload as OrderRefunded) : release.release(tx, payload as LinePartEarned)));

interface Work { readonly order: OrderPaid; readonly lineId: string; readonly partIds: readonly string[]; readonly shares: readonly number[] }

async function sold(totalMinor: bigint, payableMinor: bigint, shares: readonly number[]): Promise<Work> {
  const line = aPaidLine({ deliveryKind: 'commission', total: money(totalMinor, 'KZT'), merchantTotal: money(payableMinor, 'CNY') });
  const order = aPaidOrder({ orderNumber: newId(), total: money(totalMinor, 'KZT'), lines: [line] });
  await storePaidOrder(db.database, order);
  await db.database.transaction((tx) => sales.sale(tx, delivered(order)));
  return { order, lineId: line.lineId, partIds: shares.map(() => newId()), shares };
}

async function step({ order: { orderId }, lineId, partIds, shares }: Work, { kind, ...given }: Step, isLast: boolean): Promise<void> {
  if ('of1000' in given) {
    const { total, refunded } = await lineOf(lineId);
    const amountMinor = ((total - refunded) * BigInt(given.of1000)) / 1000n;
    if (amountMinor > 0n) await goodwill.run({ orderId, reason: 'goodwill', personId: newId(), lines: [{ lineId, amount: money(amountMinor, 'KZT') }] });
    return;
  }
  const from = shares.slice(0, given.part).reduce((sum, share) => sum + share, 0);
  const part = { orderId, lineId, partId: partIds[given.part] ?? '', from, to: from + (shares[given.part] ?? 0), of: shares.reduce((sum, share) => sum + share, 0), isLast };
  if (kind === 'delivered') await db.database.transaction((tx) => accepted.earn(tx, { ...part, deliveredAt: clock.now().toISOString() }));
  else await db.database.transaction((tx) => undone.refund(tx, { ...part, reason: 'not made' }));
}

async function lineOf(lineId: string): Promise<{ total: bigint; refunded: bigint }> {
  const [row] = await db.dataSource.query<{ total: bigint; refunded: bigint }[]>('SELECT total_minor AS total, refunded_minor AS refunded FROM ordering.order_lines WHERE id = $1', [lineId]);
  return row ?? { total: 0n, refunded: 0n };
}

/** The same by fractions: what each accepted part is worth when all that is given back by amount lowers the open parts alike, and whether it took of accepted ones too. */
function worths(total: number, shares: readonly number[], steps: readonly Step[]): { readonly worth: Map<number, number>; readonly takesOfAccepted: boolean } {
  let [open, given, kept, takesOfAccepted] = [shares.reduce((sum, share) => sum + share, 0), 0, 0, false];
  const worth = new Map<number, number>();
  for (const each of steps) {
    const pool = Math.max(total - given - kept, 0);
    if (each.kind === 'goodwill') {
      const amount = Math.floor(((total - given) * each.of1000) / 1000);
      if (amount > pool - steps.length) takesOfAccepted = true;
      given += amount;
      continue;
    }
    const part = pool * ((shares[each.part] ?? 0) / open);
    open -= shares[each.part] ?? 0;
    if (each.kind === 'delivered') { worth.set(each.part, part); kept += part; } else given += part;
  }
  return { worth, takesOfAccepted };
}

const plans = fc.array(fc.integer({ min: 100, max: 5000 }), { minLength: 1, maxLength: 4 }).chain((shares) => fc.record({
  shares: fc.constant(shares), totalMinor: fc.bigInt({ min: 10n, max: 10n ** 9n }), payableMinor: fc.bigInt({ min: 10n, max: 10n ** 8n }), isLate: fc.boolean(),
  order: fc.shuffledSubarray(shares.map((_, index) => index), { minLength: shares.length }), ends: fc.array(fc.constantFrom('delivered' as const, 'undeliverable' as const), { minLength: shares.length, maxLength: shares.length }),
  refunds: fc.array(fc.record({ before: fc.nat({ max: shares.length }), of1000: fc.integer({ min: 1, max: 600 }) }), { maxLength: 3 }),
}));

describe('the parts of commissioned work and what is given back by amount', () => {
  it('sum to what was paid on both sides, exactly, whatever comes in whatever order, and each accepted part has its share of what was left then', async () => {
    await fc.assert(fc.asyncProperty(plans, async ({ shares, totalMinor, payableMinor, isLate, order: closing, ends, refunds: given }) => {
      const work = await sold(totalMinor, payableMinor, shares);
      const steps: Step[] = closing.flatMap((part, index): Step[] => [...given.filter(({ before }) => before === index).map(({ of1000 }): Step => ({ kind: 'goodwill', of1000 })), { kind: ends[part] ?? 'delivered', part }]);
      const isAnyAccepted = ends.includes('delivered');
      let told = 0;
      const held: Told[] = [];
      for (const [index, each] of steps.entries()) {
        await step(work, each, index === steps.length - 1 && isAnyAccepted);
        const news = await heard(work.order.orderId, told);
        told += news.length;
        if (isLate) held.push(...news);
        else for (const one of refundsFirst(news)) await post(one);
      }
      for (const one of refundsFirst(held)) await post(one);

      const { total, refunded } = await lineOf(work.lineId);
      const closed = await db.dataSource.query<{ partId: string; result: string; total: bigint; payable: bigint }[]>('SELECT part_id AS "partId", result, total_minor AS total, payable_minor AS payable FROM ordering.closed_parts WHERE line_id = $1', [work.lineId]);
      const [hold] = await db.dataSource.query<{ payable: bigint; freed: bigint; back: bigint }[]>('SELECT held_minor AS payable, released_minor AS freed, refunded_minor AS back FROM settlement.work_holds WHERE line_id = $1', [work.lineId]);
      const kept = closed.filter(({ result }) => result === 'delivered').reduce((sum, each) => sum + each.total, 0n);
      const { worth: model, takesOfAccepted } = worths(Number(totalMinor), shares, steps);
      // Not a tiyn is the buyer's and the merchant's at once, nor nobody's.
      expect([refunded <= total, refunded + kept >= total, takesOfAccepted || refunded + kept === total]).toEqual([true, true, true]);
      expect([hold?.payable, (hold?.freed ?? 0n) + (hold?.back ?? 0n)]).toEqual([payableMinor, payableMinor]);
      for (const { partId, result, total: worth, payable } of closed.filter((each) => each.result === 'delivered')) {
        const expected = model.get(work.partIds.indexOf(partId)) ?? -1;
        expect([result, Math.abs(Number(worth) - expected) <= steps.length + 1]).toEqual(['delivered', true]);
        const inMerchants = (expected * Number(payableMinor)) / Number(totalMinor);
        expect(Math.abs(Number(payable) - inMerchants)).toBeLessThanOrEqual((steps.length + 1) * (1 + Number(payableMinor) / Number(totalMinor)));
      }
    }), { numRuns: 80 });
  }, 60_000);

  it('leave the ledger even', async () => {
    const { currencies } = await new LedgerReads(db.database).trialBalance();
    expect(currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
  });
});
