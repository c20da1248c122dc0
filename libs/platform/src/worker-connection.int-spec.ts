import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { event } from './event.js';
import { Outbox } from './outbox.js';
import { platformContext } from './platform.context.js';
import { WorkerConnection } from './worker-connection.js';

let db: TestDatabase;
let opened: WorkerConnection[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await openTestDatabase([platformContext]);
});
afterEach(async () => {
  await Promise.all(opened.map((connection) => connection.end()));
  opened = [];
});
afterAll(() => db.close());

async function connected(name: string, onEvent: () => void = () => undefined): Promise<WorkerConnection> {
  const connection = new WorkerConnection(db.url, name, onEvent, new Logger('test'));
  opened.push(connection);
  await connection.open();
  return connection;
}
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5000; Date.now() < end; await wait(10)) if (await isSo()) return;
  throw new Error('It has not come true in five seconds');
}
const publish = () => db.database.transaction((tx) => new Outbox().publish(tx, event<{ id: string }>('test.happened'), { id: '1' }));
const lockedBy = async () => (await db.dataSource.query<{ locked_by: string | null }[]>('SELECT locked_by FROM graphile_worker.jobs ORDER BY id')).map((job) => job.locked_by);

describe("the worker's connection", () => {
  it('hears of an event when it is committed, and again after the connection was lost', async () => {
    let heard = 0;
    await connected('worker-a', () => { heard += 1; });
    const atFirst = heard;
    await publish();
    await until(() => heard === atFirst + 1);
    await db.dataSource.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'silkport-worker' AND datname = current_database()");
    await until(() => heard === atFirst + 2);
    await publish();
    await until(() => heard === atFirst + 3);
  });

  it('frees the jobs of a worker that was killed, and of no other', async () => {
    for (const worker of ['worker-dead', 'worker-alive', null]) {
      await db.dataSource.query("SELECT graphile_worker.add_job('test', json_build_object('for', $1::text))", [worker]);
      await db.dataSource.query('UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = CASE WHEN $1::text IS NULL THEN NULL ELSE now() END WHERE id = (SELECT max(id) FROM graphile_worker._private_jobs)', [worker]);
    }
    await connected('worker-alive');
    await connected('worker-new');
    expect(await lockedBy()).toEqual([null, 'worker-alive', null]);
    await opened[0]?.end();
    await until(async () => {
      await opened[1]?.freeJobsOfTheDead();
      return (await lockedBy()).every((worker) => worker === null);
    });
  });
});
