import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { LicenceKeyTaken } from '../delivery.errors.js';
import { insertKeys, type Pool } from './insert-keys.js';

/**
 * Adds keys to a variant's pool, and nothing else: how many may be sold is the catalogue's stock, which whoever calls this sets
 * to the same number. Keys that are in this pool already stay as they are, so it can be repeated.
 */
@Injectable()
export class AddLicenceKeys {
  constructor(private readonly database: Database) {}

  /** @returns how many keys were new @throws LicenceKeyTaken when a key belongs to another variant of the product; then none is added */
  async run({ keys, ...pool }: Pool & { readonly keys: readonly string[] }): Promise<number> {
    return this.database.transaction(async (tx) => {
      const added = await insertKeys(tx, pool, keys);
      if (added.length === keys.length) return added.length;
      const [taken]: unknown[] = await tx.query('SELECT 1 AS found FROM delivery.licence_keys WHERE key = ANY($2::text[]) AND variant_id <> $1 AND product_id = $3 LIMIT 1', [pool.variantId, keys, pool.productId ?? null]);
      if (taken) throw new LicenceKeyTaken({}, 'keys');
      return added.length;
    });
  }
}
