import type { DeliveryKind } from '@silkport/catalog';
import { findTaxonomyNode } from '@silkport/markets';
import { browseAddress, listOrders, type BrowseQuery } from '../browse-query.js';
import type { Visitor } from '../visitor.js';
import { Chips } from './chips.js';

interface ListFiltersProps {
  readonly visitor: Visitor;
  /** Address of the page without its query. */
  readonly path: string;
  readonly query: BrowseQuery;
  /** Branches that the list can be narrowed to; none on a page that has another way down. */
  readonly branches?: readonly string[];
  readonly kinds: readonly DeliveryKind[];
}

const orderKeys = { newest: 'listing.newest', price: 'listing.price', '-price': 'listing.price_down' } as const;

/** Ways to narrow and order a list of products: plain links, so that each state has an address. */
export function ListFilters({ visitor, path, query, branches = [], kinds }: ListFiltersProps) {
  const to = (change: Parameters<typeof browseAddress>[2]) => `${browseAddress(path, query, change)}#products`;
  const branchChips = branches.map((id) => ({
    label: findTaxonomyNode(id)?.names[visitor.locale] ?? id, href: to({ taxonomyId: query.taxonomyId === id ? undefined : id }), isChosen: query.taxonomyId === id,
  }));
  const kindChips = kinds.map((kind) => ({
    label: visitor.t(`kind.${kind}`), href: to({ deliveryKind: query.deliveryKind === kind ? undefined : kind }), isChosen: query.deliveryKind === kind,
  }));
  const orderChips = listOrders.map((order) => ({ label: visitor.t(orderKeys[order]), href: to({ order }), isChosen: (query.order ?? 'newest') === order }));
  return (
    <div class="list-filters">
      {branchChips.length > 1 ? <Chips id="by-branch" label={visitor.t('cluster.collections')} chips={[{ label: visitor.t('listing.all'), href: to({ taxonomyId: undefined }), isChosen: !query.taxonomyId }, ...branchChips]} /> : null}
      {kindChips.length > 1 ? <Chips id="by-kind" label={visitor.t('listing.kinds')} chips={kindChips} /> : null}
      <Chips id="by-order" label={visitor.t('listing.order')} chips={orderChips} />
    </div>
  );
}
