import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { MerchantTerms } from './merchant-terms.entity.js';
import { termsInForce, type TermsView } from './terms-in-force.js';

const inForce = statement('settlement.terms_in_force', `
  SELECT w.currency, t.schedule, t.schedule_day::int AS "scheduleDay", t.minimum_minor AS "minimumMinor", t.hold_days::int AS "holdDays",
    t.reserve_basis_points::int AS "reserveBasisPoints", t.reserve_days::int AS "reserveDays"
  FROM (SELECT currency FROM settlement.merchant_accounts WHERE merchant_id = $1 UNION SELECT currency FROM settlement.merchant_terms WHERE merchant_id = $1) AS w
    ${termsInForce('$1::uuid', 'w.currency', '$2::timestamptz')} ORDER BY w.currency`);
const history = statement('settlement.terms_history', `
  SELECT currency, schedule, schedule_day AS "scheduleDay", minimum_minor AS "minimumMinor", hold_days AS "holdDays", reserve_basis_points AS "reserveBasisPoints",
    reserve_days AS "reserveDays", valid_from AS "validFrom", changed_by AS "changedBy", reason
  FROM settlement.merchant_terms WHERE merchant_id = $1 ORDER BY valid_from DESC, currency LIMIT 100`);

export type TermsChange = TermsView & Pick<MerchantTerms, 'currency' | 'validFrom' | 'changedBy' | 'reason'>;

@Injectable()
export class TermsReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** In force now, for each currency that the merchant has earned in or has terms for. */
  inForce(merchantId: string): Promise<(TermsView & { readonly currency: string })[]> {
    return this.database.read(inForce, [merchantId, this.clock.now()]);
  }

  /** The newest hundred changes, newest first. */
  history(merchantId: string): Promise<TermsChange[]> {
    return this.database.read(history, [merchantId]);
  }
}
