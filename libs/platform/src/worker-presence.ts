import pg from 'pg';

/** First half of the advisory locks by which workers are known to be alive; the second is the worker's name. */
const presence = 7024;
const sweepEveryMilliseconds = 10_000;

const freeJobsOfTheDead = `
  SELECT graphile_worker.force_unlock_workers(coalesce(array_agg(DISTINCT locked_by), '{}')) FROM graphile_worker.jobs
  WHERE locked_by IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = ${presence} AND objid = (hashtext(locked_by)::bigint & 4294967295)::oid
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/**
 * Frees the jobs that a killed worker had begun. graphile-worker keeps them from everybody for four hours, since it cannot tell a dead
 * worker from a slow one; so each of ours has a session that holds an advisory lock of its name, which PostgreSQL drops with the session.
 * A worker taken for dead by mistake does no harm: every job bears repeats.
 */
export class WorkerPresence {
  private session: pg.Client | undefined;
  private workerId: string | undefined;
  private sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly databaseUrl: string) {}

  /** Frees what the dead have left, now and from time to time. */
  async open(): Promise<void> {
    await this.sweep();
    this.sweeper = setInterval(() => void this.sweep().catch(() => this.leave()), sweepEveryMilliseconds);
  }

  /** @param workerId the name under which graphile-worker locks this process's jobs */
  async hold(workerId: string): Promise<void> {
    this.workerId = workerId;
    await this.session?.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [presence, workerId]);
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.leave();
  }

  private async sweep(): Promise<void> {
    if (!this.session) await this.connect();
    await this.session?.query(freeJobsOfTheDead);
  }

  private async connect(): Promise<void> {
    const session = new pg.Client({ connectionString: this.databaseUrl, application_name: 'silkport-worker-presence', keepAlive: true });
    session.on('error', () => void this.leave());
    await session.connect();
    this.session = session;
    if (this.workerId) await this.hold(this.workerId);
  }

  private async leave(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.end().catch(() => undefined);
  }
}
