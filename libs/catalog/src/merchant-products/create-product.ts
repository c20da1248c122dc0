import { Injectable } from '@nestjs/common';
import { ClusterReads, type MerchantView } from '@silkport/clusters';
import { Database, Idempotency, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { CodeTaken, MainPriceMissing, NotYourProduct, SlugTaken } from '../catalog.errors.js';
import { insertUnlessTaken, takenOf, type WrittenProduct } from '../product-row.js';
import type { ProductDraft } from './product-draft.js';
import { refuseKind, refuseUnfit } from './refuse-unfit.js';
import { slugOf } from './slug-of.js';
import { writeVariants } from './write-variants.js';

/** Makes a product as a draft: its merchant goes on with files, keys or whatever its kind needs, and publishes it then. */
@Injectable()
export class CreateProduct {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clusters: ClusterReads, private readonly clock: Clock) {}

  /**
   * @param alongside what is written with it, in its transaction
   * @returns its id; of a repeated request that of the first
   * @throws CategoryUnknown, KindNotOfCategory, NameMissing, NotOfThisKind, CodeTaken, SlugTaken, SkuTaken, BundleRefused, CurrencyNotOffered, PriceRefused,
   *   PriceMarketUnknown, PricePeriodRefused, PricesOverlap, MainPriceMissing, IdempotencyKeyReused; then there is nothing
   */
  async run(draft: ProductDraft & { readonly merchantId: string }, claim: IdempotentRequest, alongside?: (tx: Tx, productId: string) => Promise<void>): Promise<string> {
    refuseKind(draft.taxonomyId, draft.deliveryKind);
    refuseUnfit(draft, draft.deliveryKind);
    const [merchant] = await this.clusters.merchantsById([draft.merchantId]);
    // Its merchant is in no cluster, so that it can sell nothing yet.
    if (!merchant) throw new NotYourProduct();
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = await this.idempotency.claim(tx, claim, id);
      if (earlier) return earlier;
      await this.create(tx, id, draft, merchant);
      await alongside?.(tx, id);
      return id;
    });
  }

  private async create(tx: Tx, id: string, draft: ProductDraft, merchant: MerchantView): Promise<void> {
    const mainCurrency = draft.variants[0]?.prices?.[0]?.currency;
    if (!mainCurrency) throw new MainPriceMissing({ currency: '' }, 'variants.0.prices');
    const product = await this.insert(tx, draft, {
      ...draft, id, code: '', slug: '', merchant, clusterId: merchant.clusterId, status: 'draft', publishedAt: null, mainCurrency, fromPrices: [], fromPriceMinor: 0n, variantCount: 0,
    });
    const variants = draft.variants.map((variant, position) => ({ variant: { ...variant, id: undefined }, position }));
    await writeVariants(tx, { productId: id, merchantId: merchant.id, code: product.code, deliveryKind: draft.deliveryKind, mainCurrency }, variants, this.clock.now());
  }

  /** Where a name that was made is another's already, the end of the id makes it one of its own. @throws CodeTaken, SlugTaken */
  private async insert(tx: Tx, { code, slug, name }: ProductDraft, draft: WrittenProduct): Promise<WrittenProduct> {
    const end = draft.id.slice(-8);
    const made = slugOf(name.en ?? '') || draft.merchant.slug;
    for (const [madeCode, madeSlug] of [[codeOf(made), made], [codeOf(made, end), `${made}-${end}`]] as const) {
      const product = { ...draft, code: code ?? madeCode, slug: slug ?? madeSlug };
      if (await insertUnlessTaken(tx, product)) return product;
    }
    const taken = await takenOf(tx, { id: draft.id, code: code ?? codeOf(made, end), slug: slug ?? `${made}-${end}` });
    throw taken.code ? new CodeTaken({}, 'code') : new SlugTaken({}, 'slug');
  }
}

function codeOf(slug: string, end?: string): string {
  return `${slug.slice(0, 30).replace(/-+$/, '')}${end ? `-${end}` : ''}`.toUpperCase();
}
