import { marketTax } from '@silkport/markets';
import { saleSchemeOf } from './parcels/sale-schemes.js';

export type SupplyKind = 'digital' | 'goods';

/**
 * Whether the law takes the marketplace, not the merchant, to be the supplier, who then owes the tax and invoices the buyer. For goods:
 * where a scheme has the tax of small parcels collected at sale (and marketplace-facilitator laws of the United States).
 */
export function isDeemedSupplier(country: string, kind: SupplyKind): boolean {
  const rules = marketTax(country);
  if (!rules) return false;
  return kind === 'digital' ? rules.isMarketplaceDeemedSupplier === true : country === 'US' || saleSchemeOf(country) !== undefined;
}
