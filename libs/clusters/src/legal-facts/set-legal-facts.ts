import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, NotFound } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { ClusterReads } from '../cluster-reads.js';
import { checkedLegalFacts } from './checked-legal-facts.js';
import { LegalFacts } from './legal-facts.entity.js';
import { noLegalFacts, type LegalFactsView } from './legal-facts-view.js';

export interface LegalFactsChange extends Partial<LegalFactsView> {
  readonly merchantId: string;
  readonly personId: string;
}

/** Says what the law calls a merchant from now on: all that is left out is not known any more. Invoices that were issued keep what they say. */
@Injectable()
export class SetLegalFacts {
  constructor(private readonly database: Database, private readonly clusters: ClusterReads, private readonly clock: Clock) {}

  /** @throws NotFound for a merchant that is none of ours @throws RegistrationNumberInvalid @throws TaxIdInvalid */
  async run({ merchantId, personId, ...told }: LegalFactsChange): Promise<LegalFactsView> {
    const [merchant] = await this.clusters.merchantsById([merchantId]);
    if (!merchant) throw new NotFound({}, 'merchantId');
    const facts = await checkedLegalFacts({ ...noLegalFacts, ...told }, merchant.country);
    const validFrom = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.insert(LegalFacts, { id: newId(), merchantId, ...facts, validFrom, setBy: personId });
      await recordAudit(tx, { personId, action: 'clusters.legal_facts_set', happenedAt: validFrom, details: { merchantId, ...facts } });
    });
    return facts;
  }
}
