import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { DownloadLimitReached } from '../delivery.errors.js';
import type { FoundDownload } from './find-download.js';

// One file more than the limit: broken downloads may begin again, and several at once may not end whole more often than that.
const reserve = statement('delivery.reserve_bytes', `
  INSERT INTO delivery.download_progress AS p (entitlement_id, asset_id, delivered, completed_count, started_bytes) VALUES ($1, $2, '{}', 0, $3::bigint)
  ON CONFLICT (entitlement_id, asset_id) DO UPDATE SET started_bytes = p.started_bytes + $3::bigint
  WHERE p.completed_count < $5::int AND p.started_bytes + $3::bigint <= $4::bigint * ($5::int + 1) RETURNING 1 AS reserved`);
const giveBack = statement('delivery.give_back_bytes', `
  UPDATE delivery.download_progress SET started_bytes = greatest(0, started_bytes - $3::bigint) WHERE entitlement_id = $1 AND asset_id = $2`);

/** Bytes of a file with a limit, taken before they go out and given back where they did not: a limit holds however many ask at once, and in whatever pieces. */
@Injectable()
export class LimitedBytes {
  constructor(private readonly database: Database) {}

  /** @throws DownloadLimitReached */
  async reserve({ entitlementId, assetId, sizeBytes, completedLimit }: FoundDownload, bytes: number): Promise<void> {
    if (completedLimit === null) return;
    const [reserved] = await this.database.read(reserve, [entitlementId, assetId, bytes, sizeBytes, completedLimit]);
    if (!reserved) throw new DownloadLimitReached({ count: completedLimit });
  }

  async giveBack({ entitlementId, assetId, completedLimit }: FoundDownload, bytes: number): Promise<void> {
    if (completedLimit !== null && bytes > 0) await this.database.read(giveBack, [entitlementId, assetId, bytes]);
  }
}
