import { hasPostalCodes } from '@silkport/markets';
import { BusinessMissing } from './ordering.errors.js';

/** Whom a business has its invoices made out to; the country/region is the order's. Any Unicode. */
export interface Business {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly region?: string;
  /** Needed where the country/region has postal codes. */
  readonly postalCode?: string;
}

/**
 * An invoice to a business names it with its address (Directive 2006/112/EC art. 226 (5)); who has told no tax number may tell them too.
 * @throws BusinessMissing at the field that is
 */
export function billedBusiness(business: Business | undefined, { taxId, country }: { readonly taxId: string | null; readonly country: string }): Business | null {
  if (taxId === null) return business ?? null;
  if (!business) throw new BusinessMissing({}, 'business');
  if (!business.postalCode && hasPostalCodes(country)) throw new BusinessMissing({}, 'business.postalCode');
  return business;
}
