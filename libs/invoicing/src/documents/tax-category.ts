import type { TaxLine, TaxReason } from '@silkport/tax';
import { parseDecimal, type Money } from '@silkport/values';

/** Of UNTDID 5305, as EN 16931 has them: standard (or reduced), zero rated, exempt, reverse charge, export outside the EU, outside the scope of tax. */
const taxCategories = ['S', 'Z', 'E', 'AE', 'G', 'O'] as const;
export type TaxCategory = (typeof taxCategories)[number];

const categories: Readonly<Record<TaxReason, TaxCategory>> = {
  standard: 'S', reduced: 'S', import_at_sale: 'S', zero_rated: 'Z', exempt: 'E', reverse_charge: 'AE', buyer_accounts: 'AE', export: 'G',
  not_taxed: 'O', below_threshold: 'O', import_at_border: 'O', regime_unknown: 'O',
};

export interface CategorisedTax {
  readonly category: TaxCategory;
  readonly ratePct: string;
  readonly reason: TaxReason;
  readonly legalSource: string;
}

const notTaxed: CategorisedTax = { category: 'O', ratePct: '0', reason: 'not_taxed', legalSource: '' };

/** One category and one rate for a line, as EN 16931 asks (BG-30), whatever number of taxes it bears: GST and QST become their sum, 12 % on 11/12 becomes 11 %. */
export function categoryOf(taxes: readonly TaxLine[], net: Money): CategorisedTax {
  const bearing = taxes.filter(({ amount }) => amount.amountMinor > 0n);
  const [first] = bearing.length ? bearing : taxes;
  if (!first) return notTaxed;
  const legalSource = [...new Set((bearing.length ? bearing : taxes).map((tax) => tax.legalSource))].join('; ');
  const category = categories[first.reason];
  if (category !== 'S') return { category: bearing.length ? 'S' : category, ratePct: bearing.length ? sumOfRates(bearing, net) : '0', reason: first.reason, legalSource };
  const ratePct = sumOfRates(bearing.length ? bearing : taxes, net);
  return { category: ratePct === '0' ? 'Z' : 'S', ratePct, reason: first.reason, legalSource };
}

/** Places after the point: Québec's 9.975 has three. */
const places = 4;

function sumOfRates(taxes: readonly TaxLine[], net: Money): string {
  let sum = 0n;
  for (const { ratePct, base } of taxes) sum += onNet(ratePct, base, net);
  return plain(sum);
}

/** A rate on a part of the net, as a rate on the net; rounded to hundredths where the base is but a part, since the base is rounded itself. */
function onNet(ratePct: string, base: Money, net: Money): bigint {
  const { digits, scale } = parseDecimal(ratePct) ?? { digits: 0n, scale: 0 };
  const scaled = (digits * 10n ** BigInt(places)) / 10n ** BigInt(scale);
  if (base.amountMinor === net.amountMinor || net.amountMinor === 0n) return scaled;
  const exact = (scaled * base.amountMinor * 2n + net.amountMinor) / (net.amountMinor * 2n);
  return ((exact + 50n) / 100n) * 100n;
}

function plain(scaled: bigint): string {
  const text = scaled.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
}
