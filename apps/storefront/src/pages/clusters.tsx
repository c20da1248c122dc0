import { clusterMap, clusterPalette, type ClusterView } from '@silkport/clusters';
import { BothScripts } from '../parts/both-scripts.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

/** All places: on a map, and in a list by province that needs none. */
export function ClustersPage({ visitor, clusters }: { visitor: Visitor; clusters: readonly ClusterView[] }) {
  const points = clusters.map(({ id, latitude, longitude, city }) => ({
    id, latitude, longitude, label: visitor.text(city).text, href: visitor.link(`/clusters/${id}`), palette: clusterPalette(id),
  }));
  return (
    <div class="wrap">
      <header class="page-head">
        <h1>{visitor.t('clusters.title')}</h1>
        <p class="lead">{visitor.t('clusters.lead', { count: clusters.length })}</p>
      </header>
      <div class="map-sheet sheet" dangerouslySetInnerHTML={{ __html: clusterMap(points, visitor.t('clusters.map_name')) }} />
      <h2 id="by-province">{visitor.t('clusters.by_province')}</h2>
      <div class="provinces">
        {byProvince(visitor, clusters).map(([province, places]) => (
          <section class="province">
            <h3>{province}</h3>
            <ul class="place-list">{places.map((cluster) => <Place visitor={visitor} cluster={cluster} />)}</ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function Place({ visitor, cluster }: { visitor: Visitor; cluster: ClusterView }) {
  return (
    <li class="place">
      <img src={`/art/clusters/${cluster.id}/mark.svg`} width="48" height="48" alt="" loading="lazy" decoding="async" />
      <div>
        <a href={visitor.link(`/clusters/${cluster.id}`)}><BothScripts of={cluster.name} visitor={visitor} /></a>
        <p class="quiet"><Words of={cluster.tagline} visitor={visitor} /></p>
        <p class="quiet">{visitor.t('clusters.makers', { count: cluster.merchantCount })}</p>
      </div>
    </li>
  );
}

/** Provinces in the reader's alphabet. */
function byProvince(visitor: Visitor, clusters: readonly ClusterView[]): [string, ClusterView[]][] {
  const { compare } = new Intl.Collator(visitor.locale);
  const groups = Map.groupBy(clusters, ({ province }) => visitor.text(province).text);
  return [...groups].toSorted(([left], [right]) => compare(left, right));
}
