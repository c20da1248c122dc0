import pg from 'pg';
import { CheckApiCall } from '@silkport/delivery';
import { SystemClock } from '@silkport/values';
import type { BenchMarket } from './market.js';
import { benchPage, type PageBench } from './pages.js';

/** As buyers' credentials are made; known here, so that its hash can be put into the table. */
const prefix = 'spk_00000000beef';
const secret = 'bench'.padEnd(43, '0');
const token = `${prefix}_${secret}`;

/** Ten thousand buyers of an API, one of whom calls from sixteen places at once: all of its calls are counted in one row. */
export async function benchGateway({ url, databaseUrl }: Pick<BenchMarket, 'url' | 'databaseUrl'>): Promise<PageBench> {
  const productId = await sellAccess(databaseUrl);
  const clock = new SystemClock();
  return benchPage({
    name: 'gateway checks', url: `${url}/v1/gateway-checks/${productId}`, headers: { authorization: `Bearer ${token}` },
    ask: (database) => new CheckApiCall(database, { note: () => undefined } as never, clock).run({ token, productId, client: {} }).catch(() => undefined),
  }, databaseUrl);
}

async function sellAccess(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows: [variant] } = await client.query<{ id: string; productId: string; merchantId: string }>(
    `SELECT v.id, v.product_id AS "productId", p.merchant_id AS "merchantId" FROM catalog.variants v JOIN catalog.products p ON p.id = v.product_id WHERE p.delivery_kind = 'download' ORDER BY v.id LIMIT 1`);
  if (!variant) throw new Error('The bench has nothing to sell');
  await client.query(`INSERT INTO delivery.api_plans (variant_id, product_id, merchant_id, is_top_up, quota_units, quota_period, per_second, per_minute, scopes, set_at)
    VALUES ($1, $2, $3, false, 1000000000000, 'month', 1000000, 10000000, '[{"name":"read","methods":["GET"],"path":"/","units":1}]', now())`, [variant.id, variant.productId, variant.merchantId]);
  await client.query(`
    WITH granted AS (
      INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at, activated_at)
      SELECT uuidv7(), uuidv7(), uuidv7(), $2::uuid, $1::uuid, $3::uuid, 'api-access', 1, 'active', now(), now() FROM generate_series(1, 10000) RETURNING id),
    numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM granted),
    meters AS (INSERT INTO delivery.api_meters (entitlement_id, period_at, second_at, minute_at) SELECT id, now(), now(), now() FROM granted)
    INSERT INTO delivery.api_credentials (id, entitlement_id, prefix, secret_hash, name, created_at)
    SELECT uuidv7(), id, CASE n WHEN 5000 THEN $4::text ELSE 'spk_' || lpad(to_hex(n), 12, '0') END, sha256(CASE n WHEN 5000 THEN $5::text ELSE n::text END::bytea), 'bench', now() FROM numbered`,
  [variant.id, variant.productId, variant.merchantId, prefix, secret]);
  await client.query('VACUUM ANALYZE delivery.entitlements, delivery.api_meters, delivery.api_credentials');
  await client.end();
  return variant.productId;
}
