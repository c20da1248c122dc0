import type { Reason } from '@silkport/platform';
import type { MerchantProduct } from './merchant-product-reads.js';

/** What a product can lack of what the catalogue itself keeps. What its kind of delivery needs besides is asked of whoever delivers. */
export const catalogLacks = ['catalog.lacks_english', 'catalog.lacks_part_on_sale', 'catalog.lacks_billing', 'catalog.lacks_weight'] as const;
type Lack = (typeof catalogLacks)[number];
type Gap = Reason & { readonly code: Lack };

/** What stands between a product and its buyers' eyes. @param isWhole whether drafts among its variants count too */
export function ownGaps({ name, description, deliveryKind, variants }: MerchantProduct, isWhole = true): Gap[] {
  const gaps: Gap[] = [];
  // Whoever reads none of a text's languages reads English: the cards of lists have nothing else to fall back on.
  if (!name.en) gaps.push({ field: 'name.en', code: 'catalog.lacks_english' });
  if (!description.en) gaps.push({ field: 'description.en', code: 'catalog.lacks_english' });
  variants.forEach((variant, index) => {
    if (variant.isDraft && !isWhole) return;
    if (!variant.name.en) gaps.push({ field: `variants.${index}.name.en`, code: 'catalog.lacks_english' });
    if (deliveryKind === 'subscription' && !variant.billing) gaps.push({ field: `variants.${index}.billing`, code: 'catalog.lacks_billing' });
    if (deliveryKind === 'parcel' && !variant.weightGrams) gaps.push({ field: `variants.${index}.weightGrams`, code: 'catalog.lacks_weight' });
    variant.contains.forEach(({ isOnSale }, position) => {
      if (!isOnSale) gaps.push({ field: `variants.${index}.contains.${position}`, code: 'catalog.lacks_part_on_sale' });
    });
  });
  return gaps;
}
