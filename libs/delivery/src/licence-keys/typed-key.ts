import { createHash } from 'node:crypto';

/**
 * What a typed key is looked up by: as it is, then without blanks, then in capital letters, the first that is there. So a key whose
 * letters are all capitals is found however it is typed, and one with small letters only as it is: `abc` may be another key than `ABC`.
 * All are looked up whatever the key is, so that the time tells nothing.
 */
export function hashesOf(typed: string): Buffer[] {
  const solid = typed.replaceAll(/\s+/gu, '');
  return [typed, solid, solid.toUpperCase()].map((each) => createHash('sha256').update(each).digest());
}

/** SQL of the id of the given key that `hashes` mean, of a product. */
export function namedKey({ hashes, product }: { readonly hashes: string; readonly product: string }): string {
  return `(SELECT k.id FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id
    WHERE k.key_hash = ANY (${hashes}::bytea[]) AND e.product_id = ${product}::uuid ORDER BY array_position(${hashes}::bytea[], k.key_hash) LIMIT 1)`;
}
