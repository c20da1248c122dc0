import type { CheckoutLine } from '@silkport/payments';
import { addMoney, money, multiplyMoney, sameMoney, translation, type Money } from '@silkport/values';
import type { OrderLineView } from '../order-line-view.js';
import type { OrderView } from '../order-reads.js';

/**
 * What the payment page lists; it sums to the order's total. Where a line costs what was shown, that is all. Where tax is added to what
 * was shown, each tax is a line of its own, by name and rate. Where tax was taken off it, the line is given with what is left.
 */
export function paymentPageLines({ lines, locale, total }: Pick<OrderView, 'lines' | 'locale' | 'total'>): CheckoutLine[] {
  const added = new Map<string, Money>();
  const things = lines.map((line): CheckoutLine => {
    const title = titleOf(line, locale);
    const onTop = line.taxes.filter(({ isIncluded, amount }) => !isIncluded && amount.amountMinor > 0n);
    const shown = multiplyMoney(line.unit, line.quantity);
    const taxed = onTop.reduce((sum, { amount }) => addMoney(sum, amount), shown);
    if (!sameMoney(taxed, line.total)) return { title: line.quantity > 1 ? `${line.quantity} × ${title}` : title, quantity: 1, unitAmount: line.total };
    for (const { jurisdiction, name, ratePct, amount } of onTop) {
      const group = `${name} ${ratePct} % (${jurisdiction})`;
      added.set(group, addMoney(added.get(group) ?? money(0n, total.currency), amount));
    }
    return { title, quantity: line.quantity, unitAmount: line.unit };
  });
  return [...things, ...[...added].map(([title, unitAmount]) => ({ title, quantity: 1, unitAmount }))];
}

export function titleOf({ productName, variantName }: OrderLineView, locale: OrderView['locale']): string {
  return [productName, variantName].map((name) => (name ? translation(name, locale).text : '')).filter(Boolean).join(' · ');
}
