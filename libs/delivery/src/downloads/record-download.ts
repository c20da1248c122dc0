import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database, Metrics, statement } from '@silkport/platform';
import { newId } from '@silkport/values';
import { countryOf, cut, type AccessClient } from '../entitlements/access-log.js';
import type { DownloadSubject } from './download-link.js';

export interface SentBytes extends DownloadSubject {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly firstByte: number;
  readonly sentBytes: number;
  /** Of the whole file. */
  readonly sizeBytes: number;
  readonly client: AccessClient;
}

const sent = 'int8multirange(int8range($6::bigint, $7::bigint))';
const file = 'int8range(0, $8::bigint)';
const isComplete = `(p.delivered + ${sent}) @> ${file}`;

const record = statement('delivery.record_download', `
  WITH request AS (
    INSERT INTO delivery.download_requests (id, entitlement_id, asset_id, started_at, ended_at, first_byte, end_byte, bytes_sent, client_country, user_agent)
    VALUES ($1, $2, $3, $4, $5::timestamptz, $6::bigint, $7::bigint, $7::bigint - $6::bigint, $9, $10))
  INSERT INTO delivery.download_progress AS p (entitlement_id, asset_id, delivered, completed_count, completed_at)
  SELECT $2, $3, CASE WHEN ${sent} @> ${file} THEN '{}' ELSE ${sent} END, (${sent} @> ${file})::int, CASE WHEN ${sent} @> ${file} THEN $5::timestamptz END
  WHERE $7::bigint > $6::bigint
  ON CONFLICT (entitlement_id, asset_id) DO UPDATE SET
    delivered = CASE WHEN ${isComplete} THEN '{}' ELSE p.delivered + ${sent} END,
    completed_count = p.completed_count + (${isComplete})::int,
    completed_at = CASE WHEN ${isComplete} THEN $5::timestamptz ELSE p.completed_at END`);

const noteOfFile = statement('delivery.note_of_file', `
  INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times, bytes)
  SELECT $1, $2, $8, coalesce($9, a.file_name), $4::timestamptz, $5, $6, 1, $7::bigint FROM delivery.assets a WHERE a.id = $3`);

/** Bytes that the storage itself sends, from an address that was handed out: what became of them nobody tells, so they are noted and not counted. */
export interface HandedOverBytes extends DownloadSubject {
  readonly startedAt: Date;
  readonly sizeBytes: number;
  readonly client: AccessClient;
}

/** Writes down what was sent, in one statement after the answer. A download is complete when its pieces together cover the file; then it starts anew. */
@Injectable()
export class RecordDownload implements OnApplicationShutdown {
  private readonly logger = new Logger('delivery');
  private readonly pending = new Set<Promise<void>>();

  constructor(private readonly database: Database, private readonly metrics: Metrics) {}

  /** Does not throw: the buyer has the bytes, whatever becomes of our note. */
  run(bytes: SentBytes): void {
    this.metrics.downloadBytes.inc(bytes.sentBytes);
    this.track(this.save(bytes), bytes);
  }

  /** Neither does this. */
  handOver({ entitlementId, assetId, startedAt, sizeBytes, client }: HandedOverBytes): void {
    const values = [newId(), entitlementId, assetId, startedAt, countryOf(client), cut(client.userAgent), sizeBytes, 'linked', null];
    this.track(this.database.read(noteOfFile, values).then(() => undefined), { entitlementId, assetId });
  }

  /** Nor this: a try with a good link that was not let in all the same. @param code why */
  refused({ entitlementId, assetId, startedAt, client }: Omit<HandedOverBytes, 'sizeBytes'>, code: string): void {
    const values = [newId(), entitlementId, assetId, startedAt, countryOf(client), cut(client.userAgent), null, 'refused', code];
    this.track(this.database.read(noteOfFile, values).then(() => undefined), { entitlementId, assetId });
  }

  /** Notes that are waited for before the process ends. */
  track(saved: Promise<void>, bytes: DownloadSubject): void {
    const done = saved
      .catch((error: unknown) => this.logger.error(`A download was not recorded: ${JSON.stringify(bytes)}`, error instanceof Error ? error.stack : String(error)))
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
  }

  /** Waits for the notes under way. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.pending);
  }

  private async save({ entitlementId, assetId, startedAt, endedAt, firstByte, sentBytes, sizeBytes, client }: SentBytes): Promise<void> {
    await this.database.read(record, [
      newId(), entitlementId, assetId, startedAt, endedAt, firstByte, firstByte + sentBytes, sizeBytes,
      countryOf(client), cut(client.userAgent),
    ]);
  }
}
