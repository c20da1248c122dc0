import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';

/** Without its product a pool's keys are unique in the pool alone. */
export interface Pool { readonly variantId: string; readonly productId?: string }

const nameProduct = statement('delivery.name_product_of_keys', `
  UPDATE delivery.licence_keys k SET product_id = $2 WHERE variant_id = $1 AND product_id IS NULL AND NOT EXISTS (SELECT FROM delivery.licence_keys o WHERE o.product_id = $2 AND o.key = k.key)`);
// In the order of the keys, so that two that bring the same keys wait for each other and never in a circle; their ids are in the order given.
const insert = statement('delivery.insert_keys', `
  INSERT INTO delivery.licence_keys (id, variant_id, product_id, key, key_hash) SELECT id, $1::uuid, $2::uuid, key, sha256(convert_to(key, 'UTF8')) FROM unnest($3::uuid[], $4::text[]) AS k (id, key) ORDER BY key
  ON CONFLICT DO NOTHING RETURNING key`);

/** A key is unique in its product, and nothing is told of other merchants' pools. @returns the keys that were in no pool of the product before */
export async function insertKeys(tx: Tx, { variantId, productId }: Pool, keys: readonly string[]): Promise<string[]> {
  if (productId !== undefined) await prepared(tx, nameProduct, [variantId, productId]);
  const added = await prepared<{ key: string }>(tx, insert, [variantId, productId ?? null, keys.map(() => newId()), keys]);
  return added.map(({ key }) => key);
}
