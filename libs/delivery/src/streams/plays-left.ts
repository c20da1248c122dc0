import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { cut, type AccessClient } from '../entitlements/access-log.js';
import { isOverplayed, pauseMilliseconds } from './find-playback.js';
import { oldestSeconds } from './playback-link.js';

/** How often a recording was played of how often it may be. */
export interface PlaysOfFile {
  readonly used: number;
  /** A play that this player began and that may go on: opening its page again is no new one. */
  readonly goesOnAs: string | null;
}

export interface Plays {
  /** Null without limit. */
  readonly limit: number | null;
  readonly of: (assetId: string) => PlaysOfFile;
}

/** Null without limit. */
export function playsLeft({ limit, of }: Plays, assetId: string): { readonly left: number; readonly limit: number } | null {
  return limit === null ? null : { left: Math.max(0, limit - of(assetId).used), limit };
}

interface Row { readonly limit: number; readonly assetId: string | null; readonly used: number; readonly goesOnAs: string | null }

const notBegun: PlaysOfFile = { used: 0, goesOnAs: null };

const ofEntitlement = statement('delivery.plays_of_entitlement', `
  SELECT t.play_limit AS "limit", s.asset_id AS "assetId", count(s.id)::int AS used,
    (max(s.id::text) FILTER (WHERE s.ended_at IS NULL AND s.last_served_at > $2 AND s.started_at > $3 AND s.user_agent IS NOT DISTINCT FROM $4 AND (e.links_valid_from IS NULL OR s.started_at >= e.links_valid_from)
      AND NOT ${isOverplayed('s', 'a')})) AS "goesOnAs"
  FROM delivery.entitlements e JOIN delivery.download_terms t ON t.product_id = e.product_id
    LEFT JOIN delivery.playbacks s ON s.entitlement_id = e.id LEFT JOIN delivery.assets a ON a.id = s.asset_id
  WHERE e.id = $1 AND t.play_limit IS NOT NULL GROUP BY t.play_limit, s.asset_id`);

/** How many plays of what was bought are left. */
@Injectable()
export class PlaysLeft {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The caller has made sure that the reader may. */
  async of(entitlementId: string, { userAgent }: AccessClient): Promise<Plays> {
    const now = this.clock.now().getTime();
    const rows = await this.database.read<Row>(ofEntitlement, [entitlementId, new Date(now - pauseMilliseconds), new Date(now - oldestSeconds * 1000), cut(userAgent)]);
    const limit = rows[0]?.limit ?? null;
    // Without a limit each page is a session of its own: two may play at once.
    return { limit, of: (assetId) => rows.find((row) => row.assetId === assetId) ?? notBegun };
  }
}
