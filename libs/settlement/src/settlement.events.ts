import { event } from '@silkport/platform';
import type { Money } from '@silkport/values';

/**
 * A merchant's calendar month (UTC) in one currency is over and its statement is final. Told once for each merchant, month and currency
 * in which something was posted. All amounts in `currency`; commission and its tax are net of what refunds gave back and can be below zero.
 */
export interface PeriodClosed {
  readonly merchantId: string;
  /** `2026-07`. */
  readonly period: string;
  readonly currency: string;
  /** First day of the month, and of the month after it: ISO 8601 calendar dates. */
  readonly from: string;
  readonly until: string;
  readonly opening: Money;
  readonly closing: Money;
  /** The merchant's sales without tax, less refunds: what the commission was taken of. */
  readonly net: Money;
  readonly commission: Money;
  readonly commissionTax: Money;
  /** The two apart by the tax that was frozen with the lines: they sum to them. Absent of months that were closed before it was kept. */
  readonly commissionTaxes?: readonly PeriodCommissionTax[];
}

/** Rate in decimal percent of the commission, whom the tax is owed to and by which law; all three null for lines that were frozen before they were kept. */
export interface PeriodCommissionTax {
  readonly ratePct: string | null;
  readonly authority: string | null;
  readonly legalSource: string | null;
  readonly net: Money;
  readonly tax: Money;
}

/** Money was sent to a merchant and the provider or the bank says that it arrived. */
export interface PayoutPaid {
  readonly payoutId: string;
  readonly merchantId: string;
  readonly amount: Money;
  readonly paidAt: string;
}

/** A pay-out did not arrive, or the provider has taken back a part of it: `amount`, the whole or the part, is payable again. `reason` is the provider's or the bank's own code. */
export interface PayoutFailed {
  readonly payoutId: string;
  readonly merchantId: string;
  readonly amount: Money;
  readonly reason: string | null;
  readonly failedAt: string;
}

export const periodClosed = event<PeriodClosed>('settlement.period_closed');
export const payoutPaid = event<PayoutPaid>('settlement.payout_paid');
export const payoutFailed = event<PayoutFailed>('settlement.payout_failed');
