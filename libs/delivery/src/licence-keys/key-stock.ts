import { addStock, countStock, uncountStock } from '@silkport/catalog';
import { prepared, statement, type Tx } from '@silkport/platform';
import type { KeySource } from './key-plan.entity.js';

interface Pool { readonly source: KeySource; readonly free: number }

// Whoever changes a pool or where its keys come from waits here, so that the stock is of what was there last.
const lock = statement('delivery.lock_pool', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 671))');
const pool = statement('delivery.pool_now', `
  SELECT coalesce((SELECT source FROM delivery.key_plans WHERE variant_id = $1), 'pool') AS source,
    (SELECT count(*)::int FROM delivery.licence_keys WHERE variant_id = $1 AND entitlement_id IS NULL) AS free`);

export async function lockPool(tx: Tx, variantId: string): Promise<void> {
  await prepared(tx, lock, [variantId]);
}

/** As many are on sale as there are keys, or any number where keys are generated. @param before where they came from until now */
export async function stockAfterPlan(tx: Tx, variantId: string, before: KeySource): Promise<void> {
  const { source, free } = await poolNow(tx, variantId);
  if (source === 'generated') return uncountStock(tx, variantId);
  // A number from the time of generated keys means nothing.
  if (before === 'generated') await uncountStock(tx, variantId);
  return countStock(tx, { variantId, quantity: free });
}

/** Imported keys go on sale, unless keys are generated: then they wait for the day when they are not. */
export async function stockAfterImport(tx: Tx, variantId: string, added: number): Promise<void> {
  const { source } = await poolNow(tx, variantId);
  if (source === 'pool') await addStock(tx, { variantId, quantity: added });
}

export async function poolNow(tx: Tx, variantId: string): Promise<Pool> {
  const [now] = await prepared<Pool>(tx, pool, [variantId]);
  if (!now) throw new Error('A count has no row');
  return now;
}
