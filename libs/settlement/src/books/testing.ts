import fc from 'fast-check';
import type { OrderPaid, OrderRefunded, RefundedLine } from '@silkport/ordering';
import { loadConfig } from '@silkport/platform';
import { allocateMoney, money, newId, sumMoney, type Money } from '@silkport/values';
import { aPaidLine, aPaidOrder, aRefund, aRefundedLine, aTaxLine } from '../../../ordering/src/testing.js';

/** The operator of the demo, who is in China. */
export const anOperator = loadConfig({}).operator;

/** A sale of up to three merchants in up to three currencies, with every share of a line drawn at random and exact. */
export const anyOrder = fc.array(fc.record({
  merchant: fc.nat({ max: 2 }), merchantCurrency: fc.constantFrom('CNY', 'JPY', 'KWD', 'EUR'), net: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  tax: fc.bigInt({ min: 0n, max: 10n ** 11n }), merchantNet: fc.bigInt({ min: 3n, max: 10n ** 12n }), commissionPct: fc.bigInt({ min: 0n, max: 90n }),
}), { minLength: 1, maxLength: 4 }).map((lines): OrderPaid => {
  const merchants = [newId(), newId(), newId()];
  const paid = lines.map(({ merchant, merchantCurrency, net, tax, merchantNet, commissionPct }) => {
    const commission = (merchantNet * commissionPct) / 100n;
    const commissionTax = commission / 20n;
    const [first, second] = allocateMoney(money(tax, 'EUR'), [2n, 1n]) as [Money, Money];
    return aPaidLine({
      merchantId: merchants[merchant] ?? '', total: money(net + tax, 'EUR'), net: money(net, 'EUR'), tax: money(tax, 'EUR'),
      taxes: [aTaxLine({ authority: 'EU-OSS-DE', amount: first }), aTaxLine({ authority: 'CA-QC', amount: second })], merchantTotal: money(merchantNet, merchantCurrency),
      merchantNet: money(merchantNet, merchantCurrency), commission: money(commission, merchantCurrency), commissionTax: money(commissionTax, merchantCurrency),
      payable: money(merchantNet - commission - commissionTax, merchantCurrency),
    });
  });
  return aPaidOrder({ orderId: newId(), total: sumMoney(paid.map(({ total }) => total), 'EUR'), lines: paid });
});

/** All of an order given back in parts by exact shares. */
export function inParts(order: OrderPaid, ratios: readonly bigint[]): OrderRefunded[] {
  const lines = order.lines.map((line) => {
    const split = (amount: Money) => allocateMoney(amount, ratios);
    const taxes = line.taxes.map((tax) => split(tax.amount));
    const [nets, commissions, commissionTaxes, payables] = [split(line.net), split(line.commission), split(line.commissionTax), split(line.payable)];
    return ratios.map((_, part): RefundedLine => {
      const partTaxes = line.taxes.map((tax, index) => ({ ...tax, amount: taxes[index]?.[part] as Money }));
      const tax = sumMoney(partTaxes.map(({ amount }) => amount), 'EUR');
      const [net, commission, commissionTax, payable] = [nets[part], commissions[part], commissionTaxes[part], payables[part]] as [Money, Money, Money, Money];
      return aRefundedLine(line, {
        total: sumMoney([net, tax], 'EUR'), net, tax, taxes: partTaxes, commission, commissionTax, payable, merchantNet: sumMoney([commission, commissionTax, payable], payable.currency),
      });
    });
  });
  return ratios.map((_, part) => {
    const partLines = lines.map((line) => line[part] as RefundedLine);
    return aRefund(order, { lines: partLines, total: sumMoney(partLines.map(({ total }) => total), 'EUR') });
  });
}
