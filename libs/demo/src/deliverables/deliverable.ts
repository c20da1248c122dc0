/** The kinds of package a digital demo product is delivered as. */
export const DELIVERABLE_FORMS = [
  'pdf', 'epub', 'csv', 'png-pack', 'svg-pack', 'wav', 'zip-software', 'json', 'geojson', 'service-pack', 'api-pack', 'model-pack', 'font-pack', 'video-pack',
] as const;

export type DeliverableForm = (typeof DELIVERABLE_FORMS)[number];

/** What the generator knows of a product; `productId` is the only seed, so the same subject gives the same bytes. */
export interface DeliverableSubject {
  productId: string;
  /** Leaf of the taxonomy, such as `dp.lit.webnovel`. */
  taxonomy: string;
  nameEn: string;
  nameZh: string;
  descriptionEn: string;
  descriptionZh: string;
  merchantEn: string;
  merchantZh: string;
  clusterEn: string;
  /** Selling unit of the catalogue: `copy`, `month`, `project`, ... */
  unit: string;
  /** First delivery method of the leaf. */
  deliveryMethod: string;
  form: DeliverableForm;
}

/** One downloadable file; `fileName` is lower-case ASCII and unique within its product. */
export interface Deliverable {
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
  title: string;
}
