import type { Facet, SearchPage as Found } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { findTaxonomyNode, taxonomyRoots } from '@silkport/markets';
import { browseAddress, type BrowseQuery } from '../browse-query.js';
import { Chips, type Chip } from '../parts/chips.js';
import { ProductList } from '../parts/product-list.js';
import type { Visitor } from '../visitor.js';

interface SearchProps {
  readonly visitor: Visitor;
  readonly query: BrowseQuery;
  /** Undefined before anything has been asked for. */
  readonly found: Found | undefined;
  readonly clusters: ReadonlyMap<string, ClusterView>;
}

const mostFacets = 12;

/** What was found, and ways to narrow it; where nothing was, ways on. */
export function SearchPage({ visitor, query, found, clusters }: SearchProps) {
  const path = visitor.link('/search');
  const { words } = query;
  if (!found || !words) return <div class="wrap search-head"><h1>{visitor.t('search_page.prompt')}</h1><WaysOn visitor={visitor} /></div>;
  const isNarrowed = query.clusterId ?? query.taxonomyId ?? query.deliveryKind;
  if (found.items.length === 0 && !isNarrowed) {
    return (
      <div class="wrap search-head">
        <h1>{visitor.t('search_page.nothing', { query: words })}</h1>
        <p class="lead">{visitor.t('search_page.nothing_help')}</p>
        <WaysOn visitor={visitor} />
      </div>
    );
  }
  return (
    <div class="wrap search-head">
      <h1 id="products">{visitor.t('search_page.results', { query: words })}</h1>
      {found.isApproximate ? <p class="notice">{visitor.t('search_page.approximate')}</p> : null}
      <Facets visitor={visitor} query={query} found={found} clusters={clusters} path={path} />
      <ProductList visitor={visitor} page={found} clusters={clusters} label={visitor.t('search_page.results', { query: words })} path={path} query={query} />
    </div>
  );
}

function Facets({ visitor, query, found, clusters, path }: Omit<SearchProps, 'found'> & { found: Found; path: string }) {
  const chipsOf = (part: 'clusterId' | 'taxonomyId' | 'deliveryKind', facets: readonly Facet[], nameOf: (value: string) => string): Chip[] =>
    facets.slice(0, mostFacets).map(({ value, count }) => ({
      label: nameOf(value), count: visitor.number(count), isChosen: query[part] === value, href: browseAddress(path, query, { [part]: query[part] === value ? undefined : value }),
    }));
  const { facets } = found;
  return (
    <div class="list-filters">
      <Chips id="by-place" label={visitor.t('search_page.places')} chips={chipsOf('clusterId', facets.clusters, (id) => visitor.text(clusters.get(id)?.name ?? { en: id }).text)} />
      <Chips id="by-category" label={visitor.t('search_page.categories')} chips={chipsOf('taxonomyId', facets.categories, (id) => findTaxonomyNode(id)?.names[visitor.locale] ?? id)} />
      <Chips id="by-kind" label={visitor.t('listing.kinds')} chips={chipsOf('deliveryKind', facets.deliveryKinds, (kind) => visitor.t(`kind.${kind}`))} />
    </div>
  );
}

function WaysOn({ visitor }: { visitor: Visitor }) {
  const categories = taxonomyRoots.map((root) => ({ label: root.names[visitor.locale], href: visitor.link(`/categories/${root.id}`) }));
  return (
    <>
      <Chips id="ways-on" label={visitor.t('search_page.look_through')} chips={categories} />
      <p><a href={visitor.link('/clusters')}>{visitor.t('home.see_clusters')}</a></p>
    </>
  );
}
