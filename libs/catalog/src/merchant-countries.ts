import { Injectable } from '@nestjs/common';
import { ClusterReads } from '@silkport/clusters';

/** Where merchants are established, ISO 3166-1 alpha-2. It does not change, so each is asked for once. */
@Injectable()
export class MerchantCountries {
  private readonly known = new Map<string, string>();

  constructor(private readonly clusters: ClusterReads) {}

  /** A merchant that is in no cluster has no entry. */
  async of(merchantIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const unknown = new Set(merchantIds.filter((id) => !this.known.has(id)));
    if (unknown.size) for (const { id, country } of await this.clusters.merchantsById([...unknown])) this.known.set(id, country);
    return this.known;
  }
}
