import { Injectable } from '@nestjs/common';
import type { AccessClient } from '../entitlements/access-log.js';
import { EntitlementAccess, type HeldEntitlement } from '../entitlements/entitlement-access.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';

/** Lets the holder of something bought in while it is active; who is not let in is noted. */
@Injectable()
export class AdmitHolder {
  constructor(private readonly access: EntitlementAccess, private readonly refused: RefusedAccesses) {}

  /** @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ id }: Pick<HeldEntitlement, 'id'>, client: AccessClient): Promise<void> {
    try {
      await this.access.requireActive(id);
    } catch (error) {
      throw this.refused.note(error, { entitlementId: id, client });
    }
  }
}
