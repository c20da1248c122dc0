import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import { parseCronItems, run, Logger as WorkerLogger, type Runner, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { EventDeliveries } from './event-deliveries.js';
import { EventLoops } from './event-loops.js';
import { Handlers } from './handlers.js';
import { WorkerConnection } from './worker-connection.js';

export interface WorkerOptions { readonly databaseUrl: string; readonly concurrency: number }

const checkMilliseconds = 60_000;

/**
 * Delivers events, runs jobs and schedules. A delivery that fails is retried with growing pauses for about a day, then stays as a
 * dead job that `npm run deliveries` lists and replays.
 */
@Injectable()
export class Worker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('worker');
  private readonly loops: EventLoops;
  private runner: Runner | undefined;
  private pool: pg.Pool | undefined;
  private connection: WorkerConnection | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: WorkerOptions, private readonly handlers: Handlers, private readonly deliveries: EventDeliveries) {
    // Deliveries do not wait for anything but PostgreSQL: few loops take more at once, which is cheaper.
    this.loops = new EventLoops(deliveries, Math.max(1, Math.ceil(options.concurrency / 4)), this.logger);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.handlers.discover();
    const { databaseUrl, concurrency } = this.options;
    const pool = new pg.Pool({ connectionString: databaseUrl, max: concurrency + 2, application_name: 'silkport-jobs' });
    pool.on('error', (error) => { if (this.runner) this.logger.warn(`A database connection was lost: ${error.message}`); });
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.pool = pool;
    const events: WorkerEvents = new EventEmitter();
    const named = new Promise<string>((resolve) => events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)));
    this.runner = await run({
      pgPool: pool,
      noHandleSignals: true,
      events,
      // Jobs are fetched and done away with in batches: one round trip for many under load, at once for a single one.
      preset: { worker: { concurrentJobs: concurrency, localQueue: { size: concurrency }, completeJobBatchDelay: 2, failJobBatchDelay: 2 } },
      taskList: { ...this.handlers.jobs, deliver: (payload) => this.deliver(payload as { eventId: string; handler: string }) },
      parsedCronItems: parseCronItems(this.handlers.schedules.map(({ name, cron }) => ({ task: name, match: cron, identifier: name, options: { maxAttempts: 1 } }))),
      logger: new WorkerLogger(() => (level, message) => { if (level === 'error') this.logger.warn(message); }),
    });
    this.connection = new WorkerConnection(databaseUrl, await named, () => this.loops.wake(), this.logger);
    await this.connection.open();
    this.loops.start();
    this.timer = setInterval(() => void this.connection?.freeJobsOfTheDead().catch(() => undefined), checkMilliseconds);
  }

  /** Before the database pools are closed: whatever is under way still needs them. */
  async beforeApplicationShutdown(): Promise<void> {
    const { runner, pool } = this;
    this.runner = undefined;
    clearInterval(this.timer);
    await this.loops.stop();
    await runner?.stop().catch(() => undefined);
    await this.connection?.end();
    await pool?.end().catch(() => undefined);
  }

  private deliver({ eventId, handler }: { eventId: string; handler: string }): Promise<void> {
    return this.deliveries.deliver(eventId, handler);
  }
}
