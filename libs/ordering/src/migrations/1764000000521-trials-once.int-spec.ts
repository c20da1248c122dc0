import { createHash } from 'node:crypto';
import { catalogContext } from '@silkport/catalog';
import { dataSourceOptions, migrate, platformContext } from '@silkport/platform';
import { newId } from '@silkport/values';
import { DataSource } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { orderingContext } from '../ordering.context.js';
import { trialEmail } from '../subscriptions/trial-holders.js';

const own = orderingContext.migrations.findIndex(({ name }) => name.startsWith('TrialsOnce'));

describe('trials of before', () => {
  let db: TestDatabase;
  beforeAll(async () => { db = await openTestDatabase([catalogContext, { ...orderingContext, migrations: orderingContext.migrations.slice(0, own) }]); });
  afterAll(() => db.close());

  async function tried(email: string, productId: string, trialEndsAt: Date | null): Promise<string> {
    const [subscription, order, quote, terms] = [newId(), newId(), newId(), newId()];
    const at = new Date();
    await db.dataSource.query(`INSERT INTO ordering.quotes (id, country, currency, locale, rate_set_id, total_minor, lines, quoted_at, expires_at, place, evidence, place_country)
      VALUES ($1, 'KZ', 'CNY', 'ru', $1, 0, '[]', $2, $2, 'sufficient', '[]', 'KZ')`, [quote, at]);
    await db.dataSource.query(`INSERT INTO ordering.orders (id, number, quote_id, status, email, locale, country, currency, total_minor, rate_set_id, placed_at, expires_at, consents, subscription_id, subscription_role)
      VALUES ($1, $6, $2, 'awaiting_payment', $3, 'ru', 'KZ', 'CNY', 0, $2, $4, $4, '[]', $5, 'first')`, [order, quote, email, at, subscription, order.slice(-20)]);
    await db.dataSource.query(`INSERT INTO ordering.subscriptions (id, order_id, state, terms_id, trial_ends_at, created_at) VALUES ($1, $2, 'active', $3, $4, $5)`, [subscription, order, terms, trialEndsAt, at]);
    await db.dataSource.query(`INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at) VALUES ($1, $2, $1, 1, 0, 'first', $3, $4)`, [terms, subscription, { productId, merchantId: productId }, at]);
    return subscription;
  }

  it('are known by the address of their order, in the form in which addresses are compared, the first of each', async () => {
    const productId = newId();
    const emails = ['mira+2@example.kz', 'mi.ra+a+b@gmail.com', 'mira@googlemail.com', '+note@example.kz', 'a.b@example.kz'];
    const ids: string[] = [];
    for (const email of emails) ids.push(await tried(email, productId, new Date()));
    await tried('never@example.kz', productId, null);
    const contexts = [platformContext, catalogContext, orderingContext];
    const dataSource = await new DataSource(dataSourceOptions(db.url, 2, contexts)).initialize();
    await migrate(dataSource, contexts);
    await dataSource.destroy();
    const hash = (email: string) => createHash('sha256').update(trialEmail(email)).digest('hex');
    const rows = await db.dataSource.query<{ mark: string; subscription_id: string }[]>('SELECT mark, subscription_id FROM ordering.trials WHERE product_id = $1 ORDER BY given_at, subscription_id', [productId]);
    expect(rows.map(({ mark, subscription_id: id }) => [mark, id])).toEqual([0, 1, 3, 4].map((index) => [hash(emails[index]!), ids[index]]));
  });
});
