import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * The limit of an order: one transaction that inserts the rows which a paid order leaves behind, in tables of the same columns with
 * one index each, with prepared statements, from 16 connections. No HTTP, no payment provider, no rules. Invoices are left out: they are
 * numbered by the minute, after the clock of the bench has stopped.
 * @returns transactions a second
 */
export async function bareOrders(databaseUrl: string, seconds: number, clients = 16): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: clients });
  const tables = ['ordering.quotes', 'ordering.orders', 'ordering.order_lines', 'ordering.order_transitions', 'ordering.line_transitions', 'tax.location_evidence', 'tax.turnover',
    'payments.checkouts', 'payments.charges', 'payments.stripe_events', 'platform.events', 'platform.deliveries', 'platform.idempotent_requests', 'delivery.entitlements',
    'delivery.entitlement_transitions', 'trade_statistics.facts', 'notifications.messages', 'ledger.transactions', 'ledger.postings', 'settlement.merchant_entries',
    'settlement.merchant_entry_details'];
  const rows = await sampleRows(pool, tables);
  const copies = tables.map((table) => `CREATE TABLE bare.${bareName(table)} (bench_id uuid, LIKE ${table} INCLUDING DEFAULTS); CREATE INDEX ON bare.${bareName(table)} (bench_id);`);
  await pool.query(`DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare; ${copies.join('\n')}`);
  const until = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    const client = await pool.connect();
    while (performance.now() < until) {
      const id = randomUUID();
      await client.query({ name: 'bare.begin', text: 'BEGIN' });
      for (const { table, json } of rows) {
        await client.query({ name: `bare.${table}`, text: `INSERT INTO bare.${bareName(table)} SELECT $1::uuid, r.* FROM json_populate_recordset(NULL::${table}, $2::json) AS r`, values: [id, json] });
      }
      await client.query({ name: 'bare.commit', text: 'COMMIT' });
      done += 1;
    }
    client.release();
  }));
  await pool.query('DROP SCHEMA bare CASCADE');
  await pool.end();
  return done / seconds;
}

function bareName(table: string): string {
  return table.replace('.', '_');
}

/** As many rows of each table as one order has there. */
async function sampleRows(pool: pg.Pool, tables: readonly string[]): Promise<{ table: string; json: string }[]> {
  const { rows: [orders] } = await pool.query<{ n: string }>('SELECT greatest(count(*), 1) AS n FROM ordering.orders');
  return Promise.all(tables.map(async (table) => {
    const { rows: [all] } = await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    const each = Math.max(1, Math.round(Number(all?.n) / Number(orders?.n)));
    const { rows } = await pool.query<{ row: unknown }>(`SELECT to_json(t) AS row FROM ${table} t LIMIT ${each}`);
    if (!rows.length) throw new Error(`No order has left a row in ${table}`);
    return { table, json: JSON.stringify(rows.map(({ row }) => row)) };
  }));
}
