import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { ApiCredentialUnknown } from './api-access.errors.js';

const revoke = statement('delivery.revoke_api_credential', 'UPDATE delivery.api_credentials SET revoked_at = coalesce(revoked_at, $3) WHERE id = $1 AND entitlement_id = $2 RETURNING id');

/** Ends a credential at once. Ending it again changes nothing. */
@Injectable()
export class RevokeCredential {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws ApiCredentialUnknown */
  async run(entitlementId: string, credentialId: string): Promise<void> {
    const [revoked] = isId(credentialId) ? await this.database.read(revoke, [credentialId, entitlementId, this.clock.now()]) : [];
    if (!revoked) throw new ApiCredentialUnknown();
  }
}
