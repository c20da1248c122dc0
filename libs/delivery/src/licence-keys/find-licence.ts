import { prepared, statement, type Tx } from '@silkport/platform';
import { lockActive, type HeldEntitlement } from '../entitlements/entitlement-access.js';
import { plainTerms, type KeyTerms } from './key-terms.js';
import { LicenceAwaitsHolder, LicenceKeyRetired, LicenceKeyUnknown } from './licence-key.errors.js';
import { hashesOf, namedKey } from './typed-key.js';

/** A key as its holder's program names it, or as the page of what was bought does. */
export type LicenceName = { readonly key: string; readonly productId: string } | { readonly entitlementId: string };

export interface Licence {
  readonly id: string;
  readonly entitlementId: string;
  readonly terms: KeyTerms;
  /** Its seat is somebody else's, who has another key. */
  readonly isRetired: boolean;
  /** Its seat is somebody else's, who has not seen it yet. */
  readonly awaitsHolder: boolean;
}

const byKey = statement('delivery.licence_by_key', `
  SELECT k.id, k.entitlement_id AS "entitlementId", k.terms, k.retired_at IS NOT NULL AS "isRetired", k.awaits_holder AS "awaitsHolder" FROM delivery.licence_keys k WHERE k.id = ${namedKey({ hashes: '$1', product: '$2' })}`);
const byEntitlement = statement('delivery.licence_by_entitlement', `
  SELECT id, entitlement_id AS "entitlementId", terms, false AS "isRetired", awaits_holder AS "awaitsHolder" FROM delivery.licence_keys WHERE entitlement_id = $1 AND retired_at IS NULL ORDER BY id LIMIT 1`);

/** @throws LicenceKeyUnknown */
export async function findLicence(tx: Tx, name: LicenceName): Promise<Licence> {
  const [licence] = 'key' in name
    ? await prepared<Omit<Licence, 'terms'> & { terms: KeyTerms | null }>(tx, byKey, [hashesOf(name.key), name.productId])
    : await prepared<Omit<Licence, 'terms'> & { terms: KeyTerms | null }>(tx, byEntitlement, [name.entitlementId]);
  if (!licence) throw new LicenceKeyUnknown({}, 'key');
  return { ...licence, terms: licence.terms ?? plainTerms };
}

/** The same where something is to be done with it, which others have to wait for. @throws LicenceKeyUnknown, LicenceKeyRetired, LicenceAwaitsHolder, AccessNotReady, AccessSuspended, AccessExpired */
export async function lockLicence(tx: Tx, name: LicenceName, now: Date): Promise<Licence & { readonly entitlement: HeldEntitlement }> {
  const { entitlementId } = await findLicence(tx, name);
  const entitlement = await lockActive(tx, entitlementId, now);
  // Read again: its seat may have changed hands while the lock was waited for.
  const licence = await findLicence(tx, name);
  if (licence.isRetired) throw new LicenceKeyRetired({}, 'key');
  if (licence.awaitsHolder && 'key' in name) throw new LicenceAwaitsHolder({}, 'key');
  return { ...licence, entitlement };
}
