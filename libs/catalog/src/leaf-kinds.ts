import { findTaxonomyNode, type DeliveryMethod, type TaxonomyNode } from '@silkport/markets';
import { deliveryKinds, type DeliveryKind } from './delivery-kinds.js';

/** By which of the taxonomy's ways a kind of ours reaches its buyer. A bundle has none of its own: what it holds has. */
const methodsOfKind: Readonly<Record<Exclude<DeliveryKind, 'bundle'>, readonly DeliveryMethod[]>> = {
  download: ['file-download'],
  'licence-key': ['licence-key', 'account-credit'],
  stream: ['streaming', 'subscription-access'],
  'api-access': ['api-credential', 'account-credit'],
  'data-set': ['file-download'],
  subscription: ['subscription-access'],
  course: ['subscription-access', 'streaming', 'file-download'],
  booking: ['scheduled-service'],
  commission: ['milestone-deliverable'],
  service: ['scheduled-service', 'milestone-deliverable', 'shipment'],
  parcel: ['shipment'],
};

/** In which ways products of a class may be delivered; none of what is no leaf of the taxonomy. */
export function kindsOfLeaf(taxonomyId: string): DeliveryKind[] {
  const leaf = findTaxonomyNode(taxonomyId);
  return leaf?.level === 3 ? deliveryKinds.filter((kind) => kind === 'bundle' || isAllowed(kind, leaf)) : [];
}

function isAllowed(kind: Exclude<DeliveryKind, 'bundle'>, { deliveryMethods, complianceTags, kind: nature }: TaxonomyNode): boolean {
  // Data wait for the decision on their export, and of the kinds that files come by only data sets do.
  if (complianceTags.includes('data-export') && deliveryMethods.includes('file-download')) return kind === 'data-set';
  // What is shipped is either a thing that is sold, or the service of shipping it.
  if (deliveryMethods.includes('shipment')) return kind === (nature === 'goods' ? 'parcel' : 'service');
  return methodsOfKind[kind].some((method) => deliveryMethods.includes(method));
}
