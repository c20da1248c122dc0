import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, prepared, statement, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { lockLicence, type Licence, type LicenceName } from './find-licence.js';
import { LeaseNeeded, MachineNotActive } from './licence-key.errors.js';
import { standingOf } from './machine-standing.js';
import { RefusedUses, type LicenceClient } from './refused-uses.js';
import { SigningKeys } from './signing-keys.js';

export interface LicenceFileRequest {
  readonly licence: LicenceName;
  readonly machine: { readonly fingerprint: string } | { readonly machineId: string };
  readonly client?: LicenceClient | undefined;
}

export interface LicenceFile {
  /** One line of text; see docs/decisions/0016-licence-files.md. */
  readonly file: string;
  readonly fileName: string;
  readonly expiresAt: Date;
  readonly sequence: number;
}

interface Numbered { readonly id: string; readonly name: string; readonly fingerprint: string; readonly leasedUntil: Date | null; readonly sequence: number }

const dayMilliseconds = 86_400_000;
const { hasPlace } = standingOf({ terms: '$4::jsonb', now: '$5::timestamptz' });
const number = statement('delivery.number_licence_file', `
  WITH machine AS (
    SELECT m.id, coalesce(m.name, m.id::text) AS name, m.fingerprint, m.leased_until FROM delivery.licence_machines m WHERE m.licence_key_id = $1 AND (m.fingerprint = $2::text OR m.id = $3::uuid) AND ${hasPlace}),
  numbered AS (UPDATE delivery.licence_keys SET files_issued = files_issued + 1 WHERE id = $1 AND EXISTS (SELECT FROM machine) RETURNING files_issued)
  SELECT id, name, fingerprint, leased_until AS "leasedUntil", files_issued AS sequence FROM machine, numbered`);
const keepPlace = statement('delivery.keep_place_of_file', 'UPDATE delivery.licence_machines SET file_until = greatest(file_until, $2) WHERE id = $1');

/** Writes the proof that a machine may run without network, signed. Asking again gives another one with the next number; both are good until they expire. */
@Injectable()
export class IssueLicenceFile {
  constructor(
    private readonly database: Database, private readonly keys: SigningKeys, private readonly refused: RefusedUses, private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws LicenceKeyUnknown, MachineNotActive, LeaseNeeded, AccessNotReady, AccessSuspended, AccessExpired, TooManyKeyTries */
  async run({ licence: name, machine, client }: LicenceFileRequest): Promise<LicenceFile> {
    const signer = await this.keys.signer();
    return this.refused.noting(name, client, () => this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const licence = await lockLicence(tx, name, now);
      const { id, entitlementId, terms, entitlement } = licence;
      const [fingerprint, machineId] = 'fingerprint' in machine ? [machine.fingerprint, null] : [null, machine.machineId];
      const [numbered] = await prepared<Numbered>(tx, number, [id, fingerprint, machineId, JSON.stringify(terms), now]);
      if (!numbered) throw new MachineNotActive({}, 'fingerprint');
      const expiresAt = endOf(licence, numbered, entitlement.expiresAt, now);
      await prepared(tx, keepPlace, [numbered.id, expiresAt]);
      await noteAccess(tx, { entitlementId, what: 'licence_file_issued', subject: numbered.name, client: client ?? {} }, now);
      const payload = {
        issuer: this.config.publicUrl, licence: id, product: entitlement.productId, variant: entitlement.variantId, machine: numbered.fingerprint, seats: terms.maxMachines,
        features: terms.features, issued: now.toISOString(), notBefore: now.toISOString(), expires: expiresAt.toISOString(), sequence: numbered.sequence,
      };
      const signed = `silkport-licence.v1.${signer.keyId}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
      return { file: `${signed}.${signer.sign(Buffer.from(signed)).toString('base64url')}\n`, fileName: `${id}.${numbered.sequence}.licence`, expiresAt, sequence: numbered.sequence };
    }));
  }
}

/** The file ends with its days, with the licence, or with the lease of its floating place: whatever is first. @throws LeaseNeeded */
function endOf({ terms }: Licence, { leasedUntil }: Numbered, licenceEnd: Date | null, now: Date): Date {
  if (terms.isFloating && (leasedUntil === null || leasedUntil <= now)) throw new LeaseNeeded({}, 'fingerprint');
  const ends = [new Date(now.getTime() + terms.fileDays * dayMilliseconds), licenceEnd, terms.isFloating ? leasedUntil : null].filter((end) => end !== null);
  return new Date(Math.min(...ends.map((end) => end.getTime())));
}
