import { Injectable } from '@nestjs/common';
import { Database, Idempotency, type IdempotentRequest } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { lockActive } from '../entitlements/entitlement-access.js';
import { ApiCredential } from './api-credential.entity.js';
import { inSameHands, type InHands } from './in-same-hands.js';
import { makeCredential, type IssuedCredential, type NewCredential } from './api-credentials.js';

/** Makes a credential for whoever holds the entitlement; its secret is told once and kept nowhere. */
@Injectable()
export class IssueCredential {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired, ApiPlanUnknown, ApiAccessElsewhere, TooManyCredentials, ScopeRefused */
  async run(wanted: Omit<NewCredential, 'id'> & InHands, idempotent?: IdempotentRequest): Promise<IssuedCredential> {
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && await this.idempotency.claim(tx, idempotent, id);
      if (earlier) return { id: earlier, prefix: (await tx.findOneByOrFail(ApiCredential, { id: earlier })).prefix, token: null };
      const at = this.clock.now();
      inSameHands(await lockActive(tx, wanted.entitlementId, at), wanted);
      return makeCredential(tx, { ...wanted, id }, at);
    });
  }
}
