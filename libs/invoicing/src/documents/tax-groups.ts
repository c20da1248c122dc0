import type { TaxReason } from '@silkport/tax';
import { addMoney, money, type Money } from '@silkport/values';
import type { InvoiceDocument } from './invoice-document.js';

/** Taxes of one name, place, rate and reason of a document, as paper shows them. */
export interface TaxGroup {
  readonly name: string;
  readonly jurisdiction: string;
  readonly ratePct: string;
  readonly reason: TaxReason;
  readonly legalSource: string;
  /** Of the lines that bear it; more than `base` where the law taxes but a part. */
  readonly net: Money;
  readonly base: Money;
  readonly amount: Money;
}

/** In the order in which they first appear. A line without taxes of its own, as commission is, stands as one of value added tax at the rate it has. */
export function taxGroups({ lines, currency, issuer, placeOfSupply }: Pick<InvoiceDocument, 'lines' | 'currency' | 'issuer' | 'placeOfSupply'>): TaxGroup[] {
  const groups = new Map<string, TaxGroup>();
  for (const { taxes, ratePct: rateOfLine, reason: reasonOfLine, legalSource: sourceOfLine, net, tax } of lines) {
    const whole = { name: 'VAT', jurisdiction: tax.amountMinor > 0n ? issuer.country : placeOfSupply, ratePct: rateOfLine, reason: reasonOfLine, legalSource: sourceOfLine, base: net, amount: tax };
    for (const { name, jurisdiction, ratePct, reason, legalSource, base, amount } of taxes.length ? taxes : [whole]) {
      const key = JSON.stringify([name, jurisdiction, ratePct, reason, legalSource]);
      const before = groups.get(key) ?? { name, jurisdiction, ratePct, reason, legalSource, net: money(0n, currency), base: money(0n, currency), amount: money(0n, currency) };
      groups.set(key, { ...before, net: addMoney(before.net, net), base: addMoney(before.base, base), amount: addMoney(before.amount, amount) });
    }
  }
  return [...groups.values()];
}
