import { Injectable } from '@nestjs/common';
import type { AccessClient } from '../entitlements/access-log.js';
import { EntitlementAccess } from '../entitlements/entitlement-access.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';
import { TrackReads, type Tracks } from './track-reads.js';

/** Opens what was bought to be played and read: its table of contents, or the refusal, which is written down. */
@Injectable()
export class OpenWork {
  constructor(private readonly access: EntitlementAccess, private readonly tracks: TrackReads, private readonly refused: RefusedAccesses) {}

  /** The caller has made sure that it is the reader's. @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  async run(entitlementId: string, client: AccessClient): Promise<Tracks> {
    try {
      await this.access.requireActive(entitlementId);
    } catch (error) {
      throw this.refused.note(error, { entitlementId, client });
    }
    return this.tracks.ofEntitlement(entitlementId);
  }
}
