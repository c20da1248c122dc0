import { divideHalfUp, money, parseDecimal, type Money } from '@silkport/values';
import type { CommissionTerms } from './commission-terms.js';

/** What is left to a merchant of an amount: net = payable + commission + tax on it, all in the merchant's currency, none below zero. */
export interface CommissionShares {
  readonly commission: Money;
  readonly commissionTax: Money;
  readonly payable: Money;
}

type Rates = Pick<CommissionTerms, 'ratePct' | 'taxRatePct'>;

/** @param net the merchant's amount without tax */
export function commissionOn(net: Money, rates: Rates): CommissionShares {
  const { commissionMinor, commissionTaxMinor, payableMinor } = commissionMinorOn(net.amountMinor, rates);
  const own = (minor: bigint) => money(minor, net.currency);
  return { commission: own(commissionMinor), commissionTax: own(commissionTaxMinor), payable: own(payableMinor) };
}

/** The same in minor units; each share is rounded once, half up. Where that would take more than there is, the commission is cut down until its tax fits beside it. */
export function commissionMinorOn(netMinor: bigint, { ratePct, taxRatePct }: Rates): { commissionMinor: bigint; commissionTaxMinor: bigint; payableMinor: bigint } {
  const tax = percentage(taxRatePct);
  const rate = percentage(ratePct);
  const taxOn = (minor: bigint) => divideHalfUp(minor * tax.digits, tax.whole);
  const wanted = divideHalfUp(netMinor * rate.digits, rate.whole);
  const commissionMinor = wanted + taxOn(wanted) <= netMinor ? wanted : (netMinor * tax.whole) / (tax.whole + tax.digits);
  const commissionTaxMinor = taxOn(commissionMinor);
  return { commissionMinor, commissionTaxMinor, payableMinor: netMinor - commissionMinor - commissionTaxMinor };
}

/** Whether a commission and the tax on it would take more than all. */
export function takesMoreThanAll({ ratePct, taxRatePct }: Rates): boolean {
  const [rate, tax] = [percentage(ratePct), percentage(taxRatePct)];
  return rate.digits * (tax.whole + tax.digits) > rate.whole * tax.whole;
}

/** `digits` of `whole`: 6 % is 6 of 100. @throws Error for what is no percentage */
function percentage(pct: string): { digits: bigint; whole: bigint } {
  const decimal = parseDecimal(pct);
  if (!decimal || decimal.digits < 0n) throw new Error(`No percentage: ${pct}`);
  return { digits: decimal.digits, whole: 100n * 10n ** BigInt(decimal.scale) };
}
