import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aCharge, anEnabledAccount, available } from '../testing/accounts.js';
import { startSandbox } from '../testing/started-sandbox.js';
import { loadSqlite } from './load-sqlite.js';

/** The table as it was before there were connected accounts. */
const earlierSchema = `create table resources (
  seq integer primary key, id text not null unique, kind text not null, created_at integer not null, payment_intent text, charge text, customer text,
  due_at integer, body text not null, hidden text
) strict`;

it('brings a file of an earlier version up to date and keeps what is in it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
  const dataFile = path.join(folder, 'sandbox.sqlite');
  const earlier = new (loadSqlite().DatabaseSync)(dataFile);
  earlier.exec(earlierSchema);
  const movement = { id: 'txn_old', object: 'balance_transaction', created: 1, available_on: 1, currency: 'eur', net: 700, amount: 700, type: 'charge' };
  earlier.prepare("insert into resources (id, kind, created_at, body) values ('txn_old', 'balance_transaction', 1, ?)").run(JSON.stringify(movement));
  earlier.close();

  const sandbox = await startSandbox({ dataFile });
  expect(await available(sandbox.stripe, 'eur')).toBe(700);
  await aCharge(sandbox.stripe, 10_000);
  const { id } = await anEnabledAccount(sandbox);
  await sandbox.stripe.transfers.create({ amount: 700, currency: 'eur', destination: id });
  expect(await available(sandbox.stripe, 'eur', id)).toBe(700);
  await sandbox.close();
  const again = await startSandbox({ dataFile });
  expect((await again.stripe.balanceTransactions.list()).data.map((each) => each.type)).toEqual(['transfer', 'charge', 'charge']);
  await again.close();
  rmSync(folder, { recursive: true });
});
