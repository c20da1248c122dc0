import type { NewProduct } from '@silkport/catalog';
import type { KeyTerms, NewKeyPlan, SetKeyPlan } from '@silkport/delivery';

const threeDaysMinutes = 3 * 24 * 60;
const machines = (maxMachines: number, features: readonly string[]): KeyTerms => ({ maxMachines, isFloating: false, heartbeatMinutes: null, leaseMinutes: null, fileDays: 30, features });

/** By the end of a variant's stock-keeping code: one machine, three machines, and ten floating places that can be taken along for three days. */
const editions: Readonly<Record<string, KeyTerms>> = {
  basic: machines(1, ['basic']),
  pro: machines(3, ['basic', 'pro']),
  ent: { ...machines(10, ['basic', 'pro', 'enterprise']), isFloating: true, heartbeatMinutes: 15, leaseMinutes: threeDaysMinutes },
};

/** What the demo's programs allow, edition by edition. @param products as they are published */
function demoKeyPlans(products: readonly NewProduct[]): NewKeyPlan[] {
  return products.filter(({ deliveryKind }) => deliveryKind === 'licence-key').flatMap(({ merchant, variants }) => variants.flatMap(({ id: variantId, sku, serviceDays }) => {
    const terms = editions[sku.split('-').at(-1) ?? ''];
    return variantId && terms ? [{ variantId, merchantId: merchant.id, source: 'pool' as const, pattern: null, terms, validityDays: serviceDays ?? null }] : [];
  }));
}

/** After the products are published. It can be done again. */
export async function seedLicenceKeys(setKeyPlan: SetKeyPlan, products: readonly NewProduct[]): Promise<void> {
  for (const plan of demoKeyPlans(products)) await setKeyPlan.run(plan);
}
