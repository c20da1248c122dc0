import { divideHalfUp, money, parseDecimal, subtractMoney, type Money } from '@silkport/values';
import type { CommissionTerms } from './commission-terms.js';

/** What is left to a merchant of an amount: net = payable + commission + tax on it, all in the merchant's currency. */
export interface CommissionShares {
  readonly commission: Money;
  readonly commissionTax: Money;
  readonly payable: Money;
}

/** @param net the merchant's amount without tax; each share is rounded once, half up */
export function commissionOn(net: Money, { ratePct, taxRatePct }: Pick<CommissionTerms, 'ratePct' | 'taxRatePct'>): CommissionShares {
  const commission = percentOf(net, ratePct);
  const commissionTax = percentOf(commission, taxRatePct);
  return { commission, commissionTax, payable: subtractMoney(subtractMoney(net, commission), commissionTax) };
}

function percentOf({ amountMinor, currency }: Money, pct: string): Money {
  const { digits, scale } = parseDecimal(pct) ?? { digits: 0n, scale: 0 };
  return money(divideHalfUp(amountMinor * digits, 100n * 10n ** BigInt(scale)), currency);
}
