import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database, Metrics, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';

const served = statement('delivery.playback_served', `
  WITH s AS (UPDATE delivery.playbacks SET bytes_served = bytes_served + $2, last_served_at = greatest(last_served_at, $3::timestamptz) WHERE id = $1 RETURNING entitlement_id, started_at, ended_at),
  noted AS (UPDATE delivery.accesses SET bytes = bytes + $2 WHERE id = $1)
  SELECT EXISTS (SELECT FROM s JOIN delivery.entitlements e ON e.id = s.entitlement_id WHERE s.ended_at IS NULL AND (e.links_valid_from IS NULL OR s.started_at >= e.links_valid_from) AND e.state = 'active' AND (e.expires_at IS NULL OR e.expires_at > $3::timestamptz)) AS "mayGoOn"`);

/** Adds what was sent to a session and to its line in the log, range by range. */
@Injectable()
export class RecordPlayback implements OnApplicationShutdown {
  private readonly logger = new Logger('delivery');
  private readonly pending = new Set<Promise<boolean>>();

  constructor(private readonly database: Database, private readonly metrics: Metrics, private readonly clock: Clock) {}

  /** Does not throw: the buyer has the bytes, whatever becomes of our note. @returns whether more may be sent */
  run(sessionId: string, sentBytes: number): Promise<boolean> {
    this.metrics.downloadBytes.inc(sentBytes);
    const done = this.save(sessionId, sentBytes)
      .catch((error: unknown) => {
        this.logger.error(`A playback was not recorded: ${sessionId}, ${sentBytes} bytes`, error instanceof Error ? error.stack : String(error));
        return true;
      })
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
    return done;
  }

  /** Waits for the notes under way. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.pending);
  }

  private async save(sessionId: string, sentBytes: number): Promise<boolean> {
    const [row] = await this.database.read<{ mayGoOn: boolean }>(served, [sessionId, sentBytes, this.clock.now()]);
    return row?.mayGoOn ?? false;
  }
}
