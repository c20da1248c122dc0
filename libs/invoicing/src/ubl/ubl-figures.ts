import { findCurrency } from '@silkport/markets';
import { decimalOfMinor, divideHalfUp, type Money } from '@silkport/values';
import type { InvoiceDocument, InvoiceLine } from '../documents/invoice-document.js';
import type { TaxCategory } from '../documents/tax-category.js';

/** EN 16931 knows amounts of two decimals at most (BR-DEC-01 to 28). */
const mostPlaces = 2;

export interface UblLine {
  readonly line: InvoiceLine;
  readonly net: string;
}

export interface UblTaxGroup {
  readonly category: TaxCategory;
  readonly ratePct: string;
  readonly base: string;
  readonly tax: string;
  readonly lines: readonly InvoiceLine[];
}

export interface UblFigures {
  readonly lines: readonly UblLine[];
  readonly groups: readonly UblTaxGroup[];
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
  /** What was charged: to the minor unit what the document's total says. */
  readonly charged: string;
  /** charged - gross; null where they are equal, as they are in all currencies of two decimals or fewer. */
  readonly rounding: string | null;
}

/**
 * Amounts of a document as decimal strings that add up. Dinars have three decimals: each line's net and tax are rounded to two there, half up, and what that
 * changes in the sum is the rounding of the payable amount (BT-114).
 */
export function ublFigures({ lines, currency, total }: InvoiceDocument): UblFigures {
  const shape = shapeOf(currency);
  const rounded = lines.map((line) => ({ line, net: shape.round(line.net), tax: shape.round(line.tax) }));
  const sum = (amounts: readonly bigint[]) => amounts.reduce((left, right) => left + right, 0n);
  const [net, tax] = [sum(rounded.map((each) => each.net)), sum(rounded.map((each) => each.tax))];
  const charged = shape.round(total);
  const groups = Map.groupBy(rounded, ({ line: { category, ratePct } }) => `${category} ${ratePct}`);
  return {
    lines: rounded.map((each) => ({ line: each.line, net: shape.write(each.net) })),
    groups: Array.from(groups.values(), (group) => ({
      category: group[0]?.line.category ?? 'O', ratePct: group[0]?.line.ratePct ?? '0', base: shape.write(sum(group.map((each) => each.net))), tax: shape.write(sum(group.map((each) => each.tax))),
      lines: group.map(({ line }) => line),
    })),
    net: shape.write(net), tax: shape.write(tax), gross: shape.write(net + tax), charged: shape.write(charged),
    rounding: charged === net + tax ? null : shape.write(charged - net - tax),
  };
}

/** An amount alone, as in BT-111. */
export function ublAmount(amount: Money): string {
  const shape = shapeOf(amount.currency);
  return shape.write(shape.round(amount));
}

function shapeOf(currency: string) {
  const places = findCurrency(currency)?.minorUnits ?? 2;
  const step = 10n ** BigInt(Math.max(0, places - mostPlaces));
  return { round: ({ amountMinor }: Money) => divideHalfUp(amountMinor, step), write: (minor: bigint) => decimalOfMinor(minor, Math.min(places, mostPlaces)) };
}
