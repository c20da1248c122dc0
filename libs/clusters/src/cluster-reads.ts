import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import type { SizeClass } from './cluster.entity.js';

export interface ClusterView {
  readonly id: string;
  readonly kind: string;
  readonly country: string;
  readonly name: Translated;
  readonly city: Translated;
  readonly province: Translated;
  readonly tagline: Translated;
  readonly story: Translated;
  readonly specialities: readonly Translated[];
  readonly knownSince: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly merchantCount: number;
}

export interface MerchantView {
  readonly id: string;
  readonly slug: string;
  readonly clusterId: string;
  readonly name: Translated;
  readonly city: Translated;
  readonly story: Translated;
  readonly sizeClass: SizeClass;
  readonly foundedYear: number;
  readonly country: string;
}

const merchantColumns = `id, slug, cluster_id AS "clusterId", name, city, story, size_class AS "sizeClass", founded_year AS "foundedYear", country`;
const allClusters = statement('clusters.all', `
  SELECT c.id, c.kind, c.country, c.name, c.city, c.province, c.tagline, c.story, c.specialities, c.known_since AS "knownSince", c.latitude, c.longitude,
    (SELECT count(*)::int FROM clusters.merchants m WHERE m.cluster_id = c.id) AS "merchantCount"
  FROM clusters.clusters c ORDER BY c.position`);
const merchantBySlug = statement('clusters.merchant_by_slug', `SELECT ${merchantColumns} FROM clusters.merchants WHERE slug = $1`);
const merchantsById = statement('clusters.merchants_by_id', `SELECT ${merchantColumns} FROM clusters.merchants WHERE id = ANY ($1::uuid[])`);
const merchantsOf = statement('clusters.merchants_of_cluster', `SELECT ${merchantColumns} FROM clusters.merchants WHERE cluster_id = $1 ORDER BY size_class, founded_year, id`);

const freshForMilliseconds = 30_000;

/** Clusters and their merchants. The clusters, a few dozen rows that every page names, are kept for half a minute. */
@Injectable()
export class ClusterReads {
  private kept: { clusters: ReadonlyMap<string, ClusterView>; until: number } | undefined;

  constructor(private readonly database: Database) {}

  /** In the order in which they are shown. */
  async all(): Promise<ClusterView[]> {
    return [...(await this.byId()).values()];
  }

  async find(id: string): Promise<ClusterView | undefined> {
    return (await this.byId()).get(id);
  }

  async byId(): Promise<ReadonlyMap<string, ClusterView>> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.clusters;
    const rows = await this.database.read<ClusterView>(allClusters);
    const clusters = new Map(rows.map((cluster) => [cluster.id, cluster]));
    if (clusters.size) this.kept = { clusters, until: performance.now() + freshForMilliseconds };
    return clusters;
  }

  async merchant(slug: string): Promise<MerchantView | undefined> {
    const [merchant] = await this.database.read<MerchantView>(merchantBySlug, [slug]);
    return merchant;
  }

  merchantsById(ids: readonly string[]): Promise<MerchantView[]> {
    return this.database.read<MerchantView>(merchantsById, [ids]);
  }

  merchantsOf(clusterId: string): Promise<MerchantView[]> {
    return this.database.read<MerchantView>(merchantsOf, [clusterId]);
  }
}
