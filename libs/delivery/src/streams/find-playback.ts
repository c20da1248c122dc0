import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { cut, type AccessClient } from '../entitlements/access-log.js';
import { refuseUnusable } from '../entitlements/entitlement-access.js';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import { reaches } from '../files/reaching-assets.js';
import { PlaybackLinks, refuseStale, type OpenedPlayback } from './playback-link.js';
import { PlaybackElsewhere, PlaybackLinkExpired, PlaybackLinkInvalid, PlaybackTakenOver } from './stream.errors.js';
import { playlistTypes } from './track-form.js';

/** Looking for a place takes some of a recording twice; what has gone out more often than this is played anew. */
const mostTimesOver = 2;
const freeBytes = 8 * 1024 * 1024;

/** SQL: whether more of one recording has gone out in a session than one play takes. A playlist's own size says nothing of its pieces. @param s alias of `delivery.playbacks` @param a of `delivery.assets` */
export function isOverplayed(s: string, a: string): string {
  return `(${s}.bytes_served > ${mostTimesOver} * ${a}.size_bytes + ${freeBytes} AND split_part(lower(${a}.content_type), ';', 1) NOT IN (${playlistTypes.map((type) => `'${type}'`).join(', ')}))`;
}

/** The file that a link plays or shows. */
export interface FoundPlayback {
  readonly productId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly addedAt: Date;
  /** Of a sample: how much of it everybody may have. */
  readonly samplePercent: number;
  /** Whether the session has begun already; false of what is only shown too. */
  readonly hasBegun: boolean;
  /** As whose it goes out, and on what terms; null of a sample, which is everybody's. */
  readonly holder: PlaybackHolder | null;
}

export interface PlaybackHolder extends GivenTerms { readonly entitlementId: string; readonly assetId: string }

interface GivenTerms {
  readonly orderId: string;
  readonly stamps: boolean;
  /** The copy with the order's number, where it was made already. */
  readonly stamped: { readonly storageKey: string; readonly sizeBytes: number; readonly sha256: string; readonly stampedAt: string } | null;
  /** How often the file may reach its buyer whole. */
  readonly completedLimit: number | null;
}

interface Row extends Omit<FoundPlayback, 'sizeBytes' | 'hasBegun' | 'holder'>, GivenTerms {
  sizeBytes: bigint; state: EntitlementState; expiresAt: Date | null; linksValidFrom: Date | null; lastServedAt: Date | null; endedAt: Date | null; isPlayOver: boolean; userAgent: string | null;
}

const file = 'a.product_id AS "productId", a.file_name AS "fileName", a.content_type AS "contentType", a.size_bytes AS "sizeBytes", a.sha256, a.storage_key AS "storageKey", a.added_at AS "addedAt"';
const chapterOfFile = (condition: string) => `SELECT 1 FROM delivery.chapters c WHERE c.product_id = a.product_id AND ${condition}
  AND (c.asset_id = a.id OR EXISTS (SELECT FROM delivery.chapter_companions k WHERE k.chapter_id = c.id AND k.asset_id = a.id))`;
const forEntitlement = statement('delivery.file_for_playback', `
  SELECT ${file}, 100 AS "samplePercent", e.state, e.expires_at AS "expiresAt", e.links_valid_from AS "linksValidFrom", s.last_served_at AS "lastServedAt", s.ended_at AS "endedAt", t.play_limit IS NOT NULL AND coalesce(${isOverplayed('s', 'a')}, false) AS "isPlayOver", s.user_agent AS "userAgent",
    e.order_id AS "orderId", coalesce(t.stamps_order_number, false) AS stamps, t.completed_limit AS "completedLimit",
    (SELECT json_build_object('storageKey', f.storage_key, 'sizeBytes', f.size_bytes, 'sha256', f.sha256, 'stampedAt', f.stamped_at) FROM delivery.stamped_files f WHERE f.entitlement_id = e.id AND f.asset_id = a.id) AS stamped
  FROM delivery.entitlements e JOIN delivery.assets a ON a.product_id = e.product_id AND a.withdrawn_at IS NULL
    LEFT JOIN delivery.playbacks s ON s.id = $3::uuid AND s.entitlement_id = e.id LEFT JOIN delivery.download_terms t ON t.product_id = e.product_id
  WHERE e.id = $1 AND a.id = $2 AND (EXISTS (${chapterOfFile('c.published_at <= $4')}) OR NOT EXISTS (${chapterOfFile('true')}) AND ${reaches('a', 'e')})`);
