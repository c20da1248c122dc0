import type { Page, ProductCard } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { browseAddress, type BrowseQuery } from '../browse-query.js';
import type { Visitor } from '../visitor.js';
import { PriceTaxNote } from './price-tax-note.js';
import { ProductGrid } from './product-card.js';

interface ProductListProps {
  readonly visitor: Visitor;
  readonly page: Page<ProductCard>;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly label: string;
  readonly path: string;
  readonly query: BrowseQuery;
}

/** A page of products and the way on; says what to do where there are none. */
export function ProductList({ visitor, page, clusters, label, path, query }: ProductListProps) {
  if (page.items.length === 0) {
    return <p class="notice">{visitor.t('listing.empty')} <a href={path}>{visitor.t('listing.clear')}</a></p>;
  }
  return (
    <>
      <ProductGrid visitor={visitor} products={page.items} clusters={clusters} label={label} />
      <PriceTaxNote visitor={visitor} />
      {page.nextCursor || query.cursor ? (
        <p class="pager">
          {query.cursor ? <a class="button quiet-button" href={`${browseAddress(path, query)}#products`}>{visitor.t('listing.first')}</a> : null}
          {page.nextCursor ? <a class="button quiet-button" rel="next" href={`${browseAddress(path, query, { cursor: page.nextCursor })}#products`}>{visitor.t('listing.more')}</a> : null}
        </p>
      ) : null}
    </>
  );
}
