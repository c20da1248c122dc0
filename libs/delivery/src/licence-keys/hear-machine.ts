import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { lockLicence, type LicenceName } from './find-licence.js';
import { MachineNotActive } from './licence-key.errors.js';
import { standingOf } from './machine-standing.js';
import { RefusedUses, type LicenceClient } from './refused-uses.js';
import { hashesOf, namedKey } from './typed-key.js';

export interface Heartbeat {
  readonly licence: Extract<LicenceName, { readonly key: string }>;
  readonly fingerprint: string;
  readonly client?: LicenceClient | undefined;
}

const byKey = standingOf({ terms: 'k.terms', now: '$4::timestamptz' });
const hear = statement('delivery.hear_machine', `
  UPDATE delivery.licence_machines m SET seen_at = $4::timestamptz FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id
  WHERE k.id = ${namedKey({ hashes: '$1', product: '$2' })} AND e.state = 'active' AND (e.expires_at IS NULL OR e.expires_at > $4::timestamptz) AND m.licence_key_id = k.id AND m.fingerprint = $3
    AND m.deactivated_at IS NULL AND NOT coalesce((k.terms ->> 'isFloating')::boolean, false)
  RETURNING ${byKey.aliveUntil} AS "aliveUntil"`);
const locked = standingOf({ terms: '$3::jsonb', now: '$4::timestamptz' });
const hearFloating = statement('delivery.hear_floating_machine', `
  WITH others AS (SELECT count(*) AS taken FROM delivery.licence_machines m WHERE m.licence_key_id = $1 AND m.fingerprint <> $2::text AND ${locked.takesPlace})
  UPDATE delivery.licence_machines m SET seen_at = $4::timestamptz FROM others
  WHERE m.licence_key_id = $1 AND m.fingerprint = $2::text AND ${locked.hasPlace} AND taken < ($3::jsonb ->> 'maxMachines')::int
  RETURNING ${locked.aliveUntil} AS "aliveUntil"`);

interface Heard { readonly aliveUntil: Date | null }

/** A machine says that it is still there. One that has lost its place has to be activated again: somebody else may have it. */
@Injectable()
export class HearMachine {
  constructor(private readonly database: Database, private readonly refused: RefusedUses, private readonly clock: Clock) {}

  /** @returns when it will be dead unless it is heard of again; null where nobody listens @throws LicenceKeyUnknown, MachineNotActive, AccessNotReady, AccessSuspended, AccessExpired, TooManyKeyTries */
  async run({ licence, fingerprint, client }: Heartbeat): Promise<Date | null> {
    return this.refused.noting(licence, client, async () => {
      const now = this.clock.now();
      const [heard] = await this.database.read<Heard>(hear, [hashesOf(licence.key), licence.productId, fingerprint, now]);
      return heard ? heard.aliveUntil : this.hearFloating(licence, fingerprint, now);
    });
  }

  /** Under the lock that whoever wants its place waits for: whether it still has it is decided once. */
  private async hearFloating(name: LicenceName, fingerprint: string, now: Date): Promise<Date | null> {
    return this.database.transaction(async (tx) => {
      const { id, terms } = await lockLicence(tx, name, now);
      const [heard] = terms.isFloating ? await prepared<Heard>(tx, hearFloating, [id, fingerprint, JSON.stringify(terms), now]) : [];
      if (!heard) throw new MachineNotActive({}, 'fingerprint');
      return heard.aliveUntil;
    });
  }
}
