import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { ForgetEvidence } from './forget-evidence.js';
import { orderingContext } from './ordering.context.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from './testing.js';

let db: TestDatabase;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));

beforeAll(async () => {
  db = await openTestDatabase([orderingContext]);
});
afterAll(() => db.close());

const evidence = [
  { kind: 'self-declared', country: 'KZ', raw: 'KZ', seenAt: '2026-11-24T06:00:00.000Z' }, { kind: 'ip-address', country: 'KZ', raw: '2.72.0.1', seenAt: '2026-11-24T06:00:00.000Z' },
];

async function quoted(expiresAt: string): Promise<string> {
  const id = newId();
  await db.dataSource.query(
    `INSERT INTO ordering.quotes (id, country, currency, locale, rate_set_id, total_minor, lines, place_country, place, evidence, quoted_at, expires_at)
     VALUES ($1, 'KZ', 'KZT', 'ru', $2, 100, '[]', 'KZ', 'pending', $3, '2026-11-24T06:00:00Z', $4)`, [id, newId(), JSON.stringify(evidence), expiresAt],
  );
  return id;
}

async function ordered(quoteId: string, change: string): Promise<void> {
  const order = aPaidOrder({ orderNumber: newId(), total: money(131_560n, 'KZT'), lines: [aPaidLine()] });
  await storePaidOrder(db.database, order);
  await db.dataSource.query(`UPDATE ordering.orders SET quote_id = $2, ${change} WHERE id = $1`, [order.orderId, quoteId]);
}

const keptOf = async (id: string) => (await db.dataSource.query<{ evidence: unknown }[]>('SELECT evidence FROM ordering.quotes WHERE id = $1', [id]))[0]?.evidence;

describe('the night after', () => {
  it('quotes that became no order, and those whose order was paid or cancelled, hold no address any more; others do', async () => {
    const [old, young, paid, cancelled, held, awaiting] = await Promise.all(
      ['2026-11-24T06:30:00Z', '2026-11-24T07:30:00Z', ...Array.from({ length: 4 }, () => '2026-11-24T06:30:00Z')].map(quoted),
    ) as [string, string, string, string, string, string];
    await ordered(paid, `status = 'paid'`);
    await ordered(cancelled, `status = 'cancelled', paid_at = NULL, cancelled_at = now()`);
    await ordered(held, `status = 'held', paid_at = NULL, held_at = now()`);
    await ordered(awaiting, `status = 'awaiting_payment', paid_at = NULL`);
    await new ForgetEvidence(db.database, clock).run();
    const emptied = evidence.map((item) => ({ ...item, raw: '' }));
    for (const id of [old, paid, cancelled]) expect(await keptOf(id)).toEqual(emptied);
    for (const id of [young, held, awaiting]) expect(await keptOf(id)).toEqual(evidence);
    await db.dataSource.query(`UPDATE ordering.orders SET status = 'cancelled' WHERE quote_id = $1`, [held]);
    await new ForgetEvidence(db.database, clock).run();
    expect(await keptOf(held)).toEqual(emptied);
  });
});
