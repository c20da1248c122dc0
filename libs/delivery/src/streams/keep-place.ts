import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { AccessClient } from '../entitlements/access-log.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';
import { FindPlayback } from './find-playback.js';
import { PlaybackLinkInvalid } from './stream.errors.js';

const keep = statement('delivery.keep_place', `
  INSERT INTO delivery.stream_places (entitlement_id, subject_id, place, kept_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (entitlement_id, subject_id) DO UPDATE SET place = excluded.place, kept_at = excluded.kept_at`);
const stillPlaying = statement('delivery.playback_still_playing', `
  UPDATE delivery.playbacks SET seconds_played = seconds_played + least($3::int, greatest(0, extract(epoch FROM $2::timestamptz - last_served_at)::int)), last_served_at = greatest(last_served_at, $2::timestamptz) WHERE id = $1`);

/** A page tells more often than this; what it says of a longer time is not believed. */
const mostSecondsAtOnce = 120;

/** Keeps where a buyer stopped, so that it goes on from there on any device. */
@Injectable()
export class KeepPlace {
  constructor(private readonly database: Database, private readonly playbacks: FindPlayback, private readonly refused: RefusedAccesses, private readonly clock: Clock) {}

  /** Of what is being played, by the link that plays it. The same again changes nothing. @throws as the link's own playing does */
  async ofPlayback(token: string, seconds: number, client: AccessClient): Promise<void> {
    let entitlementId: string | null = null;
    try {
      const opened = this.playbacks.open(token);
      entitlementId = opened.entitlementId;
      if (entitlementId === null || opened.sessionId === null) throw new PlaybackLinkInvalid();
      const { hasBegun } = await this.playbacks.run(opened, client);
      await this.keep(entitlementId, opened.assetId, Math.floor(seconds));
      if (hasBegun) await this.database.read(stillPlaying, [opened.sessionId, this.clock.now(), mostSecondsAtOnce]);
    } catch (error) {
      throw this.refused.note(error, { entitlementId, client });
    }
  }

  /** @param subjectId a file, or of chapters that are texts their product. The caller has made sure that it is the reader's. */
  async keep(entitlementId: string, subjectId: string, place: number): Promise<void> {
    await this.database.read(keep, [entitlementId, subjectId, place, this.clock.now()]);
  }
}
