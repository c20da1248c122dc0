import { Injectable } from '@nestjs/common';
import { Database, Idempotency, prepared, statement, type IdempotentRequest } from '@silkport/platform';
import { Clock, isId, newId } from '@silkport/values';
import type { AccessClient } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { ApiCredentialUnknown } from './api-access.errors.js';
import { ApiCredential } from './api-credential.entity.js';
import { inSameHands, type InHands } from './in-same-hands.js';
import { makeCredential, mostWithOverlaps, type IssuedCredential } from './api-credentials.js';

export interface Rotation extends InHands { readonly entitlementId: string; readonly credentialId: string; readonly overlapHours: number; readonly client: AccessClient }

const end = statement('delivery.end_api_credential', `
  UPDATE delivery.api_credentials SET expires_at = least(expires_at, $3::timestamptz) WHERE id = $1 AND entitlement_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4) RETURNING name, scopes`);

/** Makes a successor with the same name and scopes; the old one goes on for a while, so that programs can be changed one after the other. */
@Injectable()
export class RotateCredential {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired, ApiCredentialUnknown, TooManyCredentials, ScopeRefused */
  async run({ entitlementId, credentialId, overlapHours, generation, client }: Rotation, idempotent?: IdempotentRequest): Promise<IssuedCredential> {
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && await this.idempotency.claim(tx, idempotent, id);
      if (earlier) return { id: earlier, prefix: (await tx.findOneByOrFail(ApiCredential, { id: earlier })).prefix, token: null };
      const at = this.clock.now();
      inSameHands(await lockActive(tx, entitlementId, at), { generation });
      const over = new Date(at.getTime() + overlapHours * 3_600_000);
      const [old] = isId(credentialId) ? await prepared<{ name: string; scopes: string[] | null }>(tx, end, [credentialId, entitlementId, over, at]) : [];
      if (!old) throw new ApiCredentialUnknown();
      return makeCredential(tx, { id, entitlementId, ...old, client, most: mostWithOverlaps }, at);
    });
  }
}
