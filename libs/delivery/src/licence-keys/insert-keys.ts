import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';

// In the order of the keys, so that two that bring the same keys wait for each other and never in a circle; their ids are in the order given.
const insert = statement('delivery.insert_keys', `
  INSERT INTO delivery.licence_keys (id, variant_id, key, key_hash) SELECT id, $1, key, sha256(convert_to(key, 'UTF8')) FROM unnest($2::uuid[], $3::text[]) AS k (id, key) ORDER BY key
  ON CONFLICT (key) DO NOTHING RETURNING key`);

/** @returns the keys that were in no pool before */
export async function insertKeys(tx: Tx, variantId: string, keys: readonly string[]): Promise<string[]> {
  const added = await prepared<{ key: string }>(tx, insert, [variantId, keys.map(() => newId()), keys]);
  return added.map(({ key }) => key);
}
