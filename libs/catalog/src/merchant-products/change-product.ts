import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, type Translated } from '@silkport/values';
import { CodeTaken, FixedOncePublished, NotYourProduct, ProductIncomplete, SlugTaken, StockSetElsewhere, VariantLeftOut, VariantUnknown } from '../catalog.errors.js';
import { keepWordsOf, rewriteProduct, takenOf } from '../product-row.js';
import { keepCardPrices } from '../write-prices.js';
import { productWithin, type MerchantProduct } from './merchant-product-reads.js';
import { ownGaps } from './own-gaps.js';
import type { ProductWords } from './product-draft.js';
import { refuseKind, refuseUnfit } from './refuse-unfit.js';
import { writeVariants } from './write-variants.js';

export interface ProductChange extends ProductWords {
  readonly productId: string;
  readonly merchantId: string;
}

interface Locked { clusterId: string; merchant: { id: string; slug: string; name: Translated } }

const lock = statement('catalog.product_to_change', `
  SELECT cluster_id AS "clusterId", json_build_object('id', merchant_id, 'slug', merchant_slug, 'name', merchant_name) AS merchant FROM catalog.products WHERE id = $1 AND merchant_id = $2 FOR UPDATE`);

/**
 * Says anew what a product is, the whole of it but its kind. Variants are added, renamed and put in another order; none goes. Orders keep what they were placed for, and quotes
 * what they promised: what a bundle holds is taken apart when it is quoted.
 */
@Injectable()
export class ChangeProduct {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /**
   * Doing it again changes nothing.
   * @param alongside what is written with it, in its transaction
   * @throws NotYourProduct, VariantUnknown, VariantLeftOut, StockSetElsewhere, FixedOncePublished, ProductIncomplete of what is on sale, and what `CreateProduct` throws; then nothing is changed
   */
  async run({ productId, merchantId, ...words }: ProductChange, alongside?: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [locked] = await prepared<Locked>(tx, lock, [productId, merchantId]);
      if (!locked) throw new NotYourProduct();
      const before = await productWithin(tx, productId, merchantId);
      const { code = before.code, slug = before.slug, taxonomyId, variants } = words;
      if (taxonomyId !== before.taxonomyId) refuseKind(taxonomyId, before.deliveryKind);
      refuseUnfit(words, before.deliveryKind);
      refuseChangesOfVariants(before, words);
      if (before.status !== 'draft') refuseChangesOfFixed(before, { code, slug, taxonomyId });
      const taken = await takenOf(tx, { id: productId, code, slug });
      if (taken.code) throw new CodeTaken({}, 'code');
      if (taken.slug) throw new SlugTaken({}, 'slug');
      await rewriteProduct(tx, { ...before, ...words, ...locked, id: productId, code, slug, fromPrices: [], fromPriceMinor: 0n, variantCount: 0 });
      const now = this.clock.now();
      const placed = variants.map((variant, position) => ({ variant, position, kept: before.variants.find(({ id }) => id === variant.id) }));
      await writeVariants(tx, { productId, merchantId, code, deliveryKind: before.deliveryKind, mainCurrency: before.mainCurrency }, placed, now);
      await keepCardPrices(tx, productId, now);
      if (before.status !== 'draft') await this.refuseIncomplete(tx, productId, merchantId);
      await alongside?.(tx);
    }).catch(refuseTaken);
  }

  private async refuseIncomplete(tx: Tx, productId: string, merchantId: string): Promise<void> {
    const gaps = ownGaps(await productWithin(tx, productId, merchantId), false);
    if (gaps.length) throw new ProductIncomplete(gaps);
    await keepWordsOf(tx, productId);
  }
}

/** Two at once that take the same name: the later one is told what it would have been told a moment later. @throws CodeTaken, SlugTaken */
function refuseTaken(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } } | null)?.driverError ?? (error as { constraint?: string });
  if (constraint === 'products_code_key') throw new CodeTaken({}, 'code');
  if (constraint === 'products_slug_key') throw new SlugTaken({}, 'slug');
  throw error;
}

/** @throws VariantUnknown, VariantLeftOut, StockSetElsewhere */
function refuseChangesOfVariants({ variants: before }: MerchantProduct, { variants }: ProductWords): void {
  const named = variants.flatMap(({ id }) => id ?? []);
  variants.forEach(({ id, stock }, index) => {
    if (id === undefined) return;
    if (!before.some((known) => known.id === id) || named.indexOf(id) !== named.lastIndexOf(id)) throw new VariantUnknown({}, `variants.${index}.id`);
    if (stock !== undefined) throw new StockSetElsewhere({}, `variants.${index}.stock`);
  });
  const gone = before.find(({ id }) => !named.includes(id));
  if (gone) throw new VariantLeftOut({ sku: gone.sku }, 'variants');
}

/** Addresses that were given out, pictures drawn from the code, and the class that orders are taxed by, stay. @throws FixedOncePublished */
function refuseChangesOfFixed(before: MerchantProduct, after: Pick<MerchantProduct, 'code' | 'slug' | 'taxonomyId'>): void {
  const changed = (['code', 'slug', 'taxonomyId'] as const).find((field) => before[field] !== after[field]);
  if (changed) throw new FixedOncePublished({}, changed === 'taxonomyId' ? 'categoryId' : changed);
}
