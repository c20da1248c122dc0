import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { NotYourProduct, ProductIncomplete } from '../catalog.errors.js';
import { keepWordsOf } from '../product-row.js';
import { keepCardPrices } from '../write-prices.js';
import { productWithin } from './merchant-product-reads.js';
import { ownGaps } from './own-gaps.js';

export interface Publication {
  readonly productId: string;
  readonly merchantId: string;
  /** Of which somebody has made sure that they can be delivered: others stay drafts. */
  readonly variantIds: readonly string[];
}

const lock = statement('catalog.product_to_publish', 'SELECT id FROM catalog.products WHERE id = $1 AND merchant_id = $2 FOR UPDATE');
const publishVariants = statement('catalog.publish_variants', 'UPDATE catalog.variants SET is_draft = false WHERE product_id = $1 AND id = ANY ($2::uuid[]) AND is_draft');
const publish = statement('catalog.publish_product', `UPDATE catalog.products SET status = 'published', published_at = coalesce(published_at, $2) WHERE id = $1`);

/** Puts a draft on sale, with what was added to it since, and brings back what was withdrawn. Doing it again changes nothing. */
@Injectable()
export class PublishProduct {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @param alongside what is written with it, in its transaction; not where nothing changes @throws NotYourProduct, ProductIncomplete */
  async run({ productId, merchantId, variantIds }: Publication, alongside?: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [locked] = await prepared(tx, lock, [productId, merchantId]);
      if (!locked) throw new NotYourProduct();
      const product = await productWithin(tx, productId, merchantId);
      if (product.status === 'published' && !product.variants.some(({ id, isDraft }) => isDraft && variantIds.includes(id))) return;
      const gaps = ownGaps(product);
      if (gaps.length) throw new ProductIncomplete(gaps);
      const now = this.clock.now();
      await prepared(tx, publishVariants, [productId, variantIds]);
      await prepared(tx, publish, [productId, now]);
      await keepCardPrices(tx, productId, now);
      await keepWordsOf(tx, productId);
      await alongside?.(tx);
    });
  }
}
