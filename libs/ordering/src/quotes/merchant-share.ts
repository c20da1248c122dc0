import { commissionMinorOn, type CommissionTerms } from '@silkport/pricing';
import { divideHalfUp, type Money } from '@silkport/values';

/** What a merchant earns by a line, in minor units of the merchant's currency: net = payable + commission + tax on it. */
export interface MerchantShare {
  readonly merchantNetMinor: bigint;
  readonly commissionMinor: bigint;
  readonly commissionTaxMinor: bigint;
  readonly payableMinor: bigint;
}

interface Sold {
  /** The line as it was shown to the buyer, and what of it was no tax; in the buyer's currency. */
  readonly shown: Money;
  readonly net: Money;
  /** The same line at the merchant's own price. */
  readonly merchantTotalMinor: bigint;
}

/**
 * The tax that the merchant's own price contains is taken out in the proportion in which it was in the shown one; where none was inside,
 * net is at least what was shown and nothing is taken out. Each step is rounded once, half up.
 */
export function merchantShare({ shown, net, merchantTotalMinor }: Sold, terms: CommissionTerms): MerchantShare {
  const hadTaxInside = net.amountMinor < shown.amountMinor;
  const merchantNetMinor = hadTaxInside ? divideHalfUp(merchantTotalMinor * net.amountMinor, shown.amountMinor) : merchantTotalMinor;
  return { merchantNetMinor, ...commissionMinorOn(merchantNetMinor, terms) };
}
