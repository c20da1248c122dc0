import { lowValueGoods } from '@silkport/markets';
import type { TaxReason } from '../tax-line.js';
import data from '../data/sale-schemes.json' with { type: 'json' };

/** A market's rule by which the tax of a parcel from abroad is collected when it is sold, not when it arrives. */
export interface SaleScheme {
  readonly market: string;
  /** Up to this value, the limit itself included; null for any. Decimal major units. */
  readonly limit: string | null;
  readonly currency: string;
  /** Whether the value of the whole parcel counts, or of each piece. */
  readonly per: 'consignment' | 'item';
  /** What a business buyer gets instead; `standard`: the same as a consumer. */
  readonly business: TaxReason;
  readonly validFrom: string;
  readonly source: string;
  readonly confidence: string;
}

const byMarket = new Map((data.schemes as readonly SaleScheme[]).map((scheme) => [scheme.market, scheme]));

/** The scheme of a market, whether or not it is in force yet. */
export function saleSchemeOf(country: string): SaleScheme | undefined {
  return byMarket.get(lowValueGoods(country)?.scheme === 'eu-ioss' ? 'eu' : country);
}
