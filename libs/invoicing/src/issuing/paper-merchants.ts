import { Injectable } from '@nestjs/common';
import { ClusterReads, MerchantLegalFacts, type LegalFactsView, type MerchantView } from '@silkport/clusters';

/** A merchant with what it has told of itself; null where it has told nothing. */
export interface PaperMerchant extends MerchantView {
  readonly legalFacts: LegalFactsView | null;
}

/** The merchants that documents name. */
@Injectable()
export class PaperMerchants {
  constructor(private readonly clusters: ClusterReads, private readonly legalFacts: MerchantLegalFacts) {}

  /** With the facts that are in force now; those that are in no cluster are left out. */
  async of(merchantIds: readonly string[]): Promise<ReadonlyMap<string, PaperMerchant>> {
    if (!merchantIds.length) return new Map();
    const [merchants, facts] = await Promise.all([this.clusters.merchantsById(merchantIds), this.legalFacts.of(merchantIds)]);
    return new Map(merchants.map((merchant) => [merchant.id, { ...merchant, legalFacts: facts.get(merchant.id) ?? null }]));
  }
}
