import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Cluster, Merchant } from './cluster.entity.js';

export type NewCluster = Cluster;
export type NewMerchant = Merchant;

/** Brings clusters and their merchants into being, all or none. */
@Injectable()
export class FoundClusters {
  constructor(private readonly database: Database) {}

  async run(clusters: readonly NewCluster[], merchants: readonly NewMerchant[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.insert(Cluster, [...clusters]);
      await tx.insert(Merchant, [...merchants]);
    });
  }
}
