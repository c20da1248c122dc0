import { pathOf, type TaxonomyNode } from '@silkport/markets';
import type { Visitor } from '../visitor.js';

/** The way from all categories down to one; the last is the page itself unless `isWhole` makes it a link too. */
export function CategoryCrumbs({ visitor, taxonomyId, isWhole = false }: { visitor: Visitor; taxonomyId: string; isWhole?: boolean }) {
  const path = pathOf(taxonomyId);
  const above: readonly TaxonomyNode[] = isWhole ? path : path.slice(0, -1);
  const here = isWhole ? undefined : path.at(-1);
  return (
    <nav class="crumbs" aria-label={visitor.t('category.crumbs')}>
      <ol>
        <li><a href={visitor.link('/categories')}>{visitor.t('nav.categories')}</a></li>
        {above.map((node) => <li><a href={visitor.link(`/categories/${node.id}`)}>{node.names[visitor.locale]}</a></li>)}
        {here ? <li aria-current="page">{here.names[visitor.locale]}</li> : null}
      </ol>
    </nav>
  );
}
