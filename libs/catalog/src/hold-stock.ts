import type { Tx } from '@silkport/platform';
import { SoldOut } from './catalog.errors.js';

export interface WantedPieces { readonly variantId: string; readonly quantity: number }

/**
 * Promises pieces to an order within the order's own transaction: all of them, or none. Rows are locked in the order of their
 * ids, taken by one guarded UPDATE, and the CHECK on the table has the last word: what is not there cannot be sold.
 * Variants without a stock row are never short.
 * @throws SoldOut with the variants of which too few are left
 */
export async function holdStock(tx: Tx, orderId: string, wanted: readonly WantedPieces[]): Promise<void> {
  const rows: { variantId: string }[] = await tx.query(
    `WITH wanted AS (SELECT variant_id, sum(quantity)::int AS quantity FROM unnest($2::uuid[], $3::int[]) AS w (variant_id, quantity) GROUP BY 1),
     tracked AS (SELECT s.variant_id, w.quantity FROM catalog.stock s JOIN wanted w USING (variant_id) ORDER BY s.variant_id FOR UPDATE OF s),
     taken AS (UPDATE catalog.stock s SET available = s.available - t.quantity FROM tracked t
               WHERE s.variant_id = t.variant_id AND s.available >= t.quantity RETURNING s.variant_id, t.quantity),
     held AS (INSERT INTO catalog.stock_holds (order_id, variant_id, quantity) SELECT $1, variant_id, quantity FROM taken)
     SELECT variant_id AS "variantId" FROM tracked WHERE variant_id NOT IN (SELECT variant_id FROM taken)`,
    [orderId, wanted.map(({ variantId }) => variantId), wanted.map(({ quantity }) => quantity)],
  );
  if (rows.length) throw new SoldOut(rows.map(({ variantId }) => variantId));
}

/** Gives an unpaid order's pieces back, once however often it is called. */
export async function releaseStock(tx: Tx, orderId: string): Promise<void> {
  await tx.query(
    `WITH freed AS (DELETE FROM catalog.stock_holds WHERE order_id = $1 RETURNING variant_id, quantity),
     locked AS (SELECT s.variant_id, f.quantity FROM catalog.stock s JOIN freed f USING (variant_id) ORDER BY s.variant_id FOR UPDATE OF s)
     UPDATE catalog.stock s SET available = s.available + l.quantity FROM locked l WHERE s.variant_id = l.variant_id`,
    [orderId],
  );
}

/** A paid order's pieces are sold: the promise has been kept. */
export async function sellHeldStock(tx: Tx, orderId: string): Promise<void> {
  await tx.query('DELETE FROM catalog.stock_holds WHERE order_id = $1', [orderId]);
}
