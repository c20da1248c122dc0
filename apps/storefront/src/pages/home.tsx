import type { ProductCard } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { taxonomyRoots } from '@silkport/markets';
import { ClusterCard } from '../parts/cluster-card.js';
import { Icon } from '../parts/icon.js';
import { PriceTaxNote } from '../parts/price-tax-note.js';
import { ProductGrid } from '../parts/product-card.js';
import type { Visitor } from '../visitor.js';

interface HomeProps {
  readonly visitor: Visitor;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly fresh: readonly ProductCard[];
}

const steps = ['choose', 'pay', 'receive'] as const;

/** Every third place of the list, so that workshops of things and of works stand side by side. */
const shownOnFront = (_: ClusterView, index: number) => index % 3 === 0;

/** The front page: an exhibition of makers. */
export function HomePage({ visitor, clusters, fresh }: HomeProps) {
  const places = [...clusters.values()];
  return (
    <>
      <section class="hero">
        <div class="wrap hero-row">
          <div class="hero-words">
            <h1>{visitor.t('home.headline')}</h1>
            <p class="lead">{visitor.t('home.lead', { count: places.length })}</p>
            <p class="hero-ways">
              <a class="button" href={visitor.link('/clusters')}>{visitor.t('home.see_clusters')}<Icon name="arrow" /></a>
              <a class="button quiet-button" href={visitor.link('/categories')}>{visitor.t('home.see_categories')}</a>
            </p>
          </div>
          <div class="seal-wall" aria-hidden="true">
            {places.map(({ id }) => <img src={`/art/clusters/${id}/mark.svg`} width="72" height="72" alt="" decoding="async" />)}
          </div>
        </div>
      </section>
      <div class="wrap">
        <section aria-labelledby="roots">
          <h2 id="roots">{visitor.t('home.roots')}</h2>
          <ul class="roots">
            {taxonomyRoots.map((root) => (
              <li class="root-card">
                <img src={`/art/categories/${root.id}.svg`} width="400" height="300" alt="" decoding="async" />
                <h3><a href={visitor.link(`/categories/${root.id}`)}>{root.names[visitor.locale]}</a></h3>
                <p class="quiet">{visitor.t(`home.root.${root.id}`)}</p>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="places">
          <h2 id="places">{visitor.t('home.clusters')}</h2>
          <ul class="cluster-cards">{places.filter(shownOnFront).map((cluster) => <ClusterCard visitor={visitor} cluster={cluster} />)}</ul>
          <p class="pager"><a class="button quiet-button" href={visitor.link('/clusters')}>{visitor.t('home.all_clusters', { count: places.length })}</a></p>
        </section>
        <section aria-labelledby="fresh">
          <h2 id="fresh">{visitor.t('home.fresh')}</h2>
          <ProductGrid visitor={visitor} products={fresh} clusters={clusters} label={visitor.t('home.fresh')} />
          <PriceTaxNote visitor={visitor} />
        </section>
        <section aria-labelledby="how">
          <h2 id="how">{visitor.t('home.how')}</h2>
          <ol class="steps">
            {steps.map((step) => <li class="sheet"><h3>{visitor.t(`home.step_${step}.title`)}</h3><p>{visitor.t(`home.step_${step}.text`)}</p></li>)}
          </ol>
        </section>
      </div>
    </>
  );
}
