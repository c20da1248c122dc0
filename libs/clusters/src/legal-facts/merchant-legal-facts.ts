import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { LegalFactsView } from './legal-facts-view.js';

export interface DatedLegalFacts extends LegalFactsView {
  readonly validFrom: Date;
  /** The person; null where the marketplace itself did. */
  readonly setBy: string | null;
}

const columns = `legal_name AS "legalName", street_lines AS "streetLines", postal_code AS "postalCode", city, region, country, registration_number AS "registrationNumber", tax_id AS "taxId",
  accounts_email AS "accountsEmail"`;
const newest = statement('clusters.newest_legal_facts', `
  SELECT DISTINCT ON (merchant_id) merchant_id AS "merchantId", ${columns} FROM clusters.merchant_legal_facts WHERE merchant_id = ANY ($1::uuid[]) ORDER BY merchant_id, valid_from DESC, id DESC`);
const all = statement('clusters.legal_facts_of_merchant', `
  SELECT ${columns}, valid_from AS "validFrom", set_by AS "setBy" FROM clusters.merchant_legal_facts WHERE merchant_id = $1 ORDER BY valid_from DESC, id DESC LIMIT 100`);

/** What the law calls the merchants, as they told us. */
@Injectable()
export class MerchantLegalFacts {
  constructor(private readonly database: Database) {}

  /** As they are in force, by merchant; those who have told nothing are left out. */
  async of(merchantIds: readonly string[]): Promise<ReadonlyMap<string, LegalFactsView>> {
    if (!merchantIds.length) return new Map();
    const rows = await this.database.read<LegalFactsView & { merchantId: string }>(newest, [merchantIds]);
    return new Map(rows.map(({ merchantId, ...facts }) => [merchantId, facts]));
  }

  /** Those of a merchant, newest first: at most a hundred. */
  history(merchantId: string): Promise<DatedLegalFacts[]> {
    return this.database.read<DatedLegalFacts>(all, [merchantId]);
  }
}
