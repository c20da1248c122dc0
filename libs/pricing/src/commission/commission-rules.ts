import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, statement, type Config } from '@silkport/platform';
import { applicableRule, type CommissionRule, type CommissionTaxRate } from './applicable-rule.js';
import type { CommissionedLine, CommissionTerms } from './commission-terms.js';

const inForce = statement('pricing.commission_rules', `
  SELECT (SELECT coalesce(json_agg(json_build_object('id', r.id, 'taxonomyId', r.taxonomy_id, 'clusterId', r.cluster_id, 'merchantId', r.merchant_id, 'market', r.market,
      'ratePct', r.rate_pct::text, 'validFrom', r.valid_from, 'recordedAt', r.recorded_at, 'reason', r.reason)), '[]') FROM pricing.commission_rules r) AS rules,
    (SELECT coalesce(json_agg(json_build_object('country', t.country, 'ratePct', t.rate_pct::text, 'legalSource', t.legal_source, 'validFrom', t.valid_from, 'recordedAt', t.recorded_at)), '[]')
     FROM pricing.commission_tax_rates t) AS "taxRates"`);

export interface CommissionRuleBook { readonly rules: readonly CommissionRule[]; readonly taxRates: readonly CommissionTaxRate[] }

const freshForMilliseconds = 30_000;

/** The rules on commissions, kept for half a minute: every line of every quote asks for them. */
@Injectable()
export class CommissionRules {
  private kept: { book: Promise<CommissionRuleBook>; until: number } | undefined;

  constructor(private readonly database: Database, @Inject(CONFIG) private readonly config: Pick<Config, 'operator'>) {}

  /** In the order of the lines. The tax on a commission is owed to the authority of the operator's country/region as it is now: the terms are to be frozen with it. */
  async termsFor(lines: readonly CommissionedLine[], market: string, at: Date): Promise<readonly CommissionTerms[]> {
    const book = await this.book();
    return lines.map((line) => ({ ...applicableRule(book, line, market, at), taxAuthority: this.config.operator.country }));
  }

  /** All rules, past and future ones too. */
  async book(): Promise<CommissionRuleBook> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.book;
    const book = this.load();
    this.kept = { book, until: performance.now() + freshForMilliseconds };
    book.catch(() => (this.kept = undefined));
    return book;
  }

  /** Has the next question read the rules anew: called by whoever has just written one. */
  forget(): void {
    this.kept = undefined;
  }

  private async load(): Promise<CommissionRuleBook> {
    const [row] = await this.database.read<{ rules: StoredRule[]; taxRates: StoredTaxRate[] }>(inForce);
    return { rules: (row?.rules ?? []).map(dated), taxRates: (row?.taxRates ?? []).map(dated) };
  }
}

type Stored<Row> = Omit<Row, 'validFrom' | 'recordedAt'> & { validFrom: string; recordedAt: string };
type StoredRule = Stored<CommissionRule>;
type StoredTaxRate = Stored<CommissionTaxRate>;

function dated<Row extends { validFrom: string; recordedAt: string }>(row: Row): Omit<Row, 'validFrom' | 'recordedAt'> & { validFrom: Date; recordedAt: Date } {
  return { ...row, validFrom: new Date(row.validFrom), recordedAt: new Date(row.recordedAt) };
}
