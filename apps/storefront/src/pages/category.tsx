import type { DeliveryKind, Page, ProductCard } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { childrenOf, type TaxonomyNode } from '@silkport/markets';
import type { BrowseQuery } from '../browse-query.js';
import { Chips } from '../parts/chips.js';
import { CategoryCrumbs } from '../parts/crumbs.js';
import { ListFilters } from '../parts/list-filters.js';
import { ProductList } from '../parts/product-list.js';
import type { Visitor } from '../visitor.js';

interface CategoryProps {
  readonly visitor: Visitor;
  readonly node: TaxonomyNode;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  /** Of which there is something in it. */
  readonly kinds: readonly DeliveryKind[];
  readonly page: Page<ProductCard>;
  readonly query: BrowseQuery;
}

/** A root, branch or leaf of the taxonomy, the way up and down from it, and its products from every place. */
export function CategoryPage({ visitor, node, clusters, kinds, page, query }: CategoryProps) {
  const path = visitor.link(`/categories/${node.id}`);
  const name = node.names[visitor.locale];
  const inside = childrenOf(node.id).map((child) => ({ label: child.names[visitor.locale], href: visitor.link(`/categories/${child.id}`) }));
  return (
    <div class="wrap">
      <CategoryCrumbs visitor={visitor} taxonomyId={node.id} />
      <h1>{name}</h1>
      <Chips id="inside" label={visitor.t('category.inside')} chips={inside} />
      <h2 class="visually-hidden" id="products">{visitor.t('category.products')}</h2>
      <ListFilters visitor={visitor} path={path} query={query} kinds={kinds} />
      <ProductList visitor={visitor} page={page} clusters={clusters} label={name} path={path} query={query} />
    </div>
  );
}
