import type { RateGroup } from './tax-rates.js';
import type { TaxableLine } from './tax-request.js';

/** What is known about the buyer and the day when the taxes of a line are decided. */
export interface TaxSituation {
  /** The place of supply, ISO 3166-1 alpha-2; for a parcel where it goes. */
  readonly country: string;
  /** Subdivision without the country, where the buyer gave one and it is of this country. */
  readonly region: string | null;
  readonly isBusiness: boolean;
  /** Said on the line where a typed tax id did not make the buyer a business, or was only checked by its form. */
  readonly taxIdNote: string | null;
  /** Calendar date (UTC): the tax point. */
  readonly date: string;
  /** Whether the marketplace's turnover has made it liable there. */
  readonly isLiable: (place: string, group: RateGroup) => boolean;
}

export const groupOfClass: Readonly<Record<TaxableLine['taxClass'], RateGroup>> = {
  ess: 'digital', 'e-publication': 'e-publication', telecom: 'digital', 'live-service': 'digital', professional: 'professional', financial: 'professional',
  education: 'digital', health: 'professional', 'ip-licence': 'digital', 'data-licence': 'digital', intermediation: 'digital', 'saas-b2b': 'digital',
  'goods-standard': 'goods', 'goods-reduced': 'goods', 'goods-restricted': 'goods',
};
