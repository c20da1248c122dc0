import type { ClusterView } from '@silkport/clusters';
import type { Visitor } from '../visitor.js';
import { BothScripts } from './both-scripts.js';
import { Words } from './words.js';

/** A place on a strip of its own pattern: name in both scripts, where it lies, what it is good at. */
export function ClusterCard({ visitor, cluster }: { visitor: Visitor; cluster: ClusterView }) {
  return (
    <li class="cluster-card">
      <img class="cluster-strip" src={`/art/clusters/${cluster.id}/banner.svg`} width="600" height="160" alt="" loading="lazy" decoding="async" />
      <h3><a href={visitor.link(`/clusters/${cluster.id}`)}><BothScripts of={cluster.name} visitor={visitor} /></a></h3>
      <p class="quiet"><Words of={cluster.city} visitor={visitor} /></p>
      <p><Words of={cluster.tagline} visitor={visitor} /></p>
    </li>
  );
}
