import { Injectable } from '@nestjs/common';
import { ProductReads, type ProductCard, type ProductView } from '@silkport/catalog';
import { DataSetReads, EntitlementReads, TrackReads, type AssetPreview, type DataSetView } from '@silkport/delivery';
import { KeptAwhile } from './kept-awhile.js';
import { ProductTermsReads, type ProductTerms } from './product-terms.js';
import type { VisitorChoices } from './visitor.js';

const moreShown = 4;

/** What stands around a product on its page: its files, and more from its maker. The product itself, its price and stock are read anew each time. */
@Injectable()
export class ProductSurroundings {
  private readonly files = new KeptAwhile<readonly AssetPreview[]>(5000);
  private readonly samples = new KeptAwhile<boolean>(5000);
  private readonly dataSets = new KeptAwhile<DataSetView | undefined>();
  private readonly terms = new KeptAwhile<ProductTerms>();
  private readonly more = new KeptAwhile<readonly ProductCard[]>();

  constructor(private readonly products: ProductReads, private readonly deliveries: EntitlementReads, private readonly tracks: TrackReads, private readonly sets: DataSetReads, private readonly settled: ProductTermsReads) {}

  async of(product: ProductView, { locale, currency, country }: VisitorChoices): Promise<{ files: readonly AssetPreview[]; hasSample: boolean; dataSet: DataSetView | undefined; terms: ProductTerms; more: readonly ProductCard[] }> {
    const { id, merchantId, deliveryKind } = product;
    const [files, hasSample, dataSet, terms, byMaker] = await Promise.all([
      deliveryKind === 'parcel' ? [] : this.files.of(id, () => this.deliveries.assetsOfProduct(id)),
      deliveryKind === 'stream' || deliveryKind === 'download' ? this.samples.of(id, () => this.tracks.hasSamples(id)) : false,
      deliveryKind === 'data-set' ? this.dataSets.of(id, () => this.sets.ofProduct(id)) : undefined,
      this.terms.of(id, () => this.settled.of(product)),
      this.more.of(`${merchantId} ${locale} ${currency} ${country}`, async () => (await this.products.list({ merchantId, locale, currency, country, limit: moreShown + 1 })).items),
    ]);
    return { files, hasSample, dataSet, terms, more: byMaker.filter((other) => other.id !== id).slice(0, moreShown) };
  }
}
