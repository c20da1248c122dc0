import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { DownloadLimitReached, DownloadLinkExpired, DownloadLinkInvalid, FileWithdrawn } from '../delivery.errors.js';
import { DownloadLinks, type DownloadSubject, type OpenedLink } from './download-link.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { refuseUnusable } from '../entitlements/entitlement-access.js';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';
import { reaches } from '../files/reaching-assets.js';
import { StampedCopies } from './stamped-copies.js';
import { canBeStamped } from './stamps/stamp-file.js';

/** The bytes that a link opens: the file's, or those of its copy with the order's number. */
export interface FoundDownload extends DownloadSubject {
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly addedAt: Date;
  /** How often it may reach its buyer whole; null without limit. */
  readonly completedLimit: number | null;
}

interface Row extends Omit<FoundDownload, 'sizeBytes' | keyof DownloadSubject> {
  state: EntitlementState; expiresAt: Date | null; linksValidFrom: Date | null; orderId: string; sizeBytes: bigint; completedCount: number; stamps: boolean;
  stamped: { storageKey: string; sizeBytes: number; sha256: string; stampedAt: string } | null;
}

const fileOf = statement('delivery.file_for_download', `
  SELECT e.state, e.expires_at AS "expiresAt", e.links_valid_from AS "linksValidFrom", e.order_id AS "orderId", a.file_name AS "fileName", a.content_type AS "contentType",
    a.size_bytes AS "sizeBytes", a.sha256, a.storage_key AS "storageKey", a.added_at AS "addedAt", t.completed_limit AS "completedLimit",
    coalesce(p.completed_count, 0) AS "completedCount", coalesce(t.stamps_order_number, false) AS stamps,
    (SELECT json_build_object('storageKey', s.storage_key, 'sizeBytes', s.size_bytes, 'sha256', s.sha256, 'stampedAt', s.stamped_at)
      FROM delivery.stamped_files s WHERE s.entitlement_id = e.id AND s.asset_id = a.id) AS stamped
  FROM delivery.entitlements e JOIN delivery.assets a ON ${reaches('a', 'e')}
    LEFT JOIN delivery.download_terms t ON t.product_id = e.product_id LEFT JOIN delivery.download_progress p ON p.entitlement_id = e.id AND p.asset_id = a.id
  WHERE e.id = $1 AND a.id = $2`);

const withdrawnOf = statement('delivery.withdrawn_download', `
  SELECT FROM delivery.entitlements e JOIN delivery.assets a ON a.product_id = e.product_id WHERE e.id = $1 AND a.id = $2 AND a.withdrawn_at IS NOT NULL`);

/** Opens a signed download link, or writes down why it was not opened. */
@Injectable()
export class FindDownload {
  constructor(
    private readonly database: Database, private readonly links: DownloadLinks, private readonly copies: StampedCopies, private readonly refused: RefusedAccesses, private readonly clock: Clock,
  ) {}

  /** @throws DownloadLinkInvalid, DownloadLinkExpired, FileWithdrawn, DownloadLimitReached, AccessNotReady, AccessSuspended, AccessExpired */
  async run(token: string, client: AccessClient): Promise<FoundDownload> {
    let entitlementId: string | null = null;
    try {
      const link = this.links.open(token, this.clock.now());
      entitlementId = link.entitlementId;
      return await this.find(link);
    } catch (error) {
      throw this.refused.note(error, { entitlementId, client });
    }
  }

  private async find({ entitlementId, assetId, issuedAt }: OpenedLink): Promise<FoundDownload> {
    const [row] = await this.database.read<Row>(fileOf, [entitlementId, assetId]);
    if (!row) throw await this.whyMissing(entitlementId, assetId);
    refuseUnusable(row, this.clock.now());
    if (isFromBefore(row.linksValidFrom, issuedAt)) throw new DownloadLinkExpired();
    if (row.completedLimit !== null && row.completedCount >= row.completedLimit) throw new DownloadLimitReached({ count: row.completedLimit });
    const { fileName, contentType, sha256, storageKey, addedAt, completedLimit } = row;
    const file = { entitlementId, assetId, fileName, contentType, sizeBytes: Number(row.sizeBytes), sha256, storageKey, addedAt, completedLimit };
    if (!row.stamps || !canBeStamped(file)) return file;
    const stamped = row.stamped ?? (await this.copies.make({ ...file, orderId: row.orderId }));
    return stamped ? { ...file, ...stamped, addedAt: new Date(stamped.stampedAt) } : file;
  }

  private async whyMissing(entitlementId: string, assetId: string): Promise<Error> {
    const [withdrawn] = await this.database.read(withdrawnOf, [entitlementId, assetId]);
    return withdrawn ? new FileWithdrawn() : new DownloadLinkInvalid();
  }
}

/** A link that was out when access was stopped does not come back with it; the order's page has new ones. Links know whole seconds. */
function isFromBefore(validFrom: Date | null, issuedAt: Date): boolean {
  return validFrom !== null && Math.floor(issuedAt.getTime() / 1000) < Math.floor(validFrom.getTime() / 1000);
}
