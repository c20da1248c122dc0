import { Injectable } from '@nestjs/common';
import { findMarket, findTaxonomyNode } from '@silkport/markets';
import { Database, Idempotency, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, decimalOfMinor, newId, parseDecimal } from '@silkport/values';
import { StoredCommissionRule } from './commission-rule.entity.js';
import { takesMoreThanAll } from './commission-on.js';
import { CommissionRules } from './commission-rules.js';
import { CommissionRateRefused, CommissionScopeUnknown, CommissionTakesAll } from '../pricing.errors.js';

/** Each part of the scope that is null names everything. */
export interface NewCommissionRule {
  readonly taxonomyId: string | null;
  readonly clusterId: string | null;
  readonly merchantId: string | null;
  readonly market: string | null;
  /** Decimal percent. */
  readonly ratePct: string;
  readonly reason: string;
  /** From when it is in force; null for at once. */
  readonly validFrom: Date | null;
}

/** Adds a rule on commissions. What was placed before keeps the terms that it was frozen with. */
@Injectable()
export class RecordCommissionRule {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly idempotency: Idempotency, private readonly rules: CommissionRules) {}

  /**
   * The caller has made sure that merchant and cluster are known: they are no business of prices.
   * @param alongside what is written with the rule, in its transaction
   * @throws CommissionRateRefused, CommissionTakesAll, CommissionScopeUnknown; then nothing is recorded
   * @returns the id of the rule: a repeated request's first one
   */
  async run(rule: NewCommissionRule, claim: IdempotentRequest | undefined, alongside: (tx: Tx, ruleId: string) => Promise<void>): Promise<string> {
    const { taxonomyId, market, ratePct, validFrom } = rule;
    const rate = parseDecimal(ratePct);
    if (!rate || rate.scale > 4 || rate.digits < 0n || rate.digits > 100n * 10n ** BigInt(rate.scale)) throw new CommissionRateRefused({ rate: ratePct }, 'ratePct');
    await this.refuseAboveAll(ratePct);
    if (taxonomyId !== null && !findTaxonomyNode(taxonomyId)) throw new CommissionScopeUnknown({ scope: taxonomyId }, 'category');
    if (market !== null && !findMarket(market)) throw new CommissionScopeUnknown({ scope: market }, 'market');
    const now = this.clock.now();
    const id = newId();
    const made = await this.database.transaction(async (tx) => {
      const earlier = claim && (await this.idempotency.claim(tx, claim, id));
      if (earlier) return earlier;
      // Never into the past: an explanation of an earlier order would name a rule that was not there.
      await tx.insert(StoredCommissionRule, { ...rule, id, validFrom: validFrom && validFrom > now ? validFrom : now, recordedAt: now });
      await alongside(tx, id);
      return id;
    });
    this.rules.forget();
    return made;
  }

  /** A rule may come to cover merchants of any country/region, so the highest tax on record counts; the database refuses the same. */
  private async refuseAboveAll(ratePct: string): Promise<void> {
    const { taxRates } = await this.rules.book();
    const [highest] = taxRates.map((each) => each.ratePct).toSorted((left, right) => Number(right) - Number(left));
    const taxRatePct = highest ?? '0';
    if (!takesMoreThanAll({ ratePct, taxRatePct })) return;
    const tax = parseDecimal(taxRatePct) ?? { digits: 0n, scale: 0 };
    const whole = 100n * 10n ** BigInt(tax.scale);
    throw new CommissionTakesAll({ rate: ratePct, taxRate: taxRatePct, most: decimalOfMinor((100n * 10_000n * whole) / (whole + tax.digits), 4) }, 'ratePct');
  }
}
