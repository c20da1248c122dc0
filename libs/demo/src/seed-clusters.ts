import { Injectable } from '@nestjs/common';
import { ClusterReads, FoundClusters, type NewCluster, type NewMerchant } from '@silkport/clusters';
import type { DemoCluster, DemoMerchant } from './demo-content.js';
import { demoId } from './demo-ids.js';

/** Clusters and merchants of the demo. */
@Injectable()
export class SeedClusters {
  constructor(private readonly reads: ClusterReads, private readonly found: FoundClusters) {}

  async run(clusters: readonly DemoCluster[]): Promise<void> {
    if ((await this.reads.all()).length) return;
    await this.found.run(clusters.map(clusterOf), clusters.flatMap((cluster) => cluster.merchants.map((merchant) => merchantOf(cluster, merchant))));
  }
}

function clusterOf(cluster: DemoCluster, position: number): NewCluster {
  const { id, kind, name, city, province, tagline, story, specialities, knownSince, latitude, longitude } = cluster;
  return { id, kind, country: 'CN', name, city, province, tagline, story, specialities, knownSince, latitude, longitude, position };
}

function merchantOf(cluster: DemoCluster, { slug, name, city, story, size, since }: DemoMerchant): NewMerchant {
  return { id: demoId('merchant', slug), slug, clusterId: cluster.id, name, city, story, sizeClass: size, foundedYear: since, country: 'CN' };
}
