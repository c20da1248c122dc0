import pg from 'pg';
import { KeyGuesses, VerifyLicence } from '@silkport/delivery';
import { SystemClock } from '@silkport/values';
import type { BenchMarket } from './market.js';
import { benchPage, type PageBench } from './pages.js';

const fingerprint = 'bench-machine-0001';

/** Every key of the demo is sold and used on one machine, so that the statement looks into tables of a real size; then one of them is asked about. */
export async function benchLicences({ url, databaseUrl }: Pick<BenchMarket, 'url' | 'databaseUrl'>): Promise<PageBench> {
  const { key, productId } = await sellKeys(databaseUrl);
  const clock = new SystemClock();
  return benchPage({
    name: 'licence keys verified', url: `${url}/v1/licences/verify`, body: { key, product: productId, fingerprint },
    ask: (database) => new VerifyLicence(database, new KeyGuesses(clock), clock).run({ key, productId, fingerprint }),
  }, databaseUrl);
}

async function sellKeys(databaseUrl: string): Promise<{ key: string; productId: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    WITH wanted AS (
      SELECT k.id AS key_id, uuidv7() AS id, v.product_id, v.id AS variant_id, p.merchant_id FROM delivery.licence_keys k JOIN catalog.variants v ON v.id = k.variant_id JOIN catalog.products p ON p.id = v.product_id
      WHERE k.entitlement_id IS NULL),
    granted AS (
      INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at, activated_at)
      SELECT id, uuidv7(), uuidv7(), product_id, variant_id, merchant_id, 'licence-key', 1, 'active', now(), now() FROM wanted),
    machines AS (
      INSERT INTO delivery.licence_machines (id, licence_key_id, fingerprint, activated_at, seen_at) SELECT uuidv7(), key_id, '${fingerprint}', now(), now() FROM wanted)
    UPDATE delivery.licence_keys k SET entitlement_id = w.id, issued_at = now(), shown_at = now(), terms = '{"maxMachines":3,"isFloating":false,"heartbeatMinutes":null,"leaseMinutes":null,"fileDays":30,"features":["pro"]}'
    FROM wanted w WHERE k.id = w.key_id`);
  await client.query('VACUUM ANALYZE delivery.licence_keys, delivery.entitlements, delivery.licence_machines');
  const { rows: [sold] } = await client.query<{ key: string; productId: string }>('SELECT k.key, e.product_id AS "productId" FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id ORDER BY k.id LIMIT 1');
  await client.end();
  if (!sold) throw new Error('The demo has no licence keys');
  return sold;
}
