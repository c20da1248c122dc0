import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, prepared, statement, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { countryOf, cut, type AccessClient } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { pauseMilliseconds } from './find-playback.js';
import { PlayLimitReached } from './stream.errors.js';

/** One that may be begun. */
export interface PlaybackSession { readonly sessionId: string; readonly entitlementId: string; readonly assetId: string; readonly fileName: string; readonly client: AccessClient }

const endOthers = statement('delivery.end_other_playbacks', `
  UPDATE delivery.playbacks SET ended_at = $3 WHERE id IN (
    SELECT id FROM delivery.playbacks WHERE entitlement_id = $1 AND id <> $2 AND ended_at IS NULL AND last_served_at > $4 ORDER BY last_served_at DESC, id DESC OFFSET $5)`);
const begin = statement('delivery.begin_playback', `
  WITH begun AS (
    INSERT INTO delivery.playbacks (id, entitlement_id, asset_id, started_at, last_served_at, bytes_served, seconds_played, user_agent) VALUES ($1, $2, $3, $4, $4, 0, 0, $5)
    ON CONFLICT (id) DO NOTHING RETURNING id)
  INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times, bytes) SELECT id, $2, 'played', $6, $4, $7, $5, 1, 0 FROM begun`);

const playsOf = statement('delivery.plays_of_file', `
  SELECT t.play_limit AS "limit", (SELECT count(*)::int FROM delivery.playbacks p WHERE p.entitlement_id = e.id AND p.asset_id = $2 AND p.id <> $3) AS used
  FROM delivery.entitlements e JOIN delivery.download_terms t ON t.product_id = e.product_id
  WHERE e.id = $1 AND t.play_limit IS NOT NULL AND NOT EXISTS (SELECT FROM delivery.playbacks p WHERE p.id = $3)`);

/** Begins a session: its row, its line in the log of accesses, and the end of the oldest where more play at once than may. */
@Injectable()
export class BeginPlayback {
  constructor(private readonly database: Database, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'playbacksAtOnce'>) {}

  /** One that has begun already is left as it is. @throws PlayLimitReached, EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ sessionId, entitlementId, assetId, fileName, client }: PlaybackSession): Promise<void> {
    await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      // Under its lock, so that as many as ask at once are counted one after the other.
      await lockActive(tx, entitlementId, now);
      const [plays] = await prepared<{ limit: number; used: number }>(tx, playsOf, [entitlementId, assetId, sessionId]);
      if (plays && plays.used >= plays.limit) throw new PlayLimitReached({ count: plays.limit });
      await prepared(tx, endOthers, [entitlementId, sessionId, now, new Date(now.getTime() - pauseMilliseconds), this.config.playbacksAtOnce - 1]);
      await prepared(tx, begin, [sessionId, entitlementId, assetId, now, cut(client.userAgent), cut(fileName), countryOf(client)]);
    });
  }
}
