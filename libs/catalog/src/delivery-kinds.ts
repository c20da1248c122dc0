/** How a buyer receives a product. What each kind means to orders, law and delivery is in `kindTraits`. */
export const deliveryKinds = ['download', 'licence-key', 'stream', 'api-access', 'data-set', 'subscription', 'course', 'booking', 'commission', 'service', 'parcel', 'bundle'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

export interface KindTraits {
  /** `at_once`: by being there as soon as it is paid. `by_people`: whoever performs it says when it is done. `shipped`: by a carrier. */
  readonly handover: 'at_once' | 'by_people' | 'shipped';
  /** What consumer law takes it for (Directive 2011/83/EU, Art. 2); what runs for a number of days is a service whatever its kind. */
  readonly law: 'digital_content' | 'service' | 'goods';
  /** Each piece is a seat: a right of its own, for a person of its own. */
  readonly isSeated: boolean;
}

export const kindTraits: Readonly<Record<DeliveryKind, KindTraits>> = {
  download: { handover: 'at_once', law: 'digital_content', isSeated: false },
  'licence-key': { handover: 'at_once', law: 'digital_content', isSeated: true },
  stream: { handover: 'at_once', law: 'digital_content', isSeated: false },
  'api-access': { handover: 'at_once', law: 'digital_content', isSeated: false },
  'data-set': { handover: 'at_once', law: 'digital_content', isSeated: false },
  subscription: { handover: 'at_once', law: 'service', isSeated: true },
  course: { handover: 'at_once', law: 'digital_content', isSeated: true },
  booking: { handover: 'by_people', law: 'service', isSeated: false },
  commission: { handover: 'by_people', law: 'service', isSeated: false },
  service: { handover: 'by_people', law: 'service', isSeated: false },
  parcel: { handover: 'shipped', law: 'goods', isSeated: false },
  // Only in the catalogue: whoever orders one orders what it holds, each line of its own kind.
  bundle: { handover: 'at_once', law: 'digital_content', isSeated: false },
};
