import { money, type Money } from '@silkport/values';
import type { LineMoney, QuoteLine } from '../quotes/quote.entity.js';
import type { FrozenAmounts } from '../refunds/share-of-line.js';

/** A quoted line's amounts, as a share is taken of them. */
export function frozenOf(line: QuoteLine, currency: string): FrozenAmounts {
  const own = (amountMinor: bigint): Money => money(amountMinor, line.merchantCurrency);
  return {
    total: money(line.totalMinor, currency), net: money(line.netMinor, currency), tax: money(line.taxMinor, currency), taxes: line.taxes,
    merchantTotal: own(line.merchantTotalMinor), merchantNet: own(line.merchantNetMinor), commission: own(line.commissionMinor), commissionTax: own(line.commissionTaxMinor), payable: own(line.payableMinor),
  };
}

/** The other way round; what one piece costs is not a share. */
export function moneyOf({ total, net, tax, taxes, merchantTotal, merchantNet, commission, commissionTax, payable }: FrozenAmounts): Omit<LineMoney, 'unitMinor'> {
  return {
    totalMinor: total.amountMinor, netMinor: net.amountMinor, taxMinor: tax.amountMinor, taxes, merchantTotalMinor: merchantTotal.amountMinor, merchantNetMinor: merchantNet.amountMinor,
    commissionMinor: commission.amountMinor, commissionTaxMinor: commissionTax.amountMinor, payableMinor: payable.amountMinor,
  };
}
