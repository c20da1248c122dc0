import { sumMoney, type Money } from '@silkport/values';
import type { InvoiceLine } from './invoice-document.js';

/** net + tax = total holds for the sums since it holds for each line. */
export function totalsOf(lines: readonly InvoiceLine[], currency: string): { net: Money; tax: Money; total: Money } {
  const sum = (pick: (line: InvoiceLine) => Money) => sumMoney(lines.map(pick), currency);
  return { net: sum(({ net }) => net), tax: sum(({ tax }) => tax), total: sum(({ total }) => total) };
}

/** The taxes of a document in the one currency that its authorities are paid in; null where there is none, more than one, or it is the document's own. */
export function remittedTax(lines: readonly InvoiceLine[], currency: string): Money | null {
  const amounts = lines.flatMap(({ taxes }) => taxes).filter(({ amount }) => amount.amountMinor > 0n).map(({ remittanceAmount }) => remittanceAmount);
  const [first] = amounts;
  if (!first || first.currency === currency || amounts.some((amount) => amount.currency !== first.currency)) return null;
  return sumMoney(amounts, first.currency);
}
