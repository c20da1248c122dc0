import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { lockLicence, type Licence, type LicenceName } from './find-licence.js';
import { LeaseRefused, MachineLimitReached } from './licence-key.errors.js';
import { markShown } from './show-keys.js';
import { standingOf } from './machine-standing.js';
import { RefusedUses, type LicenceClient } from './refused-uses.js';

export interface Activation {
  readonly licence: LicenceName;
  readonly fingerprint: string;
  readonly name?: string | undefined;
  readonly platform?: string | undefined;
  /** Checks a floating place out, for so long; left out, a lease that runs goes on. */
  readonly leaseMinutes?: number | undefined;
  readonly client?: LicenceClient | undefined;
}

export interface ActivatedMachine {
  readonly licenceId: string;
  readonly entitlementId: string;
  readonly machineId: string;
  readonly features: readonly string[];
  readonly maxMachines: number | null;
  /** When the licence ends; null for never. */
  readonly expiresAt: Date | null;
  /** When the machine will be dead unless it is heard of; null where nobody listens. */
  readonly aliveUntil: Date | null;
  readonly leasedUntil: Date | null;
}

interface Place { readonly machineId: string; readonly aliveUntil: Date | null; readonly leasedUntil: Date | null; readonly hadPlace: boolean }

const { hasPlace, takesPlace, aliveUntil } = standingOf({ terms: '$3::jsonb', now: '$4::timestamptz' });
const givePlace = statement('delivery.give_place', `
  WITH others AS (SELECT count(*) AS taken FROM delivery.licence_machines m WHERE m.licence_key_id = $1 AND m.fingerprint <> $2::text AND ${takesPlace}),
  own AS (SELECT ${hasPlace} AS had_place FROM delivery.licence_machines m WHERE m.licence_key_id = $1 AND m.fingerprint = $2::text)
  INSERT INTO delivery.licence_machines AS m (id, licence_key_id, fingerprint, name, platform, activated_at, seen_at, leased_until)
  SELECT $5, $1, $2, $6, $7, $4, $4, $8::timestamptz FROM others WHERE $3::jsonb ->> 'maxMachines' IS NULL OR taken < ($3::jsonb ->> 'maxMachines')::int
  ON CONFLICT (licence_key_id, fingerprint) DO UPDATE SET
    activated_at = CASE WHEN (SELECT had_place FROM own) THEN m.activated_at ELSE excluded.activated_at END,
    seen_at = excluded.seen_at, leased_until = coalesce(excluded.leased_until, CASE WHEN m.leased_until > excluded.seen_at THEN m.leased_until END), deactivated_at = NULL, is_former = false, name = coalesce(excluded.name, m.name), platform = coalesce(excluded.platform, m.platform)
  RETURNING m.id AS "machineId", ${aliveUntil} AS "aliveUntil", m.leased_until AS "leasedUntil", coalesce((SELECT had_place FROM own), false) AS "hadPlace"`);

/** Gives a machine a place of a key. A machine that has one keeps it, so it can be repeated; the lock on what was bought makes two that want the last place wait. */
@Injectable()
export class ActivateMachine {
  constructor(private readonly database: Database, private readonly refused: RefusedUses, private readonly clock: Clock) {}

  /** @throws LicenceKeyUnknown, LicenceKeyRetired, LicenceAwaitsHolder, MachineLimitReached, LeaseRefused, AccessNotReady, AccessSuspended, AccessExpired, TooManyKeyTries */
  async run(activation: Activation): Promise<ActivatedMachine> {
    const { licence: name, client } = activation;
    return this.refused.noting(name, client, () => this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const licence = await lockLicence(tx, name, now);
      const { hadPlace, ...place } = await this.place(tx, licence, activation, now);
      await markShown(tx, licence.id, now);
      if (!hadPlace) await noteAccess(tx, { entitlementId: licence.entitlementId, what: 'key_activated', subject: activation.name ?? place.machineId, client: client ?? {} }, now);
      const { id, entitlementId, entitlement: { expiresAt }, terms: { features, maxMachines } } = licence;
      return { licenceId: id, entitlementId, features, maxMachines, expiresAt, ...place };
    }));
  }

  private async place(tx: Tx, { id, terms }: Licence, { fingerprint, name, platform, leaseMinutes }: Activation, now: Date): Promise<Place> {
    if (leaseMinutes !== undefined && !(terms.isFloating && leaseMinutes <= (terms.leaseMinutes ?? 0))) throw new LeaseRefused({ max: terms.leaseMinutes ?? 0 }, 'leaseMinutes');
    const leasedUntil = leaseMinutes === undefined ? null : new Date(now.getTime() + leaseMinutes * 60_000);
    const [place] = await prepared<Place>(tx, givePlace, [id, fingerprint, JSON.stringify(terms), now, newId(), name ?? null, platform ?? null, leasedUntil]);
    if (!place) throw new MachineLimitReached({ max: terms.maxMachines ?? 0 }, 'fingerprint');
    return place;
  }
}
