import { Database, type Statement } from '@silkport/platform';
import { load, type Load } from './load.js';
import { startScript, stopChild } from './processes.js';

export interface PageBench { readonly name: string; readonly ours: Load; readonly bare: Load }

/** A page and the statement that it runs, as the read itself makes it. */
export interface PageTask {
  readonly name: string;
  readonly url: string;
  readonly ask: (database: Database) => Promise<unknown>;
  /** Of a POST. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Measures a page of ours and then, in the same run, node:http with the same statement, prepared, and an answer of as many bytes. */
export async function benchPage({ name, url, ask, body, headers }: PageTask, databaseUrl: string): Promise<PageBench> {
  const { statement, values } = await recorded(ask);
  const ours = await load(url, { body, headers });
  const task = { databaseUrl, statement, values, bytes: ours.bytes, contentType: url.includes('/v1/') ? 'application/json' : 'text/html' };
  const bareServer = await startScript('bench/bare-server.js', { BARE_TASK: JSON.stringify(task) });
  const bare = await load(`http://127.0.0.1:${bareServer.port}/`);
  await stopChild(bareServer.child);
  return { name, ours, bare };
}

/** Listens to a read instead of running it, so that nobody can flatter the statement that it is measured against. */
class ListeningDatabase extends Database {
  heard: { statement: Statement; values: readonly unknown[] } | undefined;

  override read<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    this.heard ??= { statement, values };
    return Promise.resolve([]);
  }
}

async function recorded(ask: PageTask['ask']): Promise<{ statement: Statement; values: readonly unknown[] }> {
  const database = new ListeningDatabase(undefined as never);
  await ask(database);
  if (!database.heard) throw new Error('The read ran no statement');
  return database.heard;
}
