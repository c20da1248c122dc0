import type { ListedPrice } from '@silkport/pricing';
import { money } from '@silkport/values';

/** A price as statements bring it and as products keep it for their cards: currency, amount in minor units, market, first and last instant in milliseconds. */
export interface StoredPrice {
  readonly c: string;
  readonly a: string;
  readonly m?: string;
  readonly f?: number;
  readonly t?: number;
}

/** The prices of `v`, a row of catalog.variants, that are valid now or will be: those of the main currency for every market first. */
export const pricesColumn = `(SELECT json_agg(json_strip_nulls(json_build_object('c', c.currency, 'a', c.amount_minor::text, 'm', c.market,
    'f', (extract(epoch FROM c.valid_from) * 1000)::bigint, 't', (extract(epoch FROM c.valid_to) * 1000)::bigint)) ORDER BY c.is_main DESC, c.currency, c.market, c.valid_from)
  FROM catalog.prices c WHERE c.variant_id = v.id AND (c.valid_to IS NULL OR c.valid_to > now()))`;

export function listedPrices(stored: readonly StoredPrice[]): ListedPrice[] {
  return stored.map(({ c, a, m, f, t }) => ({
    ...money(BigInt(a), c), ...(m === undefined ? {} : { market: m }), ...(f === undefined ? {} : { validFrom: new Date(f) }), ...(t === undefined ? {} : { validTo: new Date(t) }),
  }));
}

function storedPrice({ currency, amountMinor, market, validFrom, validTo }: ListedPrice): StoredPrice {
  return { c: currency, a: amountMinor.toString(), ...(market ? { m: market } : {}), ...(validFrom ? { f: validFrom.getTime() } : {}), ...(validTo ? { t: validTo.getTime() } : {}) };
}

/**
 * What a product keeps for its cards: the price lists of its variants, those left out that are dearer than another one at every
 * entry. Most products keep one list, so that a card costs what one price costs.
 */
export function cardPriceLists(variants: readonly (readonly ListedPrice[])[]): StoredPrice[][] {
  const cheapest = variants.filter((list, index) => !variants.some((other, position) => position !== index && isDearer(list, other, position < index)));
  return cheapest.map((list) => list.map(storedPrice));
}

function isDearer(list: readonly ListedPrice[], other: readonly ListedPrice[], alsoWhenEqual: boolean): boolean {
  const entries = new Map(other.map((price) => [entryOf(price), price.amountMinor]));
  if (entries.size !== list.length) return false;
  const gaps = list.map((price) => price.amountMinor - (entries.get(entryOf(price)) ?? price.amountMinor + 1n));
  return gaps.every((gap) => gap >= 0n) && (alsoWhenEqual || gaps.some((gap) => gap > 0n));
}

function entryOf({ currency, market, validFrom, validTo }: ListedPrice): string {
  return [currency, market ?? '', validFrom?.getTime() ?? '', validTo?.getTime() ?? ''].join(' ');
}
