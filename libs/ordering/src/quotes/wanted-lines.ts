import { ProductUnknown, ProductWithdrawn, SoldOut, type QuotableVariant } from '@silkport/catalog';
import { resolvePrice, type PriceTable, type ResolvedPrice } from '@silkport/pricing';
import { allocateMoney, money, type Money, type Translated } from '@silkport/values';
import { stepOf } from '../refunds/in-steps.js';

export interface WantedItem { readonly variantId: string; readonly quantity: number }

/** The bundle that a line was ordered in. */
export interface BundleOfLine {
  readonly variantId: string;
  readonly productSlug: string;
  readonly productName: Translated;
}

/** A variant that a line is made of, at the price of one piece. */
export interface WantedLine { readonly variant: QuotableVariant; readonly quantity: number; readonly price: ResolvedPrice; readonly bundle: BundleOfLine | null }

export type PriceTerms = Omit<Parameters<typeof resolvePrice>[2], 'merchantId'>;

/** What a basket of variants and bundles becomes: a line for each variant, and for each piece that a bundle holds. @throws ProductUnknown, ProductWithdrawn, SoldOut */
export function wantedLines(items: readonly WantedItem[], variants: ReadonlyMap<string, QuotableVariant>, table: PriceTable, terms: PriceTerms): WantedLine[] {
  const lines = onePerVariant(items).flatMap(({ variantId, quantity, index }): WantedLine[] => {
    const variant = sellable(variants.get(variantId), index);
    const price = priceOf(variant, table, terms);
    return variant.contains.length ? takenApart(variant, price, quantity, index, variants, table, terms) : [{ variant, quantity, price, bundle: null }];
  });
  refuseShortages(lines);
  return lines;
}

/** What was put into the basket for these lines: a bundle for its pieces. To be quoted again, or put back. */
export function orderedItems(lines: readonly (WantedItem & { readonly bundle?: BundleOfLine | null })[]): WantedItem[] {
  const items = new Map<string, WantedItem>();
  for (const { variantId, quantity, bundle } of lines) {
    const known = items.get(bundle?.variantId ?? variantId);
    // Each piece of a bundle is a line of the bundle's quantity; a variant ordered for itself is one line.
    items.set(bundle?.variantId ?? variantId, known ?? { variantId: bundle?.variantId ?? variantId, quantity });
  }
  return [...items.values()];
}

/** The variants that the bundles among these hold: a quote needs them too. */
export function containedIn(variants: ReadonlyMap<string, QuotableVariant>): string[] {
  return [...new Set([...variants.values()].flatMap(({ contains }) => contains))].filter((id) => !variants.has(id));
}

/**
 * A bundle's price is shared out over what it holds in the proportion of what each costs alone, in steps that can be paid back and without rest, so
 * that each piece is taxed, delivered, counted and given back as what it is.
 */
function takenApart(
  bundle: QuotableVariant, price: ResolvedPrice, quantity: number, index: number, variants: ReadonlyMap<string, QuotableVariant>, table: PriceTable, terms: PriceTerms,
): WantedLine[] {
  const held = bundle.contains.map((variantId) => sellable(variants.get(variantId), index));
  const alone = held.map((variant) => priceOf(variant, table, terms).price.amountMinor);
  const shares = sharedInSteps(price.price, alone);
  const merchantShares = allocateMoney(price.merchantPrice, alone);
  const named = { variantId: bundle.variantId, productSlug: bundle.productSlug, productName: bundle.productName };
  return held.map((variant, place) => (
    { variant, quantity, bundle: named, price: { ...price, price: shares[place] ?? price.price, merchantPrice: merchantShares[place] ?? price.merchantPrice } }
  ));
}

function sharedInSteps({ amountMinor, currency }: Money, weights: readonly bigint[]): Money[] {
  const step = amountMinor % stepOf(currency) ? 1n : stepOf(currency);
  return allocateMoney(money(amountMinor / step, currency), weights).map((share) => money(share.amountMinor * step, currency));
}

function priceOf({ prices, merchantId }: QuotableVariant, table: PriceTable, terms: PriceTerms): ResolvedPrice {
  return resolvePrice(table, prices, { ...terms, merchantId });
}

function onePerVariant(items: readonly WantedItem[]): (WantedItem & { readonly index: number })[] {
  const wanted = new Map<string, WantedItem & { readonly index: number }>();
  items.forEach(({ variantId, quantity }, index) => {
    const known = wanted.get(variantId);
    wanted.set(variantId, known ? { ...known, quantity: known.quantity + quantity } : { variantId, quantity, index });
  });
  return [...wanted.values()];
}

function sellable(variant: QuotableVariant | undefined, index: number): QuotableVariant {
  const field = `items.${index}.variantId`;
  if (!variant) throw new ProductUnknown({}, field);
  if (variant.status === 'withdrawn') throw new ProductWithdrawn({}, field);
  return variant;
}

/** Over all lines of a variant: alone and in bundles. */
function refuseShortages(lines: readonly WantedLine[]): void {
  const wanted = new Map<string, number>();
  for (const { variant, quantity } of lines) wanted.set(variant.variantId, (wanted.get(variant.variantId) ?? 0) + quantity);
  const short = lines.filter(({ variant }) => (wanted.get(variant.variantId) ?? 0) > (variant.available ?? Number.MAX_SAFE_INTEGER));
  if (short.length) throw new SoldOut([...new Set(short.map(({ variant }) => variant.variantId))]);
}
