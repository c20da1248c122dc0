import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { HeldByBundle, LastVariant, NotYourProduct, PublishedBefore } from '../catalog.errors.js';
import { draftsDeleted } from '../catalog.events.js';
import { productWithin, type MerchantProduct } from './merchant-product-reads.js';
import { lockNumbers } from './write-variants.js';

export interface DraftToDelete {
  readonly productId: string;
  readonly merchantId: string;
  /** Only this one of its variants; the whole product where it is left out. */
  readonly variantId?: string;
}

const lock = statement('catalog.draft_to_delete', 'SELECT id FROM catalog.products WHERE id = $1 AND merchant_id = $2 FOR UPDATE');
const holders = statement('catalog.bundles_that_hold', 'SELECT variant_id FROM catalog.bundle_items WHERE item_variant_id = ANY ($1::uuid[]) AND variant_id <> ALL ($1::uuid[]) LIMIT 1');
const gone = statement('catalog.delete_drafts', `
  WITH items AS (DELETE FROM catalog.bundle_items WHERE variant_id = ANY ($1::uuid[])), prices AS (DELETE FROM catalog.prices WHERE variant_id = ANY ($1::uuid[])),
    pieces AS (DELETE FROM catalog.stock WHERE variant_id = ANY ($1::uuid[]))
  DELETE FROM catalog.variants WHERE id = ANY ($1::uuid[])`);
const productGone = statement('catalog.delete_draft_product', `DELETE FROM catalog.products WHERE id = $1 AND status = 'draft'`);

/** Deletes what was never on sale: a product, or one variant of several. Whoever keeps something for it hears of it. */
@Injectable()
export class DeleteDraft {
  constructor(private readonly database: Database, private readonly outbox: Outbox) {}

  /** @param alongside what is written with it, in its transaction @throws NotYourProduct, PublishedBefore, LastVariant, HeldByBundle; then nothing is gone */
  async run({ productId, merchantId, variantId }: DraftToDelete, alongside?: (tx: Tx, product: MerchantProduct) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [locked] = await prepared(tx, lock, [productId, merchantId]);
      if (!locked) throw new NotYourProduct();
      await lockNumbers(tx, merchantId);
      const product = await productWithin(tx, productId, merchantId);
      const variantIds = variantId === undefined ? wholeOf(product) : oneOf(product, variantId);
      if ((await prepared(tx, holders, [variantIds])).length) throw new HeldByBundle();
      await prepared(tx, gone, [variantIds]);
      const isWhole = variantId === undefined;
      if (isWhole) await prepared(tx, productGone, [productId]);
      await this.outbox.publish(tx, draftsDeleted, { productId, merchantId, variantIds, isWhole });
      await alongside?.(tx, product);
    });
  }
}

/** @throws PublishedBefore */
function wholeOf({ status, variants }: MerchantProduct): string[] {
  if (status !== 'draft') throw new PublishedBefore();
  return variants.map(({ id }) => id);
}

/** @throws NotYourProduct, PublishedBefore, LastVariant */
function oneOf({ variants }: MerchantProduct, variantId: string): string[] {
  const variant = variants.find(({ id }) => id === variantId);
  if (!variant) throw new NotYourProduct();
  if (!variant.isDraft) throw new PublishedBefore();
  if (variants.length === 1) throw new LastVariant();
  return [variantId];
}
