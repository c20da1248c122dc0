import type { ProductCard, ProductView } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { CategoryCrumbs } from '../parts/crumbs.js';
import { ProductGrid } from '../parts/product-card.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface WithdrawnProps {
  readonly visitor: Visitor;
  readonly product: ProductView;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly similar: readonly ProductCard[];
}

/** A product that has been taken off sale: says so, and what there is instead. */
export function WithdrawnProductPage({ visitor, product, clusters, similar }: WithdrawnProps) {
  return (
    <div class="wrap">
      <CategoryCrumbs visitor={visitor} taxonomyId={product.taxonomyId} isWhole />
      <h1><Words of={product.name} visitor={visitor} /></h1>
      <p class="notice">{visitor.say('catalog.product_withdrawn')}</p>
      {similar.length ? (
        <section aria-labelledby="similar">
          <h2 id="similar">{visitor.t('product.similar')}</h2>
          <ProductGrid visitor={visitor} products={similar} clusters={clusters} label={visitor.t('product.similar')} />
        </section>
      ) : null}
    </div>
  );
}
