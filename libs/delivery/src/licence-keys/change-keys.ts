import { putBackStock, takeStock } from '@silkport/catalog';
import { prepared, statement, type Tx } from '@silkport/platform';
import { generateKey } from './generate-key.js';

interface KnownKey { readonly id: string; readonly variantId: string; readonly isShown: boolean; readonly isGenerated: boolean; readonly pattern: string | null; readonly hasPlan: boolean; readonly replaced: number }

/** Of a seat, ever: who has no use for more than one key at a time must not empty a pool by giving a seat to and fro. */
const mostReplacements = 3;
/** Of keys whose plan makes none any more. */
const plainPattern = 'XXXXX-XXXXX-XXXXX-XXXXX';

const known = statement('delivery.keys_before_change', `
  SELECT k.id, k.variant_id AS "variantId", k.shown_at IS NOT NULL AS "isShown", k.is_generated AS "isGenerated", p.pattern, p.variant_id IS NOT NULL AS "hasPlan",
    (SELECT count(*)::int FROM delivery.licence_keys r WHERE r.entitlement_id = $1 AND r.retired_at IS NOT NULL AND NOT r.is_generated) AS replaced
  FROM delivery.licence_keys k LEFT JOIN delivery.key_plans p ON p.variant_id = k.variant_id WHERE k.entitlement_id = $1 AND k.retired_at IS NULL ORDER BY k.id FOR UPDATE OF k`);
// What the key allows, and how its files are numbered, goes on: a machine that both holders use takes the newer file for the newer one.
const make = statement('delivery.make_key_anew', `
  INSERT INTO delivery.licence_keys (id, variant_id, product_id, key, key_hash, is_generated, entitlement_id, issued_at, terms, files_issued)
  SELECT uuidv7(), variant_id, product_id, $2, sha256(convert_to($2, 'UTF8')), true, entitlement_id, $3::timestamptz, terms, files_issued FROM delivery.licence_keys WHERE id = $1 RETURNING id`);
const take = statement('delivery.take_another_key', `
  WITH locked AS MATERIALIZED (SELECT id FROM delivery.licence_keys WHERE variant_id = $2 AND entitlement_id IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  UPDATE delivery.licence_keys k SET entitlement_id = old.entitlement_id, issued_at = $3::timestamptz, terms = old.terms, files_issued = old.files_issued
  FROM locked, delivery.licence_keys old WHERE k.id = locked.id AND old.id = $1 RETURNING k.id`);
const retire = statement('delivery.retire_key', 'UPDATE delivery.licence_keys SET retired_at = $2 WHERE id = $1');
const closeTo = statement('delivery.keep_known_key', 'UPDATE delivery.licence_keys SET known_at = $2, awaits_holder = true WHERE id = $1');
/** Those with a file that is still good keep their places of the key that the seat has now, without a word of whose they are. */
const keepPlaces = statement('delivery.keep_places_of_former', `
  WITH over AS (DELETE FROM delivery.licence_machines WHERE licence_key_id = $1 AND coalesce(file_until <= $3::timestamptz, true))
  UPDATE delivery.licence_machines SET licence_key_id = $2, deactivated_at = coalesce(deactivated_at, $3::timestamptz), leased_until = NULL, name = NULL, platform = NULL, is_former = true
  WHERE licence_key_id = $1 AND file_until > $3::timestamptz`);

/**
 * What follows for the keys of a seat, which the caller has locked, when it goes to somebody else: whoever had it knows what was shown. A key
 * that is generated is made anew; of a pool whose keys have a plan, and so are checked here, another one is taken while one is free. Where
 * there is none the key stays, and gives no place until whoever has the seat now has opened its page. A key that nobody has seen stays as it is.
 */
export async function changeKeys(tx: Tx, entitlementId: string, at: Date): Promise<void> {
  for (const key of await prepared<KnownKey>(tx, known, [entitlementId])) {
    if (!key.isShown) continue;
    const otherId = await another(tx, key, at);
    await prepared(tx, keepPlaces, [key.id, otherId ?? key.id, at]);
    await prepared(tx, otherId === undefined ? closeTo : retire, [key.id, at]);
  }
}

async function another(tx: Tx, { id, variantId, isGenerated, pattern, hasPlan, replaced }: KnownKey, at: Date): Promise<string | undefined> {
  if (isGenerated || pattern !== null) {
    const [made] = await prepared<{ id: string }>(tx, make, [id, generateKey(pattern ?? plainPattern), at]);
    return made?.id;
  }
  const piece = { variantId, quantity: 1 };
  if (!hasPlan || replaced >= mostReplacements || !(await takeStock(tx, piece))) return undefined;
  const [taken] = await prepared<{ id: string }>(tx, take, [id, variantId, at]);
  if (!taken) await putBackStock(tx, [piece]);
  return taken?.id;
}
