import { EventEmitter } from 'node:events';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { parseCronItems, run, Logger as WorkerLogger, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { Database } from './database.js';
import { reviveJson } from './json.js';
import type { EventContext } from './event.js';
import type { Tx } from './database.js';
import { everyKey, handlesKey, runsKey, type Handling, type Schedule } from './handles.js';
import { Metrics } from './metrics.js';
import { WorkerPresence } from './worker-presence.js';

export interface WorkerOptions { readonly databaseUrl: string; readonly concurrency: number }

type Handler = (tx: Tx, payload: unknown, context: EventContext) => Promise<void>;
interface StoredEvent { id: string; name: string; payload: unknown; published_at: Date }

/**
 * Fans events out to one job a handler, runs handlers, jobs and schedules. A delivery that fails is retried with growing pauses
 * for about a day, then stays as a dead job that `npm run deliveries` lists and replays.
 */
@Injectable()
export class Worker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('worker');
  private readonly handlersOf = new Map<string, string[]>();
  private readonly handlers = new Map<string, Handler>();
  private readonly tasks: TaskList = {};
  private readonly schedules: Schedule[] = [];
  private runner: Runner | undefined;
  private pool: pg.Pool | undefined;
  private readonly presence: WorkerPresence;

  constructor(
    private readonly options: WorkerOptions,
    private readonly database: Database,
    private readonly metrics: Metrics,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {
    this.presence = new WorkerPresence(options.databaseUrl);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.discover();
    const pool = new pg.Pool({ connectionString: this.options.databaseUrl, max: this.options.concurrency + 2, application_name: 'silkport-worker' });
    pool.on('error', (error) => { if (this.runner) this.logger.warn(`A database connection was lost: ${error.message}`); });
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.pool = pool;
    await this.presence.open();
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => void this.presence.hold(workerPool.id).catch((error: unknown) => this.logger.warn(`This worker cannot show that it is alive: ${String(error)}`)));
    this.runner = await run({
      pgPool: pool,
      events,
      concurrency: this.options.concurrency,
      noHandleSignals: true,
      taskList: { ...this.tasks, fan_out: (payload) => this.fanOut(payload as { eventId: string }), deliver: (payload) => this.deliver(payload as { eventId: string; handler: string }) },
      parsedCronItems: parseCronItems(this.schedules.map(({ name, cron }) => ({ task: name, match: cron, identifier: name, options: { maxAttempts: 1 } }))),
      logger: new WorkerLogger(() => (level, message) => { if (level === 'error') this.logger.warn(message); }),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { runner, pool } = this;
    this.runner = undefined;
    await runner?.stop().catch(() => undefined);
    await pool?.end().catch(() => undefined);
    await this.presence.close();
  }

  /** The names of everything that can be delivered: the architecture test sees that each is unique. */
  get handlerNames(): string[] {
    return [...this.handlers.keys()];
  }

  private discover(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const provider = instance as Record<string, (...args: unknown[]) => Promise<void>>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(provider) as object)) {
        const method = provider[name];
        if (method) this.register(method.bind(provider), method);
      }
    }
  }

  private register(bound: (...args: never[]) => Promise<void>, method: (...args: never[]) => unknown): void {
    const handling = this.reflector.get<Handling | undefined>(handlesKey, method);
    const job = this.reflector.get<string | undefined>(runsKey, method);
    const schedule = this.reflector.get<Schedule | undefined>(everyKey, method);
    if (handling) {
      if (this.handlers.has(handling.handler)) throw new Error(`Two handlers are called ${handling.handler}`);
      this.handlers.set(handling.handler, bound as unknown as Handler);
      this.handlersOf.set(handling.event, [...(this.handlersOf.get(handling.event) ?? []), handling.handler]);
    }
    if (job) this.tasks[job] = (payload) => (bound as (payload: unknown) => Promise<void>)(reviveJson(payload));
    if (schedule) {
      this.tasks[schedule.name] = () => (bound as () => Promise<void>)();
      this.schedules.push(schedule);
    }
  }

  private async fanOut({ eventId }: { eventId: string }): Promise<void> {
    const [event] = await this.database.read<{ name: string }>({ name: 'platform.event_name', text: 'SELECT name FROM platform.events WHERE id = $1' }, [eventId]);
    const handlers = this.handlersOf.get(event?.name ?? '') ?? [];
    if (!handlers.length) return;
    await this.database.read({
      name: 'platform.fan_out',
      text: `SELECT graphile_worker.add_job('deliver', json_build_object('eventId', $1::text, 'handler', handler), job_key => $1 || ':' || handler, max_attempts => 20)
             FROM unnest($2::text[]) AS handler`,
    }, [eventId, handlers]);
  }

  /** The mark and the handler's effects are one transaction: a delivery that is repeated finds the mark and does nothing. */
  private async deliver({ eventId, handler }: { eventId: string; handler: string }): Promise<void> {
    const run = this.handlers.get(handler);
    if (!run) throw new Error(`No handler is called ${handler}`);
    const stop = this.metrics.deliverySeconds.startTimer({ handler });
    await this.database.transaction(async (tx) => {
      const [event]: StoredEvent[] = await tx.query(
        `WITH mark AS (INSERT INTO platform.deliveries (event_id, handler) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id)
         SELECT id, name, payload, published_at FROM platform.events JOIN mark ON event_id = id`,
        [eventId, handler],
      );
      if (event) await run(tx, reviveJson(event.payload), { eventId, publishedAt: event.published_at });
    });
    stop();
  }
}
