import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from './database.js';
import type { Delivered } from './event.js';
import { Handlers } from './handlers.js';
import { fromJson } from './json.js';
import { Metrics } from './metrics.js';
import { withJobsTogether } from './outbox.js';

interface StoredEvent { id: string; name: string; payload: string; published_at: Date }
interface TakenEvent extends StoredEvent { handlers: string[] }

const columns = 'e.id, e.name, e.payload::text AS payload, e.published_at';
/** $1 at most so many, $2 no older than this id: the queue's oldest end is full of rows that were taken and not yet swept. */
const take = statement('platform.take_events', `
  WITH taken AS (
      DELETE FROM platform.waiting_events WHERE event_id = ANY (ARRAY(
        SELECT event_id FROM platform.waiting_events WHERE event_id >= $2 ORDER BY event_id LIMIT $1 FOR UPDATE SKIP LOCKED)) RETURNING event_id),
    event AS (SELECT ${columns} FROM platform.events e JOIN taken ON event_id = e.id),
    marked AS (
      INSERT INTO platform.deliveries (event_id, handler) SELECT event.id, h.handler FROM event JOIN unnest($3::text[], $4::text[]) AS h (name, handler) USING (name)
      ON CONFLICT DO NOTHING RETURNING event_id, handler)
  SELECT event.*, ARRAY(SELECT handler FROM marked WHERE event_id = event.id) AS handlers FROM event ORDER BY event.id`);
/** $1 and $2: each event that could not be delivered, with each of its handlers. */
const scatter = statement('platform.scatter_events', `
  WITH taken AS (DELETE FROM platform.waiting_events WHERE event_id = ANY ($1::uuid[]) RETURNING event_id)
  SELECT graphile_worker.add_job('deliver', json_build_object('eventId', event_id, 'handler', handler), job_key => event_id || ':' || handler, max_attempts => 20)
  FROM unnest($1::uuid[], $2::text[]) AS w (event_id, handler) JOIN taken USING (event_id)`);
const mark = statement('platform.mark_delivery', `
  WITH mark AS (INSERT INTO platform.deliveries (event_id, handler) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id)
  SELECT ${columns} FROM platform.events e JOIN mark ON event_id = e.id`);

/** Delivers events to their handlers. The mark "delivered" and the handler's effects are one transaction: a delivery that is repeated finds the mark and does nothing. */
@Injectable()
export class EventDeliveries {
  constructor(private readonly database: Database, private readonly handlers: Handlers, private readonly metrics: Metrics) {}

  /**
   * Takes the oldest waiting events and delivers them to all their handlers, to each all of its own at once, in one transaction. Where one fails none has happened,
   * and each delivery becomes a job of its own, which is retried on its own (decision 0008).
   * @param since the id to begin at
   * @returns how many were taken, and the error that made jobs of them
   */
  async deliverNext(most: number, since: string): Promise<{ count: number; error?: unknown }> {
    let events: TakenEvent[] = [];
    const { pairs } = this.handlers;
    try {
      await this.database.transaction(async (tx) => {
        events = await prepared<TakenEvent>(tx, take, [most, since, pairs.map(([name]) => name), pairs.map(([, handler]) => handler)]);
        await withJobsTogether(tx, async () => {
          for (const [handler, delivered] of byHandler(events)) await this.handle(tx, handler, delivered);
        });
      });
      return { count: events.length };
    } catch (error) {
      if (!events.length) throw error;
      const deliveries = events.flatMap(({ id, name }) => pairs.filter(([event]) => event === name).map(([, handler]) => ({ id, handler })));
      await this.database.read(scatter, [deliveries.map(({ id }) => id), deliveries.map(({ handler }) => handler)]);
      return { count: events.length, error };
    }
  }

  /** One delivery alone, for a job that is retried. */
  async deliver(eventId: string, handler: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [event] = await prepared<StoredEvent>(tx, mark, [eventId, handler]);
      if (event) await this.handle(tx, handler, [deliveredOf(event)]);
    });
  }

  private async handle(tx: Tx, name: string, events: readonly Delivered<unknown>[]): Promise<void> {
    const run = this.handlers.byName.get(name);
    if (!run) throw new Error(`No handler is called ${name}`);
    const stop = this.metrics.deliverySeconds.startTimer({ handler: name });
    await run(tx, events);
    stop();
  }
}

/** Each handler with its events in the order of their ids; handlers in the order of the first event that each has. */
function byHandler(events: readonly TakenEvent[]): Map<string, Delivered<unknown>[]> {
  const groups = new Map<string, Delivered<unknown>[]>();
  for (const event of events) {
    const delivered = deliveredOf(event);
    for (const handler of event.handlers) {
      const group = groups.get(handler);
      if (group) group.push(delivered);
      else groups.set(handler, [delivered]);
    }
  }
  return groups;
}

function deliveredOf({ id, payload, published_at: publishedAt }: StoredEvent): Delivered<unknown> {
  return { payload: fromJson(payload), context: { eventId: id, publishedAt } };
}