const forEverybody = statement('delivery.file_of_sample', `
  SELECT ${file}, (SELECT max(c.sample_percent) FROM delivery.chapters c WHERE c.asset_id = a.id AND c.published_at <= $2) AS "samplePercent"
  FROM delivery.assets a WHERE a.id = $1 AND a.withdrawn_at IS NULL AND EXISTS (${chapterOfFile('c.sample_percent > 0 AND c.published_at <= $2')})`);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How long a session may pause before its link is dead; every range and every word of the page's player keeps it alive. */
export const pauseMilliseconds = 30 * 60 * 1000;

/** Says whether a link may be played by, at this moment, by this player. */
@Injectable()
export class FindPlayback {
  constructor(private readonly database: Database, private readonly links: PlaybackLinks, private readonly clock: Clock) {}

  /** @throws PlaybackLinkInvalid, PlaybackLinkExpired */
  open(token: string): OpenedPlayback {
    const opened = this.links.open(token, this.clock.now());
    if (![opened.assetId, opened.entitlementId, opened.sessionId].every((id) => id === null || uuid.test(id))) throw new PlaybackLinkInvalid();
    return opened;
  }

  /** @throws PlaybackLinkInvalid, PlaybackLinkExpired, PlaybackTakenOver, PlaybackElsewhere, AccessNotReady, AccessSuspended, AccessExpired */
  async run(opened: OpenedPlayback, client: AccessClient): Promise<FoundPlayback> {
    const { entitlementId, assetId, sessionId } = opened;
    const now = this.clock.now();
    const [row] = await (entitlementId === null
      ? this.database.read<Row>(forEverybody, [assetId, now])
      : this.database.read<Row>(forEntitlement, [entitlementId, assetId, sessionId, now]));
    if (!row) throw new PlaybackLinkInvalid();
    const { productId, fileName, contentType, sha256, storageKey, addedAt } = row;
    const found = { productId, fileName, contentType, sizeBytes: Number(row.sizeBytes), sha256, storageKey, addedAt, samplePercent: row.samplePercent ?? 100, hasBegun: false, holder: null };
    if (entitlementId === null) return found;
    const { orderId, stamps, stamped, completedLimit } = row;
    const held = { ...found, holder: { entitlementId, assetId, orderId, stamps, stamped, completedLimit } };
    refuseUnusable(row, now);
    if (row.linksValidFrom && Math.floor(opened.issuedAt.getTime() / 1000) < Math.floor(row.linksValidFrom.getTime() / 1000)) throw new PlaybackLinkExpired();
    if (sessionId === null) return held;
    if (row.lastServedAt === null) {
      refuseStale(opened, now);
      return held;
    }
    refuseStrange(row, client, now);
    return { ...held, hasBegun: true };
  }
}

/** @throws PlaybackTakenOver, PlaybackLinkExpired, PlaybackElsewhere */
function refuseStrange({ endedAt, lastServedAt, isPlayOver, userAgent }: Row, client: AccessClient, now: Date): void {
  if (endedAt) throw new PlaybackTakenOver();
  if (isPlayOver || (lastServedAt && now.getTime() - lastServedAt.getTime() > pauseMilliseconds)) throw new PlaybackLinkExpired();
  if (userAgent !== cut(client.userAgent)) throw new PlaybackElsewhere();
}
