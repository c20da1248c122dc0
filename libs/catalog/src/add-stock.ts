import { prepared, statement, type Tx } from '@silkport/platform';
import type { WantedPieces } from './hold-stock.js';

const add = statement('catalog.add_stock', `
  INSERT INTO catalog.stock (variant_id, available) VALUES ($1, $2) ON CONFLICT (variant_id) DO UPDATE SET available = stock.available + excluded.available`);
const putBack = statement('catalog.put_back_stock', `
  WITH locked AS (
    SELECT s.variant_id, w.quantity FROM catalog.stock s JOIN unnest($1::uuid[], $2::int[]) AS w (variant_id, quantity) USING (variant_id) ORDER BY s.variant_id FOR UPDATE OF s)
  UPDATE catalog.stock s SET available = s.available + l.quantity FROM locked l WHERE s.variant_id = l.variant_id`);

/** Puts new pieces on sale, in the transaction of whoever has them. A variant that was never short is counted from now on. */
export async function addStock(tx: Tx, { variantId, quantity }: WantedPieces): Promise<void> {
  await prepared(tx, add, [variantId, quantity]);
}

const lock = statement('catalog.lock_stock', 'SELECT variant_id FROM catalog.stock WHERE variant_id = $1 FOR UPDATE');
const count = statement('catalog.count_stock', `
  INSERT INTO catalog.stock AS s (variant_id, available)
  SELECT $1, greatest(0, $2 - coalesce(sum(h.quantity), 0))::int FROM catalog.stock_holds h WHERE h.variant_id = $1
  ON CONFLICT (variant_id) DO UPDATE SET available = least(s.available, excluded.available)`);
const uncount = statement('catalog.uncount_stock', 'DELETE FROM catalog.stock WHERE variant_id = $1');

/**
 * Counts a variant's pieces from now on: what is there, less what is promised to unpaid orders. One that is counted already has no
 * more for it: pieces of paid orders may still lie there.
 */
export async function countStock(tx: Tx, { variantId, quantity }: WantedPieces): Promise<void> {
  await prepared(tx, lock, [variantId]);
  await prepared(tx, count, [variantId, quantity]);
}

const take = statement('catalog.take_stock', `
  WITH taken AS (UPDATE catalog.stock SET available = available - $2 WHERE variant_id = $1 AND available >= $2 RETURNING 1)
  SELECT EXISTS (SELECT FROM taken) OR NOT EXISTS (SELECT FROM catalog.stock WHERE variant_id = $1) AS "isThere"`);

/** Takes pieces off sale that nobody was promised, in the transaction of whoever needs them. @returns false where there are not as many; then none is taken. A variant that is not counted always has them. */
export async function takeStock(tx: Tx, { variantId, quantity }: WantedPieces): Promise<boolean> {
  const [row] = await prepared<{ isThere: boolean }>(tx, take, [variantId, quantity]);
  return row?.isThere ?? false;
}

/** A variant is never short from now on. */
export async function uncountStock(tx: Tx, variantId: string): Promise<void> {
  await prepared(tx, uncount, [variantId]);
}

/** Puts pieces that were sold on sale again. Variants that are never short stay so; each is named once. */
export async function putBackStock(tx: Tx, pieces: readonly WantedPieces[]): Promise<void> {
  await prepared(tx, putBack, [pieces.map(({ variantId }) => variantId), pieces.map(({ quantity }) => quantity)]);
}
