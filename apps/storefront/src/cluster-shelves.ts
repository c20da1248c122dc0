import { Injectable } from '@nestjs/common';
import { ShelfReads, type DeliveryKind } from '@silkport/catalog';
import { KeptAwhile } from './kept-awhile.js';

/** How a cluster's products can be narrowed: only ways that lead to something. */
export interface Shelves {
  /** Branches of the taxonomy, the fullest first. */
  readonly branches: readonly string[];
  /** The most used first. */
  readonly deliveryKinds: readonly DeliveryKind[];
}

/** The shelves of clusters, counted at most twice a minute: they change with the seasons, pages are read all day. */
@Injectable()
export class ClusterShelves {
  private readonly kept = new KeptAwhile<Shelves>();

  constructor(private readonly shelves: ShelfReads) {}

  /** @param clusterId of a cluster that exists */
  of(clusterId: string): Promise<Shelves> {
    return this.kept.of(clusterId, async () => {
      const { branches, deliveryKinds } = await this.shelves.ofCluster(clusterId);
      return { branches: branches.map(({ value }) => value), deliveryKinds: deliveryKinds.map(({ value }) => value) };
    });
  }
}
