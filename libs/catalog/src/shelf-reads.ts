import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { DeliveryKind } from './delivery-kinds.js';
import type { Facet } from './search-reads.js';

/** What a cluster has on sale, counted: branches of the taxonomy and ways of delivery, the fullest first. */
export interface ClusterShelf {
  readonly branches: readonly Facet[];
  readonly deliveryKinds: readonly (Facet & { readonly value: DeliveryKind })[];
}

const ofCluster = statement('catalog.shelf_of_cluster', `
  SELECT taxonomy_path[2] AS branch, delivery_kind AS "deliveryKind", count(*)::int AS count FROM catalog.products
  WHERE status = 'published' AND cluster_id = $1 GROUP BY GROUPING SETS ((taxonomy_path[2]), (delivery_kind)) ORDER BY count DESC, branch, "deliveryKind"`);

const kindsUnder = statement('catalog.kinds_under', `
  SELECT delivery_kind AS kind FROM catalog.products WHERE status = 'published' AND taxonomy_path @> ARRAY[$1]::text[] GROUP BY 1 ORDER BY count(*) DESC, 1`);

interface Row { branch: string | null; deliveryKind: DeliveryKind | null; count: number }

/** Counts over everything that a cluster sells: exact, so whoever shows them with every page keeps them awhile. */
@Injectable()
export class ShelfReads {
  constructor(private readonly database: Database) {}

  async ofCluster(clusterId: string): Promise<ClusterShelf> {
    const rows = await this.database.read<Row>(ofCluster, [clusterId]);
    return {
      branches: rows.flatMap(({ branch, count }) => (branch === null ? [] : [{ value: branch, count }])),
      deliveryKinds: rows.flatMap(({ deliveryKind, count }) => (deliveryKind === null ? [] : [{ value: deliveryKind, count }])),
    };
  }

  /** In which ways the products of a node of the taxonomy are delivered, the most used first. */
  async kindsUnder(taxonomyId: string): Promise<DeliveryKind[]> {
    const rows = await this.database.read<{ kind: DeliveryKind }>(kindsUnder, [taxonomyId]);
    return rows.map(({ kind }) => kind);
  }
}
