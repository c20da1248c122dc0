import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { findLicence, type LicenceName } from './find-licence.js';
import { RefusedUses, type LicenceClient } from './refused-uses.js';

export interface Deactivation {
  readonly licence: LicenceName;
  readonly machine: { readonly fingerprint: string } | { readonly machineId: string };
  /** The merchant's word that the machine's licence file is not used: its place is not kept until the file's end. */
  readonly freesAtOnce?: boolean;
  readonly client?: LicenceClient | undefined;
}

export interface Deactivated {
  readonly wasActive: boolean;
  /** When another machine can have the place; null where it can now. */
  readonly freeAt: Date | null;
}

const freePlace = statement('delivery.end_machine', `
  WITH machine AS (SELECT id, deactivated_at FROM delivery.licence_machines WHERE licence_key_id = $1 AND (fingerprint = $2::text OR id = $3::uuid) FOR UPDATE)
  UPDATE delivery.licence_machines m SET deactivated_at = coalesce(m.deactivated_at, $4::timestamptz), leased_until = NULL, file_until = CASE WHEN NOT $5 AND m.file_until > $4::timestamptz THEN m.file_until END
  FROM machine WHERE m.id = machine.id
  RETURNING coalesce(m.name, m.id::text) AS name, machine.deactivated_at IS NULL AS "wasActive", m.file_until AS "freeAt"`);

/**
 * Ends a machine's use of a key, or checks it in. Its place is free at once, unless it has a licence file: that cannot be called back, so
 * the place is taken until it ends. Doing it again changes nothing, and it works whatever the licence's state is.
 */
@Injectable()
export class DeactivateMachine {
  constructor(private readonly database: Database, private readonly refused: RefusedUses, private readonly clock: Clock) {}

  /** @throws LicenceKeyUnknown, TooManyKeyTries */
  async run({ licence: name, machine, freesAtOnce = false, client }: Deactivation): Promise<Deactivated> {
    return this.refused.noting(name, client, () => this.database.transaction(async (tx) => {
      const { id, entitlementId } = await findLicence(tx, name);
      const [fingerprint, machineId] = 'fingerprint' in machine ? [machine.fingerprint, null] : [null, machine.machineId];
      const now = this.clock.now();
      const [ended] = await prepared<Deactivated & { name: string }>(tx, freePlace, [id, fingerprint, machineId, now, freesAtOnce]);
      if (ended?.wasActive) await noteAccess(tx, { entitlementId, what: 'key_deactivated', subject: ended.name, client: client ?? {} }, now);
      return { wasActive: ended?.wasActive ?? false, freeAt: ended?.freeAt ?? null };
    }));
  }
}
