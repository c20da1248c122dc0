import type { DeliveryKind } from '@silkport/catalog';
import type { Reason } from '@silkport/platform';

/** What a product can lack to be delivered to whoever buys it now. */
export const deliveryLacks = [
  'delivery.lacks_file', 'delivery.lacks_track', 'delivery.lacks_keys', 'delivery.lacks_api_plan', 'delivery.lacks_data_description', 'delivery.outdated_data_description', 'delivery.lacks_content',
  'delivery.lacks_lesson', 'delivery.lacks_availability', 'delivery.lacks_commission_plan', 'delivery.lacks_customs',
] as const;
type Lack = (typeof deliveryLacks)[number];
export type Gap = Reason & { readonly code: Lack };

/** What is set of a variant. */
export interface SetOfVariant {
  readonly id: string;
  /** In the pool, or any number where they are generated. */
  readonly hasKeys: boolean;
  readonly hasKeyPlan: boolean;
  readonly hasApiPlan: boolean;
  readonly hasCommissionPlan: boolean;
  /** Of its own, or of the product. */
  readonly hasCustoms: boolean;
}

/** What is set of a product, as buyers of now would get it. */
export interface SetOfProduct {
  readonly hasFiles: boolean;
  /** Something that is played or read in a browser. */
  readonly hasTracks: boolean;
  readonly dataSet: 'described' | 'outdated' | 'none';
  readonly hasLessons: boolean;
  readonly hasFreeSlots: boolean;
  /** In the order of the product. */
  readonly variants: readonly SetOfVariant[];
}

const whole = (field: string, code: Lack, isThere: boolean): Gap[] => (isThere ? [] : [{ field, code }]);

function eachVariant({ variants }: SetOfProduct, field: string, code: Lack, isThere: (variant: SetOfVariant) => boolean): Gap[] {
  return variants.flatMap((variant, index) => (isThere(variant) ? [] : [{ field: `variants.${index}.${field}`, code }]));
}

/** What a kind needs before anything of it may be sold. A kind gives more where more is set: that is never missing. */
const needs: Readonly<Record<DeliveryKind, (set: SetOfProduct) => Gap[]>> = {
  download: ({ hasFiles }) => whole('files', 'delivery.lacks_file', hasFiles),
  'licence-key': (set) => eachVariant(set, 'licenceKeys', 'delivery.lacks_keys', ({ hasKeys }) => hasKeys),
  stream: ({ hasTracks }) => whole('chapters', 'delivery.lacks_track', hasTracks),
  'api-access': (set) => eachVariant(set, 'apiPlan', 'delivery.lacks_api_plan', ({ hasApiPlan }) => hasApiPlan),
  'data-set': ({ hasFiles, dataSet }) => [
    ...whole('files', 'delivery.lacks_file', hasFiles),
    ...(dataSet === 'described' ? [] : [{ field: 'dataSet', code: dataSet === 'none' ? 'delivery.lacks_data_description' : 'delivery.outdated_data_description' } as const]),
  ],
  subscription: (set) => (set.hasFiles || set.hasTracks || set.hasLessons ? [] : eachVariant(set, 'content', 'delivery.lacks_content', ({ hasKeyPlan, hasApiPlan }) => hasKeyPlan || hasApiPlan)),
  course: ({ hasLessons }) => whole('course', 'delivery.lacks_lesson', hasLessons),
  booking: ({ hasFreeSlots }) => whole('availability', 'delivery.lacks_availability', hasFreeSlots),
  commission: (set) => eachVariant(set, 'commissionPlan', 'delivery.lacks_commission_plan', ({ hasCommissionPlan }) => hasCommissionPlan),
  // A person does it, and says when it is done.
  service: () => [],
  parcel: (set) => eachVariant(set, 'customs', 'delivery.lacks_customs', ({ hasCustoms }) => hasCustoms),
  // What it holds has needs of its own, and is on sale only where they are met.
  bundle: () => [],
};

export function gapsOf(kind: DeliveryKind, set: SetOfProduct): Gap[] {
  return needs[kind](set);
}
