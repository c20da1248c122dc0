import { Inject, Injectable } from '@nestjs/common';
import { ProductReads, PublishProducts } from '@silkport/catalog';
import { AddAssets, AddLicenceKeys, EntitlementReads } from '@silkport/delivery';
import { CONFIG, type Config } from '@silkport/platform';
import type { DemoCluster } from './demo-content.js';
import { demoFiles } from './demo-files.js';
import { demoLicenceKey } from './demo-ids.js';
import { keysPerEdition } from './demo-variants.js';
import { newProductOf, placedProducts, type PlacedProduct } from './placed-products.js';
import type { Progress } from './seed-demo.js';
import { demoBundles } from './seeds/bundles.js';

const productsPerStep = 40;

/** Files, keys and products of the demo, in that order: a product is on sale only when it can be delivered. */
@Injectable()
export class SeedGoods {
  constructor(
    private readonly reads: ProductReads,
    private readonly publish: PublishProducts,
    private readonly addAssets: AddAssets,
    private readonly addLicenceKeys: AddLicenceKeys,
    private readonly delivered: EntitlementReads,
    @Inject(CONFIG) private readonly config: Pick<Config, 'signingSecret'>,
  ) {}

  async isDone(): Promise<boolean> {
    return (await this.reads.artSubject('yiwu-01')) !== undefined;
  }

  async run(clusters: readonly DemoCluster[], say: Progress): Promise<void> {
    const placed = placedProducts(clusters);
    for (let start = 0; start < placed.length; start += productsPerStep) {
      say(`Making what buyers receive: ${Math.min(start + productsPerStep, placed.length)} of ${placed.length} products…`);
      await this.addFiles(placed.slice(start, start + productsPerStep));
    }
    const products = placed.map((each, order) => newProductOf(each, order));
    const editions = products.filter(({ deliveryKind }) => deliveryKind === 'licence-key').flatMap(({ id: productId = '', variants }) => variants.map((variant) => ({ ...variant, productId })));
    for (const { id = '', productId, sku } of editions) {
      await this.addLicenceKeys.run({ variantId: id, productId, keys: Array.from({ length: keysPerEdition }, (_, n) => demoLicenceKey(this.config.signingSecret ?? '', sku, n)) });
    }
    say('Publishing products…');
    await this.publish.run([...products, ...demoBundles(products)]);
  }

  /** Files of products that have none yet: those of one step are added together, or not at all. */
  private async addFiles(placed: readonly PlacedProduct[]): Promise<void> {
    const known = await Promise.all(placed.map(({ id }) => this.delivered.assetsOfProduct(id)));
    const missing = placed.filter((_, index) => known[index]?.length === 0);
    await this.addAssets.run(missing.flatMap(({ cluster, merchant, product }) => demoFiles(cluster, merchant, product)));
  }
}
