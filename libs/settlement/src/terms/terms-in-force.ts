import type { MerchantTerms } from './merchant-terms.entity.js';

/** What is agreed with a merchant about one currency, without who agreed it and when. */
export type TermsView = Readonly<Pick<MerchantTerms, 'schedule' | 'scheduleDay' | 'minimumMinor' | 'holdDays' | 'reserveBasisPoints' | 'reserveDays'>>;

/**
 * In force for a merchant with whom nothing else was agreed: weekly on Mondays, a week of hold (a card network's early disputes and most
 * refunds come within it), no reserve. A default of ours, not of any law.
 */
const usualTerms: TermsView = { schedule: 'weekly', scheduleDay: 1, minimumMinor: 0n, holdDays: 7, reserveBasisPoints: 0, reserveDays: 0 };

/** SQL of a lateral join `t`: the terms of `merchant` and `currency` at the instant `at`, the usual ones where none were agreed. All three are SQL. */
export function termsInForce(merchant: string, currency: string, at: string): string {
  const usual = usualTerms;
  return `CROSS JOIN LATERAL (
    SELECT coalesce(m.schedule, '${usual.schedule}') AS schedule, coalesce(m.schedule_day, ${usual.scheduleDay}) AS schedule_day,
      coalesce(m.minimum_minor, ${usual.minimumMinor}) AS minimum_minor, coalesce(m.hold_days, ${usual.holdDays}) AS hold_days,
      coalesce(m.reserve_basis_points, ${usual.reserveBasisPoints}) AS reserve_basis_points, coalesce(m.reserve_days, ${usual.reserveDays}) AS reserve_days
    FROM (SELECT) AS one LEFT JOIN LATERAL (
      SELECT * FROM settlement.merchant_terms WHERE merchant_id = ${merchant} AND currency = ${currency} AND valid_from <= ${at} ORDER BY valid_from DESC LIMIT 1) AS m ON true) AS t`;
}
