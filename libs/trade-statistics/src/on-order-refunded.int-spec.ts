import { prepared, statement, toJson } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { OnOrderRefunded } from './on-order-refunded.js';
import { aPaidLine, aPaidOrder, aRefund, aRefundedLine } from './testing.js';
import { tradeStatisticsContext } from './trade-statistics.context.js';

let db: TestDatabase;
const handler = new OnOrderRefunded();
beforeAll(async () => { db = await openTestDatabase([tradeStatisticsContext]); });
afterAll(() => db.close());

const sale = statement('test.sale', `INSERT INTO trade_statistics.facts (id, order_id, order_number, line_id, kind, occurred_at, statistics_date, exporter, importer, partner, flow, digitally_ordered,
    digitally_delivered, via_platform, trade_class, ebops, taxonomy_id, cluster_id, merchant_id, quantity, amount_minor, currency, cny_minor, rate, rate_set_id)
  SELECT uuidv7(), uuidv7(), 'SP-1', (l->>'lineId')::uuid, 'sale', now(), '2026-11-23', 'CN', 'KZ', 'KZ', 'export', true, true, true, 'service', 'SK1', 'dp.pub.ebook', 'hangzhou', uuidv7(), 3,
    131560, 'KZT', 2000, 65.78, uuidv7() FROM jsonb_array_elements($1::jsonb) AS l`);

describe('the facts of a sale', () => {
  it('are corrected by each refund of it, once, and sum to nothing when all is given back', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.bigInt(1n, 40_000n), { maxLength: 3 }), async (amounts) => {
      const line = aPaidLine({ quantity: 3 });
      const order = aPaidOrder({ lines: [line] });
      await db.database.transaction((tx) => prepared(tx, sale, [toJson([line])]));
      const rest = 131_560n - amounts.reduce((sum, amount) => sum + amount, 0n);
      for (const amountMinor of [...amounts, rest]) {
        const refund = aRefund(order, { refundId: newId(), lines: [aRefundedLine(line, { total: money(amountMinor, 'KZT') })] });
        for (let heard = 0; heard < 2; heard += 1) await db.database.transaction((tx) => handler.correctFacts(tx, refund));
      }
      const [sum] = await db.dataSource.query<object[]>(
        'SELECT sum(amount_minor)::bigint AS amount, sum(cny_minor)::bigint AS cny, sum(quantity)::int AS quantity, count(*)::int AS facts FROM trade_statistics.facts WHERE line_id = $1', [line.lineId],
      );
      expect(sum).toEqual({ amount: 0n, cny: 0n, quantity: 0, facts: amounts.length + 2 });
    }), { numRuns: 15 });
  });

  it('wait for the sale where the refund is heard of first', async () => {
    await expect(db.database.transaction((tx) => handler.correctFacts(tx, aRefund(aPaidOrder())))).rejects.toThrow('before its sale was counted');
  });
});
