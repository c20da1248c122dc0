import { childrenOf, taxonomyRoots } from '@silkport/markets';
import type { Visitor } from '../visitor.js';

/** Everything that is traded, by root and branch. */
export function CategoriesPage({ visitor }: { visitor: Visitor }) {
  return (
    <div class="wrap">
      <header class="page-head">
        <h1>{visitor.t('categories.title')}</h1>
        <p class="lead">{visitor.t('categories.lead')}</p>
      </header>
      {taxonomyRoots.map((root) => (
        <section aria-labelledby={root.id}>
          <h2 id={root.id}><a href={visitor.link(`/categories/${root.id}`)}>{root.names[visitor.locale]}</a></h2>
          <ul class="branches">
            {childrenOf(root.id).map((branch) => (
              <li>
                <a class="branch" href={visitor.link(`/categories/${branch.id}`)}>
                  <img src={`/art/categories/${branch.id}.svg`} width="96" height="72" alt="" loading="lazy" decoding="async" />
                  <span>{branch.names[visitor.locale]}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
