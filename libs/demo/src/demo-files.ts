import type { NewAsset } from '@silkport/delivery';
import { findTaxonomyNode } from '@silkport/markets';
import type { DemoCluster, DemoMerchant, DemoProduct } from './demo-content.js';
import { demoId } from './demo-ids.js';
import { formFor } from './deliverables/form-for.js';
import type { DeliverableForm, DeliverableSubject } from './deliverables/deliverable.js';
import { makeDeliverable } from './deliverables/make-deliverable.js';

/** The files that a digital demo product's buyer downloads, made anew with the same bytes each time. */
export function demoFiles(cluster: DemoCluster, merchant: DemoMerchant, product: DemoProduct): NewAsset[] {
  if (!product.isDigital) return [];
  const forms = product.forms ?? [formFor(product.taxonomyId, deliveryMethodOf(product))];
  const made = forms.flatMap((form) => makeDeliverable(deliverableSubject(cluster, merchant, product, form)));
  const named = new Map(made.map((file) => [file.fileName, file]));
  return [...named.values()].map(({ fileName, contentType, title, bytes }) => ({
    productId: demoId('product', product.code), fileName, contentType, title: { en: title }, bytes,
  }));
}

/** What the generators know of a demo product. */
export function deliverableSubject(cluster: DemoCluster, merchant: DemoMerchant, product: DemoProduct, form: DeliverableForm): DeliverableSubject {
  return {
    productId: product.code, taxonomy: product.taxonomyId, nameEn: product.name.en, nameZh: product.name['zh-CN'],
    descriptionEn: product.description.en ?? '', descriptionZh: product.description['zh-CN'] ?? '', merchantEn: merchant.name.en ?? '', merchantZh: merchant.name['zh-CN'] ?? '',
    clusterEn: cluster.name.en ?? '', unit: product.unit, deliveryMethod: deliveryMethodOf(product), form,
  };
}

function deliveryMethodOf({ taxonomyId }: DemoProduct): string {
  return findTaxonomyNode(taxonomyId)?.deliveryMethods[0] ?? 'file-download';
}
