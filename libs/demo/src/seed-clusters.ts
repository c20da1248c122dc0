import { Injectable } from '@nestjs/common';
import { ClusterReads, FoundClusters, type NewCluster, type NewMerchant } from '@silkport/clusters';
import { Clock } from '@silkport/values';
import type { DemoCluster, DemoMerchant } from './demo-content.js';
import { demoId } from './demo-ids.js';
import { demoLegalFacts } from './demo-legal-facts.js';

/** Clusters and merchants of the demo. */
@Injectable()
export class SeedClusters {
  constructor(private readonly reads: ClusterReads, private readonly found: FoundClusters, private readonly clock: Clock) {}

  async run(clusters: readonly DemoCluster[]): Promise<void> {
    if ((await this.reads.all()).length) return;
    const validFrom = this.clock.now();
    const merchants = clusters.flatMap((cluster) => cluster.merchants.map((merchant) => ({ cluster, merchant })));
    await this.found.run(clusters.map(clusterOf), merchants.map(({ cluster, merchant }, index) => ({ ...merchantOf(cluster, merchant), legalFacts: { ...demoLegalFacts(cluster, merchant, index), validFrom } })));
  }
}

function clusterOf(cluster: DemoCluster, position: number): NewCluster {
  const { id, kind, name, city, province, tagline, story, specialities, knownSince, latitude, longitude } = cluster;
  return { id, kind, country: 'CN', name, city, province, tagline, story, specialities, knownSince, latitude, longitude, position };
}

function merchantOf(cluster: DemoCluster, { slug, name, city, story, size, since }: DemoMerchant): NewMerchant {
  return { id: demoId('merchant', slug), slug, clusterId: cluster.id, name, city, story, sizeClass: size, foundedYear: since, country: 'CN' };
}
