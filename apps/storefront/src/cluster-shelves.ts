import { Injectable } from '@nestjs/common';
import { deliveryKinds, ProductReads, type DeliveryKind } from '@silkport/catalog';
import { pathOf } from '@silkport/markets';

/** How a cluster's products can be narrowed: only ways that lead to something. */
export interface Shelves {
  /** Branches of the taxonomy, the fullest first. */
  readonly branches: readonly string[];
  readonly deliveryKinds: readonly DeliveryKind[];
}

const looked = 200;
const freshForMilliseconds = 60_000;
const mostKept = 500;

/** The shelves of clusters, told by their newest products and kept for a minute: they change with the seasons, pages are read all day. */
@Injectable()
export class ClusterShelves {
  private readonly kept = new Map<string, { shelves: Shelves; until: number }>();

  constructor(private readonly products: ProductReads) {}

  /** @param clusterId of a cluster that exists */
  async of(clusterId: string): Promise<Shelves> {
    const known = this.kept.get(clusterId);
    if (known && known.until > performance.now()) return known.shelves;
    const { items } = await this.products.list({ clusterId, locale: 'en', currency: 'CNY', limit: looked });
    const counts = new Map<string, number>();
    for (const { taxonomyId } of items) {
      const branch = pathOf(taxonomyId)[1]?.id;
      if (branch) counts.set(branch, (counts.get(branch) ?? 0) + 1);
    }
    const branches = [...counts].toSorted(([, left], [, right]) => right - left).map(([branch]) => branch);
    const shelves = { branches, deliveryKinds: deliveryKinds.filter((kind) => items.some(({ deliveryKind }) => deliveryKind === kind)) };
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(clusterId, { shelves, until: performance.now() + freshForMilliseconds });
    return shelves;
  }
}
