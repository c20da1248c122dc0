import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { newId } from '@silkport/values';
import { Cluster, Merchant } from './cluster.entity.js';
import { LegalFacts } from './legal-facts/legal-facts.entity.js';
import type { LegalFactsView } from './legal-facts/legal-facts-view.js';

export type NewCluster = Cluster;
/** `legalFacts` as they are known from the start, without a check of their numbers. */
export type NewMerchant = Merchant & { readonly legalFacts?: LegalFactsView & { readonly validFrom: Date } };

/** Brings clusters and their merchants into being, all or none. */
@Injectable()
export class FoundClusters {
  constructor(private readonly database: Database) {}

  async run(clusters: readonly NewCluster[], merchants: readonly NewMerchant[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.insert(Cluster, [...clusters]);
      await tx.insert(Merchant, merchants.map(({ legalFacts: _, ...merchant }) => merchant));
      await tx.insert(LegalFacts, merchants.flatMap(({ id, legalFacts }) => (legalFacts ? [{ id: newId(), merchantId: id, ...legalFacts, setBy: null }] : [])));
    });
  }
}
