import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Database, Metrics } from '@silkport/platform';
import { EventDeliveries } from '../../libs/platform/src/event-deliveries.js';
import { Handlers } from '../../libs/platform/src/handlers.js';

interface Delivery { readonly eventId: string; readonly handler: string }

/** The worker's event deliveries in the hands of a test: which comes when, how often and beside which other is the test's to say. */
export class Deliveries {
  private readonly handlers: Handlers;
  private readonly deliveries: EventDeliveries;
  private readonly database: Database;
  private waiting: Delivery[] = [];
  /** Why deliveries failed that are still to be repeated, newest last. */
  private readonly failures = new Map<string, unknown>();

  constructor(app: INestApplicationContext) {
    const found = <T>(type: abstract new (...args: never[]) => T) => app.get<T>(type, { strict: false });
    this.database = found(Database);
    this.handlers = new Handlers(found(DiscoveryService), found(MetadataScanner), found(Reflector));
    this.handlers.discover();
    this.deliveries = new EventDeliveries(this.database, this.handlers, found(Metrics));
  }

  /** Delivers some of what waits, three at once, in the order that the ranks give; one of them twice. What fails waits on. */
  async some(count: number, ranks: readonly number[]): Promise<void> {
    await this.gather();
    const shuffled = this.waiting.map((delivery, index) => ({ delivery, rank: ranks[index % ranks.length] ?? 0 })).toSorted((left, right) => left.rank - right.rank).map(({ delivery }) => delivery);
    const taken = shuffled.slice(0, count);
    this.waiting = shuffled.slice(count);
    const queue = [...taken, ...taken.slice(0, 1)];
    const take = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.deliver(next);
    };
    await Promise.all([take(), take(), take()]);
  }

  /** Delivers all that waits and all that follows from it. @param patient a handler whose deliveries may have to wait for something else */
  async all(ranks: readonly number[], patient?: string): Promise<void> {
    for (let round = 0; round < 40; round += 1) {
      await this.gather();
      if (this.waiting.every(({ handler }) => handler === patient) && (round > 2 || !this.waiting.length)) return;
      await this.some(this.waiting.length, ranks);
    }
    throw new Error(`Some deliveries never succeed: ${[...this.failures].map(([what, error]) => `${what}: ${String(error)}`).join('; ')}`);
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const what = `${delivery.handler} ${delivery.eventId}`;
    try {
      await this.deliveries.deliver(delivery.eventId, delivery.handler);
      this.failures.delete(what);
    } catch (error) {
      this.failures.set(what, error);
      if (!this.waiting.includes(delivery)) this.waiting.push(delivery);
    }
  }

  private async gather(): Promise<void> {
    const events = await this.database.dataSource.query<[{ id: string; name: string }[], number]>(
      'WITH taken AS (DELETE FROM platform.waiting_events RETURNING event_id) SELECT e.id, e.name FROM platform.events e JOIN taken ON event_id = e.id ORDER BY e.id');
    const rows = (Array.isArray(events[0]) ? events[0] : events) as { id: string; name: string }[];
    for (const { id, name } of rows) this.waiting.push(...this.handlers.pairs.filter(([event]) => event === name).map(([, handler]) => ({ eventId: id, handler })));
  }
}
