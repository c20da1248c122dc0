import type { TaxLine } from '@silkport/tax';
import { money, subtractMoney, type Money } from '@silkport/values';
import type { RefundedLine } from '../ordering.events.js';

/** What a line was frozen with: net + tax = total, and merchantNet = payable + commission + commissionTax. */
export type FrozenAmounts = Pick<RefundedLine, 'total' | 'net' | 'tax' | 'taxes' | 'merchantTotal' | 'merchantNet' | 'commission' | 'commissionTax' | 'payable'>;

/**
 * What of a line is given back when its refunds grow from `beforeMinor` to `afterMinor` of its total. Every amount is the proportion
 * of all refunds so far less what was given back before, so that any row of refunds that ends at the total gives back each frozen
 * amount exactly, and none ever gives a share below zero.
 */
export function shareOfLine(line: FrozenAmounts, beforeMinor: bigint, afterMinor: bigint): FrozenAmounts {
  const before = upTo(line, beforeMinor);
  const after = upTo(line, afterMinor);
  const between = (name: Exclude<keyof FrozenAmounts, 'taxes'>) => subtractMoney(after[name], before[name]);
  return {
    total: between('total'), net: between('net'), tax: between('tax'), merchantTotal: between('merchantTotal'), merchantNet: between('merchantNet'),
    commission: between('commission'), commissionTax: between('commissionTax'), payable: between('payable'),
    taxes: after.taxes.map((tax, index) => taxBetween(tax, before.taxes[index] ?? tax)),
  };
}

/** All that has been given back once refunds have reached `refundedMinor`. */
function upTo(line: FrozenAmounts, refundedMinor: bigint): FrozenAmounts {
  const scaled = (amount: Money) => money(portion(amount.amountMinor, refundedMinor, line.total.amountMinor), amount.currency);
  const [net, tax] = splitOf(refundedMinor, [line.net, line.tax]) as [Money, Money];
  const merchantNet = scaled(line.merchantNet);
  const [payable, commission, commissionTax] = splitOf(merchantNet.amountMinor, [line.payable, line.commission, line.commissionTax]) as [Money, Money, Money];
  const amounts = splitOf(tax.amountMinor, line.taxes.map(({ amount }) => amount));
  return {
    total: money(refundedMinor, line.total.currency), net, tax, merchantTotal: scaled(line.merchantTotal), merchantNet, payable, commission, commissionTax,
    taxes: line.taxes.map((each, index) => ({
      ...each, base: scaled(each.base), amount: amounts[index] ?? each.amount, settlementBase: scaled(each.settlementBase), settlementAmount: scaled(each.settlementAmount),
      remittanceBase: scaled(each.remittanceBase), remittanceAmount: scaled(each.remittanceAmount),
    })),
  };
}

/** Splits an amount in the ratio of the parts: each boundary between two parts is cut down once, so that parts only grow with the amount. */
function splitOf(amountMinor: bigint, parts: readonly Money[]): Money[] {
  const whole = parts.reduce((sum, part) => sum + part.amountMinor, 0n);
  let passed = 0n;
  return parts.map(({ amountMinor: part, currency }) => {
    const from = portion(passed, amountMinor, whole);
    passed += part;
    return money(portion(passed, amountMinor, whole) - from, currency);
  });
}

function portion(partMinor: bigint, ofMinor: bigint, wholeMinor: bigint): bigint {
  return wholeMinor === 0n ? 0n : (partMinor * ofMinor) / wholeMinor;
}

function taxBetween(after: TaxLine, before: TaxLine): TaxLine {
  return {
    ...after, base: subtractMoney(after.base, before.base), amount: subtractMoney(after.amount, before.amount),
    settlementBase: subtractMoney(after.settlementBase, before.settlementBase), settlementAmount: subtractMoney(after.settlementAmount, before.settlementAmount),
    remittanceBase: subtractMoney(after.remittanceBase, before.remittanceBase), remittanceAmount: subtractMoney(after.remittanceAmount, before.remittanceAmount),
  };
}
