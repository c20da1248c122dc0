import type { Page, ProductCard } from '@silkport/catalog';
import type { ClusterView, MerchantView } from '@silkport/clusters';
import type { BrowseQuery } from '../browse-query.js';
import type { Shelves } from '../cluster-shelves.js';
import { BothScripts } from '../parts/both-scripts.js';
import { ListFilters } from '../parts/list-filters.js';
import { MerchantCard } from '../parts/merchant-card.js';
import { paletteStyle } from '../parts/palette-style.js';
import { ProductList } from '../parts/product-list.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface ClusterProps {
  readonly visitor: Visitor;
  readonly cluster: ClusterView;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly merchants: readonly MerchantView[];
  readonly shelves: Shelves;
  readonly page: Page<ProductCard>;
  readonly query: BrowseQuery;
}

/** A place before a list: what it is known for, who works there, then what they make. */
export function ClusterPage({ visitor, cluster, clusters, merchants, shelves, page, query }: ClusterProps) {
  const path = visitor.link(`/clusters/${cluster.id}`);
  const products = (
    <section class="wrap" aria-labelledby="products">
      <h2 id="products">{visitor.t('cluster.products')}</h2>
      <ListFilters visitor={visitor} path={path} query={query} branches={shelves.branches} kinds={shelves.deliveryKinds} />
      <ProductList visitor={visitor} page={page} clusters={clusters} label={visitor.t('cluster.products')} path={path} query={query} />
    </section>
  );
  return (
    <>
      <header class="place-head" style={paletteStyle(cluster.id)}>
        <img class="place-banner" src={`/art/clusters/${cluster.id}/banner.svg`} width="1200" height="320" alt="" />
        <div class="wrap place-title">
          <h1><BothScripts of={cluster.name} visitor={visitor} /></h1>
          <p><Words of={cluster.tagline} visitor={visitor} /></p>
        </div>
      </header>
      {query.cursor ? null : <About visitor={visitor} cluster={cluster} merchants={merchants} />}
      {products}
    </>
  );
}

function About({ visitor, cluster, merchants }: { visitor: Visitor; cluster: ClusterView; merchants: readonly MerchantView[] }) {
  const leading = merchants.filter(({ sizeClass }) => sizeClass === 'leading');
  const smaller = merchants.filter(({ sizeClass }) => sizeClass !== 'leading');
  return (
    <div class="wrap">
      <div class="place-about">
        <div>
          <p class="story"><Words of={cluster.story} visitor={visitor} /></p>
          <h2 class="small-head">{visitor.t('cluster.specialities')}</h2>
          <ul class="tags">{cluster.specialities.map((speciality) => <li class="tag"><Words of={speciality} visitor={visitor} /></li>)}</ul>
        </div>
        <aside class="place-facts sheet">
          <img src={`/art/clusters/${cluster.id}/locator.svg`} width="240" height="180" alt="" />
          <dl>
            <div><dt>{visitor.t('cluster.city')}</dt><dd><Words of={cluster.city} visitor={visitor} /></dd></div>
            <div><dt>{visitor.t('cluster.province')}</dt><dd><Words of={cluster.province} visitor={visitor} /></dd></div>
            <div><dt>{visitor.t('cluster.known_since')}</dt><dd>{cluster.knownSince}</dd></div>
            <div><dt>{visitor.t('cluster.makers')}</dt><dd>{visitor.number(merchants.length)}</dd></div>
          </dl>
        </aside>
      </div>
      <h2>{visitor.t('cluster.makers')}</h2>
      <Makers visitor={visitor} label={visitor.t('cluster.leading')} merchants={leading} />
      <Makers visitor={visitor} label={visitor.t('cluster.small')} merchants={smaller} />
    </div>
  );
}

function Makers({ visitor, label, merchants }: { visitor: Visitor; label: string; merchants: readonly MerchantView[] }) {
  if (merchants.length === 0) return null;
  return (
    <section>
      <h3>{label}</h3>
      <ul class="merchant-cards">{merchants.map((merchant) => <MerchantCard visitor={visitor} merchant={merchant} />)}</ul>
    </section>
  );
}
