import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { prepared, statement } from './database.js';
import { EventDeliveries } from './event-deliveries.js';
import { event } from './event.js';
import { oneByOne, type Handler, type Handlers } from './handlers.js';
import { Metrics } from './metrics.js';
import { Outbox, publications, publishingAll } from './outbox.js';
import { platformContext } from './platform.context.js';

const somethingSold = event<{ amountMinor: bigint }>('test.something_sold');
const oldest = '00000000-0000-0000-0000-000000000000';
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase([platformContext]);
  await db.dataSource.query('CREATE TABLE noted (handler text, event_id uuid, amount_minor bigint)');
});
beforeEach(() => db.dataSource.query('TRUNCATE noted, platform.events, platform.waiting_events, platform.deliveries; DELETE FROM graphile_worker._private_jobs'));
afterAll(() => db.close());

const note = (name: string): Handler => oneByOne(async (tx, payload, { eventId }) => {
  await tx.query('INSERT INTO noted VALUES ($1, $2, $3)', [name, eventId, (payload as { amountMinor: bigint }).amountMinor]);
});
const publish = (amountMinor = 12n) => db.database.transaction((tx) => new Outbox().publish(tx, somethingSold, { amountMinor }));
const noted = async () => (await db.dataSource.query<{ handler: string }[]>('SELECT handler FROM noted ORDER BY handler')).map(({ handler }) => handler);
const countOf = async (table: string) => (await db.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

function deliveriesTo(handlers: Readonly<Record<string, Handler>>): EventDeliveries {
  const registered = { byName: new Map(Object.entries(handlers)), pairs: Object.keys(handlers).map((name) => [somethingSold.name, name]) };
  return new EventDeliveries(db.database, registered as unknown as Handlers, new Metrics());
}

describe('an event', () => {
  it('is delivered to each of its handlers once, with its amounts as they were published', async () => {
    await publish();
    const deliveries = deliveriesTo({ 'test/count': note('count'), 'test/write': note('write') });
    expect(await deliveries.deliverNext(16, oldest)).toEqual({ count: 1 });
    expect(await deliveries.deliverNext(16, oldest)).toEqual({ count: 0 });
    expect(await db.dataSource.query('SELECT handler, amount_minor FROM noted ORDER BY 1')).toEqual([{ handler: 'count', amount_minor: 12n }, { handler: 'write', amount_minor: 12n }]);
    expect([await countOf('platform.deliveries'), await countOf('graphile_worker.jobs')]).toEqual([2, 0]);
  });

  it('is delivered once though eight take at once', async () => {
    for (let made = 0; made < 20; made += 1) await publish();
    const deliveries = deliveriesTo({ 'test/count': note('count') });
    const taken = await Promise.all(Array.from({ length: 8 }, () => deliveries.deliverNext(3, oldest)));
    while ((await deliveries.deliverNext(3, oldest)).count) taken.push({ count: 0 });
    expect(await countOf('noted')).toBe(20);
    expect(await countOf('(SELECT DISTINCT event_id FROM noted) AS each')).toBe(20);
  });

  it('that one handler cannot take reaches the others, and waits for that one alone', async () => {
    let isBroken = true;
    const write: Handler = async (tx, events) => {
      await note('write')(tx, events);
      if (isBroken) throw new Error('no paper');
    };
    const deliveries = deliveriesTo({ 'test/count': note('count'), 'test/write': write });
    const eventId = await publish();
    expect(await deliveries.deliverNext(16, oldest)).toMatchObject({ count: 1, error: new Error('no paper') });
    expect([await noted(), await countOf('platform.waiting_events')]).toEqual([[], 0]);
    const jobs = await db.dataSource.query<{ key: string; max_attempts: number }[]>('SELECT key, max_attempts FROM graphile_worker.jobs ORDER BY key');
    expect(jobs).toEqual(['test/count', 'test/write'].map((handler) => ({ key: `${eventId}:${handler}`, max_attempts: 20 })));

    await deliveries.deliver(eventId, 'test/count');
    await expect(deliveries.deliver(eventId, 'test/write')).rejects.toThrow('no paper');
    expect(await noted()).toEqual(['count']);
    isBroken = false;
    for (let tries = 0; tries < 3; tries += 1) await Promise.all(['test/count', 'test/write'].map((handler) => deliveries.deliver(eventId, handler)));
    expect(await noted()).toEqual(['count', 'write']);
  });

  it('comes together with the others of its round, in the order of their ids, to a handler that takes many', async () => {
    const rounds: bigint[][] = [];
    const deliveries = deliveriesTo({ 'test/count': note('count'), 'test/gather': async (_tx, events) => { rounds.push(events.map(({ payload }) => (payload as { amountMinor: bigint }).amountMinor)); } });
    for (let made = 1n; made <= 5n; made += 1n) await publish(made);
    await deliveries.deliverNext(3, oldest);
    await deliveries.deliverNext(3, oldest);
    expect(rounds).toEqual([[1n, 2n, 3n], [4n, 5n]]);
    expect([await countOf('noted'), await countOf('platform.deliveries')]).toEqual([5, 10]);
  });

  it('that cannot be taken among many undoes its round for all, and then keeps back nobody but itself', async () => {
    const rounds: number[] = [];
    const gather: Handler = async (tx, events) => {
      rounds.push(events.length);
      await note('gather')(tx, events);
      if (events.some(({ payload }) => (payload as { amountMinor: bigint }).amountMinor === 3n)) throw new Error('three is too many');
    };
    const deliveries = deliveriesTo({ 'test/gather': gather, 'test/count': note('count') });
    for (let made = 1n; made <= 4n; made += 1n) await publish(made);
    expect(await deliveries.deliverNext(16, oldest)).toMatchObject({ count: 4, error: new Error('three is too many') });
    expect([await countOf('noted'), await countOf('platform.deliveries'), await countOf('graphile_worker.jobs')]).toEqual([0, 0, 8]);
    const jobs = await db.dataSource.query<{ payload: { eventId: string; handler: string } }[]>('SELECT payload FROM graphile_worker._private_jobs');
    const outcomes = await Promise.allSettled(jobs.map(({ payload }) => deliveries.deliver(payload.eventId, payload.handler)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await db.dataSource.query("SELECT amount_minor FROM noted WHERE handler = 'gather' ORDER BY 1")).toEqual([1n, 2n, 4n].map((amount) => ({ amount_minor: amount })));
    expect(rounds).toEqual([4, 1, 1, 1, 1]);
  });

  it('that nobody handles leaves the queue', async () => {
    await publish();
    expect(await deliveriesTo({}).deliverNext(16, oldest)).toEqual({ count: 1 });
    expect([await countOf('platform.waiting_events'), await countOf('platform.events')]).toEqual([0, 1]);
  });

  it('is not looked for among those that are older than asked', async () => {
    await publish();
    const deliveries = deliveriesTo({ 'test/count': note('count') });
    expect(await deliveries.deliverNext(16, newId())).toEqual({ count: 0 });
    expect(await deliveries.deliverNext(16, oldest)).toEqual({ count: 1 });
  });

  it('is published with many others in one statement, each waiting, but for those that are not to be', async () => {
    const some = statement('test.publish_some', `WITH ${publishingAll(1, "payload->>'amountMinor' <> '2'")} SELECT`);
    await db.database.transaction((tx) => prepared(tx, some, publications(somethingSold, [{ amountMinor: 1n }, { amountMinor: 2n }, { amountMinor: 3n }])));
    expect(await deliveriesTo({ 'test/count': note('count') }).deliverNext(16, oldest)).toEqual({ count: 2 });
    expect(await db.dataSource.query('SELECT amount_minor FROM noted ORDER BY event_id')).toEqual([{ amount_minor: 1n }, { amount_minor: 3n }]);
  });

  it('of a transaction that is undone was never there', async () => {
    await expect(db.database.transaction(async (tx) => {
      await new Outbox().publish(tx, somethingSold, { amountMinor: 1n });
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect([await countOf('platform.events'), await countOf('platform.waiting_events')]).toEqual([0, 0]);
  });
});
