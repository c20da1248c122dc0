import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { NotOfThisKind, NotYourProduct, StockChanged } from '../catalog.errors.js';
import type { DeliveryKind } from '../delivery-kinds.js';

export interface StockRequest {
  readonly merchantId: string;
  readonly productId: string;
  readonly variantId: string;
  /** Pieces that can still be ordered, without those promised to unpaid orders; null: no limit. */
  readonly available: number | null;
  /** The same as its merchant saw it. */
  readonly basedOn: number | null;
}

const lock = statement('catalog.stock_to_set', `
  SELECT p.delivery_kind AS kind, (SELECT s.available FROM catalog.stock s WHERE s.variant_id = v.id) AS available
  FROM catalog.variants v JOIN catalog.products p ON p.id = v.product_id WHERE v.id = $3 AND p.id = $1 AND p.merchant_id = $2 FOR UPDATE OF p`);
const change = statement('catalog.set_stock', 'UPDATE catalog.stock SET available = $2 WHERE variant_id = $1 AND available = $3 RETURNING variant_id');
const begin = statement('catalog.count_from_now', 'INSERT INTO catalog.stock (variant_id, available) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING variant_id');
const end = statement('catalog.count_no_more', 'DELETE FROM catalog.stock WHERE variant_id = $1 AND available = $2 RETURNING variant_id');

/** Says how many pieces of a variant can be ordered from now on; 0 stops its sale. It is based on the number that was seen, so that pieces sold meanwhile are not put on sale again. */
@Injectable()
export class SetStock {
  constructor(private readonly database: Database) {}

  /** @throws NotYourProduct, NotOfThisKind of keys and bundles, which count themselves, StockChanged */
  async run({ merchantId, productId, variantId, available, basedOn }: StockRequest, alongside?: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [found] = await prepared<{ kind: DeliveryKind; available: number | null }>(tx, lock, [productId, merchantId, variantId]);
      if (!found) throw new NotYourProduct();
      if (found.kind === 'licence-key' || found.kind === 'bundle') throw new NotOfThisKind({}, 'available');
      if (found.available === available) return;
      if (!(await this.write(tx, { variantId, available, basedOn }))) throw new StockChanged({}, 'basedOn');
      await alongside?.(tx);
    });
  }

  private async write(tx: Tx, { variantId, available, basedOn }: Pick<StockRequest, 'variantId' | 'available' | 'basedOn'>): Promise<boolean> {
    if (basedOn === null) return (await prepared(tx, begin, [variantId, available])).length > 0;
    return (await (available === null ? prepared(tx, end, [variantId, basedOn]) : prepared(tx, change, [variantId, available, basedOn]))).length > 0;
  }
}
