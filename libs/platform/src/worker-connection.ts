import type { Logger } from '@nestjs/common';
import pg from 'pg';

const mostPauseMilliseconds = 10_000;

/**
 * The worker's own connection, opened again whenever it is lost. By it the worker hears of new events, and shows that it lives: it
 * holds an advisory lock on the name under which it locks jobs, and jobs locked under a name that nobody holds are free again.
 */
export class WorkerConnection {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isEnded = false;
  private failures = 0;

  constructor(private readonly databaseUrl: string, private readonly lockName: string, private readonly onEvent: () => void, private readonly logger: Logger) {}

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, application_name: 'silkport-worker' });
    client.on('error', () => undefined);
    client.once('end', () => this.reopen(client));
    client.on('notification', () => this.onEvent());
    try {
      await client.connect();
      await client.query(`SELECT pg_advisory_lock(${lockOf('$1::text')})`, [this.lockName]);
      await client.query('LISTEN "platform.events"');
      if (this.isEnded) return await client.end();
      this.client = client;
      this.failures = 0;
      await this.freeJobsOfTheDead();
      this.onEvent();
    } catch (error) {
      if (!this.isEnded) this.logger.warn(`The worker cannot listen for events: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
      this.reopen(client);
    }
  }

  /** Jobs that a worker had begun when it was killed begin again now, not after the four hours for which they are locked. Our own lock would be given to us again: our jobs are left out. */
  async freeJobsOfTheDead(): Promise<void> {
    await this.client?.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(locked_by))
       FROM (SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by <> $1 OFFSET 0) AS owner WHERE pg_try_advisory_xact_lock(${lockOf('locked_by')})`, [this.lockName]);
  }

  async end(): Promise<void> {
    this.isEnded = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private reopen(lost: pg.Client): void {
    if (this.isEnded || this.timer || (this.client && this.client !== lost)) return;
    this.client = undefined;
    const pause = Math.min(mostPauseMilliseconds, 100 * 2 ** this.failures++);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.open();
    }, pause);
  }
}

function lockOf(name: string): string {
  return `hashtextextended(${name}, 7024)`;
}
