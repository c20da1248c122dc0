import { findTaxonomyNode } from '@silkport/markets';
import { CategoryUnknown, KindNotOfCategory, NameMissing, NotOfThisKind } from '../catalog.errors.js';
import type { DeliveryKind } from '../delivery-kinds.js';
import { kindsOfLeaf } from '../leaf-kinds.js';
import type { ProductWords, VariantDraft } from './product-draft.js';

const usedBy: readonly { readonly field: keyof VariantDraft & ('weightGrams' | 'serviceDays' | 'billing' | 'contains' | 'stock'); readonly isFor: (kind: DeliveryKind) => boolean }[] = [
  { field: 'weightGrams', isFor: (kind) => kind === 'parcel' },
  { field: 'serviceDays', isFor: (kind) => kind !== 'parcel' && kind !== 'bundle' },
  { field: 'billing', isFor: (kind) => kind === 'subscription' },
  { field: 'contains', isFor: (kind) => kind === 'bundle' },
  { field: 'stock', isFor: (kind) => kind !== 'bundle' && kind !== 'licence-key' },
];

/** @throws CategoryUnknown, KindNotOfCategory */
export function refuseKind(taxonomyId: string, kind: DeliveryKind): void {
  if (findTaxonomyNode(taxonomyId)?.level !== 3) throw new CategoryUnknown({}, 'categoryId');
  const kinds = kindsOfLeaf(taxonomyId);
  if (!kinds.includes(kind)) throw new KindNotOfCategory({ kinds: kinds.join(', ') }, 'deliveryKind');
}

/**
 * What no product of this kind may say, be it a draft.
 * @throws NameMissing, NotOfThisKind
 */
export function refuseUnfit({ name, variants }: ProductWords, kind: DeliveryKind): void {
  if (!Object.values(name).some(Boolean)) throw new NameMissing({}, 'name');
  variants.forEach((variant, index) => {
    if (!Object.values(variant.name).some(Boolean)) throw new NameMissing({}, `variants.${index}.name`);
    const wrong = usedBy.find(({ field, isFor }) => variant[field] !== undefined && variant[field] !== null && !isFor(kind));
    if (wrong) throw new NotOfThisKind({}, `variants.${index}.${wrong.field}`);
  });
}
