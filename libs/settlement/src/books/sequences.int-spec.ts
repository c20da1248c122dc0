import fc from 'fast-check';
import { ledgerContext, LedgerReads } from '@silkport/ledger';
import type { OrderDisputed } from '@silkport/ordering';
import type { Tx } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { delivered } from '../../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { settlementContext } from '../settlement.context.js';
import { PostDisputes } from './post-disputes.js';
import { PostMovements } from './post-movements.js';
import { PostRefunds } from './post-refunds.js';
import { PostSales } from './post-sales.js';
import { anOperator, anyOrder, inParts } from './testing.js';

const config = { operator: anOperator };
const [sales, refunds, disputes, movements] = [new PostSales(config), new PostRefunds(config), new PostDisputes(), new PostMovements()];

let db: TestDatabase;
let ledger: LedgerReads;

beforeAll(async () => {
  db = await openTestDatabase([ledgerContext, settlementContext]);
  ledger = new LedgerReads(db.database);
});
afterAll(() => db.close());

type Delivery = (tx: Tx) => Promise<void>;

/** Three at once, as loops of the worker do; what fails (two may wait for each other) is tried again. */
async function deliverAll(deliveries: readonly Delivery[]): Promise<void> {
  let waiting = [...deliveries];
  for (let round = 0; waiting.length; round += 1) {
    if (round > 20) throw new Error('Some deliveries never succeed');
    const failed: Delivery[] = [];
    const take = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const delivery = next;
        await db.database.transaction(delivery).catch(() => failed.push(delivery));
      }
    };
    await Promise.all([take(), take(), take()]);
    waiting = failed;
  }
}

const agree = (merchantIds: readonly string[], basisPoints: number) => db.dataSource.query(`
  INSERT INTO settlement.merchant_terms (id, merchant_id, currency, schedule, schedule_day, minimum_minor, hold_days, reserve_basis_points, reserve_days, valid_from, changed_by, reason)
  SELECT gen_random_uuid(), m, c, 'weekly', 1, 0, 7, $2, 90, '2026-01-01', m, 'test' FROM unnest($1::uuid[]) AS m, unnest(ARRAY['CNY', 'JPY', 'KWD', 'EUR']) AS c ON CONFLICT DO NOTHING`, [[...new Set(merchantIds)], basisPoints]);

const story = fc.record({
  order: anyOrder, ratios: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 1, maxLength: 4 }), reserve: fc.constantFrom(0, 0, 1000, 10_000), ending: fc.constantFrom('refunds', 'won', 'lost'),
  failures: fc.nat({ max: 2 }), shuffle: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), repeats: fc.nat({ max: 3 }),
});

describe('any sequence of sale, refunds, disputes and movements in several currencies', () => {
  it('is even in each currency, and leaves nobody with anything once all has been given back', async () => {
    await fc.assert(fc.asyncProperty(story, async ({ order, ratios, reserve, ending, failures, shuffle, repeats }) => {
      const { orderId, orderNumber, total } = order;
      const at = '2026-11-25T08:00:00Z';
      await agree(order.lines.map(({ merchantId }) => merchantId), reserve);
      const parts = inParts(order, ratios);
      // Nobody asks for nothing back, and what such a part holds of the merchant's amounts would be left over.
      fc.pre(parts.every((refund) => refund.total.amountMinor > 0n));
      const given = ending === 'lost' ? parts.map((refund, index) => (index === parts.length - 1 ? { ...refund, reason: 'chargeback' as const } : refund)) : parts;
      const disputed = given.at(-1);
      const dispute: OrderDisputed = {
        disputeId: newId(), orderId, orderNumber, disputed: disputed?.total ?? total, at, lines: (disputed?.lines ?? []).map(({ lineId, merchantId, total: share, payable }) => ({ lineId, merchantId, total: share, payable })),
      };
      const sent = given.filter(({ reason }) => reason !== 'chargeback');
      const charge = { id: newId(), kind: 'charge' as const, amount: money(total.amountMinor, 'USD'), fee: money(30n, 'USD'), exchangeRate: null, presentment: total, reference: orderId, refundId: null, disputeId: null, cardCountry: null, at };
      const settled = sent.flatMap(({ refundId, total: amount }, index): Delivery[] => [
        (tx) => refunds.settled(tx, { refundId, reference: orderId, amount, result: 'succeeded', failureReason: null, at }),
        ...(index < failures ? [(tx: Tx) => refunds.settled(tx, { refundId, reference: orderId, amount, result: 'failed', failureReason: 'declined', at })] : []),
      ]);
      const deliveries: Delivery[] = [
        (tx) => sales.capture(tx, delivered({ checkoutId: newId(), reference: orderId, charged: total, capturedAt: at, billingCountry: null })), (tx) => sales.sale(tx, delivered(order)),
        (tx) => movements.moved(tx, { movements: [charge] }), ...given.map((refund): Delivery => (tx) => refunds.refund(tx, refund)), ...settled,
        ...(ending === 'refunds' ? [] : [(tx: Tx) => disputes.opened(tx, dispute), (tx: Tx) => disputes.decided(tx, { ...dispute, result: ending })]),
      ];
      const shuffled = deliveries.map((delivery, index) => ({ delivery, rank: shuffle[index % shuffle.length] ?? 0 })).toSorted((left, right) => left.rank - right.rank).map(({ delivery }) => delivery);
      await deliverAll([...shuffled, ...shuffled.slice(0, repeats)]);

      const left = new Map<string, bigint>();
      for (const { account, amount } of (await ledger.transactionsOf(orderId)).flatMap(({ postings }) => postings)) {
        const key = `${account.replace(orderId, 'o')} ${amount.currency}`;
        left.set(key, (left.get(key) ?? 0n) + amount.amountMinor);
      }
      const failed = sent.slice(0, failures).reduce((sum, refund) => sum + refund.total.amountMinor, 0n);
      const uneven = [...left].filter(([key, sum]) => sum !== 0n && !/^(fx|stripe_|provider_clearing)/.test(key));
      expect(uneven).toEqual(failed === 0n ? [] : [['refunds:o EUR', -failed]]);
      expect((await ledger.trialBalance()).currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
    }), { numRuns: 30 });
  }, 60_000);
});
