import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { NotYourProduct } from './catalog.errors.js';

/** Takes a product off sale at once. What was bought before stays with its buyers. Doing it again changes nothing. */
@Injectable()
export class WithdrawProduct {
  constructor(private readonly database: Database) {}

  /** @throws NotYourProduct when the merchant has no such product */
  async run({ productId, merchantId }: { productId: string; merchantId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows]: [unknown[], number] = await tx.query(
        `UPDATE catalog.products SET status = 'withdrawn' WHERE id = $1 AND merchant_id = $2 RETURNING id`, [productId, merchantId]);
      if (!rows.length) throw new NotYourProduct();
    });
  }
}
