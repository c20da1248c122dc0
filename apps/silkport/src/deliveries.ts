import 'reflect-metadata';
import pg from 'pg';
import { loadConfig } from '@silkport/platform';

/**
 * Event deliveries that were given up after their last try. `npm run deliveries` lists them, `npm run deliveries -- replay KEY`
 * (or `replay all`) lets the worker try again; what has been delivered already is never done twice.
 */
const { databaseUrl } = loadConfig(process.env);
if (!databaseUrl) {
  console.error('Set DATABASE_URL to the database whose deliveries you want to see.');
  process.exit(1);
}
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const [, , action, key] = process.argv;
const dead = `FROM graphile_worker.jobs WHERE attempts >= max_attempts AND locked_at IS NULL`;
if (action === 'replay' && key) {
  const { rows } = await client.query<{ key: string }>(
    `SELECT key FROM graphile_worker.reschedule_jobs((SELECT coalesce(array_agg(id), '{}') ${dead} AND (key = $1 OR $1 = 'all')), run_at => now(), attempts => 0)`, [key]);
  console.log(`${rows.length} will be tried again: ${rows.map((row) => row.key).join(', ')}`);
} else {
  const { rows } = await client.query<{ key: string; task_identifier: string; last_error: string; updated_at: Date }>(`SELECT key, task_identifier, last_error, updated_at ${dead} ORDER BY updated_at`);
  console.table(rows.map((row) => ({ key: row.key ?? row.task_identifier, since: row.updated_at.toISOString(), error: row.last_error?.split('\n')[0] })));
}
await client.end();
