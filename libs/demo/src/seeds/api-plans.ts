import type { ApiPlanTerms, SetApiPlan } from '@silkport/delivery';
import { demoId } from '../demo-ids.js';
import { daysOfUnit, deliveryKindOf, variantsOf } from '../demo-variants.js';
import type { PlacedProduct } from '../placed-products.js';

const quotaUnits = 10_000;
const writing = 5;

interface Seeding { readonly setPlan: SetApiPlan; readonly personId: string }

/** A plan for each API of the demo: its merchant answers by a gateway of its own, which asks ours. Setting it again changes nothing. */
export async function seedApiPlans({ setPlan, personId }: Seeding, placed: readonly PlacedProduct[]): Promise<void> {
  for (const { product, merchant, id } of placed.filter((each) => deliveryKindOf(each.product) === 'api-access')) {
    for (const { sku } of variantsOf(product)) {
      const terms = planOf(daysOfUnit[product.unit]);
      await setPlan.run({ merchantId: demoId('merchant', merchant.slug), productId: id, variantId: demoId('variant', sku), personId, terms });
    }
  }
}

/** What is sold by the month or the year has a quota for each month, and ends. */
function planOf(days: number | undefined): ApiPlanTerms {
  return {
    isTopUp: false, quotaUnits, quotaPeriod: days === undefined ? 'purchase' : 'month', perSecond: 10, perMinute: 300, validDays: days ?? null, upstreamUrl: null,
    scopes: [{ name: 'read', methods: ['GET', 'HEAD'], path: '/', units: 1 }, { name: 'write', methods: ['POST', 'PUT', 'PATCH', 'DELETE'], path: '/', units: writing }],
  };
}
