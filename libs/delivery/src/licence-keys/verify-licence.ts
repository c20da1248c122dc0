import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { countryOf, cut, type AccessClient } from '../entitlements/access-log.js';
import { KeyGuesses } from './key-guesses.js';
import type { KeyTerms } from './key-terms.js';
import { standingOf } from './machine-standing.js';
import { hashesOf, namedKey } from './typed-key.js';

export interface LicenceQuestion {
  readonly key: string;
  /** The product that the asking program is: a key of another product is none. */
  readonly productId: string;
  /** Of the machine, where the program is bound to machines. */
  readonly fingerprint?: string | undefined;
  readonly client?: AccessClient & { readonly address?: string | undefined };
}

export const licenceCodes = ['valid', 'unknown', 'not_ready', 'suspended', 'revoked', 'expired', 'machine_not_active', 'machine_dead'] as const;
export type LicenceCode = (typeof licenceCodes)[number];

export interface LicenceStanding {
  readonly licenceId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly seat: number;
  readonly expiresAt: Date | null;
  readonly terms: KeyTerms | null;
  /** Places that are taken now. */
  readonly machines: number;
}

export interface LicenceVerdict {
  readonly code: LicenceCode;
  /** Null of an unknown key. */
  readonly licence: LicenceStanding | null;
  /** Of the machine that was named: when it will be dead unless it is heard of. */
  readonly aliveUntil: Date | null;
}

const { isAlive, takesPlace, aliveUntil } = standingOf({ terms: 'k.terms', now: '$4::timestamptz' });
/** One statement whatever the key: who guesses learns nothing from how long it takes. The first use of each day is noted, and the first of each refusal; of unknown keys all that are no flood. */
const verify = statement('delivery.verify_licence', `
  WITH asked AS (
    SELECT k.id, k.terms, k.entitlement_id, e.expires_at, e.product_id, e.variant_id, e.seat,
      CASE WHEN k.retired_at IS NOT NULL THEN 'revoked' WHEN k.awaits_holder OR e.state = 'granted' THEN 'not_ready' WHEN e.state <> 'active' THEN e.state WHEN e.expires_at <= $4::timestamptz THEN 'expired' END AS refusal,
      (SELECT count(*)::int FROM delivery.licence_machines m WHERE m.licence_key_id = k.id AND ${takesPlace}) AS machines
    FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id WHERE k.id = ${namedKey({ hashes: '$1', product: '$2' })}),
  machine AS (
    SELECT m.deactivated_at, ${isAlive} AS is_alive, ${aliveUntil} AS alive_until
    FROM asked k JOIN delivery.licence_machines m ON m.licence_key_id = k.id AND m.fingerprint = $3::text),
  verdict AS (
    SELECT a.*, m.alive_until, CASE
      WHEN a.id IS NULL THEN 'unknown' WHEN a.refusal IS NOT NULL THEN a.refusal WHEN $3::text IS NULL THEN 'valid'
      WHEN m.is_alive IS NULL OR m.deactivated_at IS NOT NULL THEN 'machine_not_active' WHEN NOT m.is_alive THEN 'machine_dead' ELSE 'valid' END AS code
    FROM (SELECT) AS one LEFT JOIN asked a ON true LEFT JOIN machine m ON true),
  noted AS (
    INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times)
    SELECT uuidv7(), entitlement_id, what, subject, $4::timestamptz, $5, $6, 1
    FROM (SELECT entitlement_id, CASE WHEN code = 'valid' THEN 'key_verified' ELSE 'refused' END AS what, CASE WHEN code <> 'valid' THEN 'licence.' || code END AS subject FROM verdict) AS v
    WHERE CASE WHEN entitlement_id IS NULL THEN NOT $7::boolean ELSE NOT EXISTS (
      SELECT FROM delivery.accesses x WHERE x.entitlement_id = v.entitlement_id AND x.accessed_at >= date_trunc('day', $4::timestamptz, 'UTC') AND x.what = v.what AND x.subject IS NOT DISTINCT FROM v.subject) END)
  SELECT code, id AS "licenceId", product_id AS "productId", variant_id AS "variantId", seat, expires_at AS "expiresAt", terms, machines, alive_until AS "aliveUntil" FROM verdict`);

type Row = { [Field in keyof LicenceStanding]: LicenceStanding[Field] | null } & { readonly code: LicenceCode; readonly aliveUntil: Date | null };

/** Whether a key is good now, for programs that ask over the network. */
@Injectable()
export class VerifyLicence {
  constructor(private readonly database: Database, private readonly guesses: KeyGuesses, private readonly clock: Clock) {}

  /** @throws TooManyKeyTries of an unknown key */
  async run({ key, productId, fingerprint, client }: LicenceQuestion): Promise<LicenceVerdict> {
    const values = [hashesOf(key), productId, fingerprint ?? null, this.clock.now(), countryOf(client), cut(client?.userAgent), this.guesses.isFull(client?.address)];
    const [row] = await this.database.read<Row>(verify, values);
    if (!row || row.code === 'unknown') {
      this.guesses.note(client?.address);
      return { code: 'unknown', licence: null, aliveUntil: null };
    }
    const { code, aliveUntil: until, ...licence } = row;
    return { code, licence: licence as LicenceStanding, aliveUntil: until };
  }
}
