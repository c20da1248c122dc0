import { dataSourceOptions, migrate, platformContext } from '@silkport/platform';
import { newId } from '@silkport/values';
import { DataSource } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { paymentsContext } from '../payments.context.js';

describe('splitting refunds', () => {
  let db: TestDatabase;
  beforeAll(async () => { db = await openTestDatabase([{ ...paymentsContext, migrations: paymentsContext.migrations.slice(0, 1) }]); });
  afterAll(() => db.close());

  it('keeps the whole refunds of before as they ended', async () => {
    const [charge, checkout, reference, refund, pending] = [newId(), newId(), newId(), newId(), newId()];
    const at = new Date('2026-11-01T10:00:00Z');
    await db.dataSource.query(
      `INSERT INTO payments.charges (id, checkout_id, reference, amount_minor, currency, stripe_payment_intent_id, captured_at)
       VALUES ($1, $2, $3, 500, 'EUR', 'pi_1', $5), ($4, $4, $4, 500, 'EUR', 'pi_2', $5)`, [charge, checkout, reference, pending, at],
    );
    await db.dataSource.query(
      `INSERT INTO payments.refunds (id, charge_id, amount_minor, currency, reason, status, stripe_refund_id, refunded_at)
       VALUES ($1, $2, 500, 'EUR', 'order_cancelled', 'succeeded', 're_1', $4), ($3, $3, 500, 'EUR', 'order_cancelled', 'pending', 're_2', $4)`, [refund, charge, pending, at],
    );
    const contexts = [platformContext, paymentsContext];
    const dataSource = await new DataSource(dataSourceOptions(db.url, 2, contexts)).initialize();
    await migrate(dataSource, contexts);
    await dataSource.destroy();
    const rows = await db.dataSource.query('SELECT id, reference, status, is_foreign, asked_at, settled_at FROM payments.refunds ORDER BY stripe_refund_id');
    expect(rows).toEqual([
      { id: refund, reference, status: 'succeeded', is_foreign: false, asked_at: at, settled_at: at },
      { id: pending, reference: pending, status: 'pending', is_foreign: false, asked_at: at, settled_at: null },
    ]);
  });
});
