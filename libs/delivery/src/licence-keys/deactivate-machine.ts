import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { findLicence, type LicenceName } from './find-licence.js';
import { RefusedUses, type LicenceClient } from './refused-uses.js';

export interface Deactivation {
  readonly licence: LicenceName;
  readonly machine: { readonly fingerprint: string } | { readonly machineId: string };
  readonly client?: LicenceClient | undefined;
}

const freePlace = statement('delivery.free_place', `
  UPDATE delivery.licence_machines SET deactivated_at = $4, leased_until = NULL WHERE licence_key_id = $1 AND (fingerprint = $2::text OR id = $3::uuid) AND deactivated_at IS NULL
  RETURNING coalesce(name, id::text) AS name`);

/** Frees a machine's place, or checks it in. Doing it again changes nothing, and it works whatever the licence's state is. */
@Injectable()
export class DeactivateMachine {
  constructor(private readonly database: Database, private readonly refused: RefusedUses, private readonly clock: Clock) {}

  /** @returns whether it had a place @throws LicenceKeyUnknown, TooManyKeyTries */
  async run({ licence: name, machine, client }: Deactivation): Promise<boolean> {
    return this.refused.noting(name, client, () => this.database.transaction(async (tx) => {
      const { id, entitlementId } = await findLicence(tx, name);
      const [fingerprint, machineId] = 'fingerprint' in machine ? [machine.fingerprint, null] : [null, machine.machineId];
      const now = this.clock.now();
      const [freed] = await prepared<{ name: string }>(tx, freePlace, [id, fingerprint, machineId, now]);
      if (freed) await noteAccess(tx, { entitlementId, what: 'key_deactivated', subject: freed.name, client: client ?? {} }, now);
      return freed !== undefined;
    }));
  }
}
