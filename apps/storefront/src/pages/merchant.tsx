import type { Page, ProductCard } from '@silkport/catalog';
import type { ClusterView, MerchantView } from '@silkport/clusters';
import type { BrowseQuery } from '../browse-query.js';
import { BothScripts } from '../parts/both-scripts.js';
import { ListFilters } from '../parts/list-filters.js';
import { paletteStyle } from '../parts/palette-style.js';
import { ProductList } from '../parts/product-list.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface MerchantProps {
  readonly visitor: Visitor;
  readonly merchant: MerchantView;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly page: Page<ProductCard>;
  readonly query: BrowseQuery;
}

/** A maker: who they are, where, since when, and what they offer. */
export function MerchantPage({ visitor, merchant, clusters, page, query }: MerchantProps) {
  const cluster = clusters.get(merchant.clusterId);
  const path = visitor.link(`/merchants/${merchant.slug}`);
  return (
    <div class="wrap">
      <header class="maker-head" style={paletteStyle(merchant.clusterId)}>
        <img src={`/art/merchants/${merchant.slug}.svg`} width="112" height="112" alt="" />
        <div>
          <h1><BothScripts of={merchant.name} visitor={visitor} /></h1>
          <p class="quiet">{visitor.t(`merchant.size.${merchant.sizeClass}`)} · {visitor.t('merchant.founded', { year: merchant.foundedYear })}</p>
          <p>
            <Words of={merchant.city} visitor={visitor} />
            {cluster ? <> · <a href={visitor.link(`/clusters/${cluster.id}`)}><Words of={cluster.name} visitor={visitor} /></a></> : null}
          </p>
        </div>
      </header>
      {query.cursor ? null : <p class="story"><Words of={merchant.story} visitor={visitor} /></p>}
      <h2 id="products">{visitor.t('merchant.products')}</h2>
      {page.items.length > 1 || query.cursor ? <ListFilters visitor={visitor} path={path} query={query} kinds={[]} /> : null}
      <ProductList visitor={visitor} page={page} clusters={clusters} label={visitor.t('merchant.products')} path={path} query={query} />
    </div>
  );
}
