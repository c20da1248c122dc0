import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { NotYourProduct } from './catalog.errors.js';
import type { PublicationStatus } from './product.entity.js';

const lock = statement('catalog.product_to_withdraw', 'SELECT status FROM catalog.products WHERE id = $1 AND merchant_id = $2 FOR UPDATE');
const withdraw = statement('catalog.withdraw_product', `UPDATE catalog.products SET status = 'withdrawn' WHERE id = $1`);

/** Takes a product off sale at once. What was bought before stays with its buyers. Doing it again changes nothing, nor does it of a draft, which is not on sale. */
@Injectable()
export class WithdrawProduct {
  constructor(private readonly database: Database) {}

  /** @param alongside what is written with it, in its transaction @throws NotYourProduct when the merchant has no such product */
  async run({ productId, merchantId }: { productId: string; merchantId: string }, alongside?: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [found] = await prepared<{ status: PublicationStatus }>(tx, lock, [productId, merchantId]);
      if (!found) throw new NotYourProduct();
      if (found.status !== 'published') return;
      await prepared(tx, withdraw, [productId]);
      await alongside?.(tx);
    });
  }
}
