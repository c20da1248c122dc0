import type { DeliverableForm } from './deliverable.js';

/** Leaves and branches by prefix; the longest prefix that fits wins. */
const BY_PREFIX: Readonly<Record<string, DeliverableForm>> = {
  'dp.film': 'video-pack',
  'dp.film.licence': 'pdf',
  'dp.animation': 'video-pack',
  'dp.animation.ip-licence': 'svg-pack',
  'dp.games': 'zip-software',
  'dp.games.item': 'json',
  'dp.games.publishing': 'pdf',
  'dp.lit': 'epub',
  'dp.lit.audiobook': 'wav',
  'dp.lit.rights': 'pdf',
  'dp.music': 'wav',
  'dp.pub': 'pdf',
  'dp.pub.ebook': 'epub',
  'dp.visual.3d': 'json',
  'dp.visual.font': 'font-pack',
  'dp.visual.template': 'zip-software',
  'dp.visual.photo': 'png-pack',
  'dp.visual.pattern': 'svg-pack',
  'dp.immersive': 'zip-software',
  'ds.education.vocational': 'pdf',
  'ds.marketing.research': 'pdf',
  'ds.finance.payment': 'api-pack',
  'ds.finance.risk': 'api-pack',
  'dt.comms.esim': 'json',
  'dt.comms.sdwan': 'json',
  'dt.iot.platform': 'api-pack',
  'dt.iot.sdk': 'zip-software',
  'dt.iot.twin': 'json',
  'dt.cloud': 'api-pack',
  'dt.ai': 'api-pack',
  'dt.ai.vision': 'model-pack',
  'dt.blockchain': 'api-pack',
  'dt.satnav': 'geojson',
  'dt.satnav.rtk': 'api-pack',
  'dt.satnav.module': 'zip-software',
  'dt.software': 'zip-software',
  'dt.security': 'zip-software',
  'dt.licence': 'pdf',
  'da.dataset': 'csv',
  'da.dataset.geo': 'geojson',
  'da.api': 'api-pack',
  'da.report': 'pdf',
};

/** For leaves that no prefix names, the way of delivery decides. */
const BY_METHOD: Readonly<Record<string, DeliverableForm>> = {
  'file-download': 'pdf',
  'licence-key': 'zip-software',
  streaming: 'video-pack',
  'api-credential': 'api-pack',
  'subscription-access': 'service-pack',
  'scheduled-service': 'service-pack',
  'milestone-deliverable': 'service-pack',
  'account-credit': 'json',
  shipment: 'service-pack',
};

/**
 * The form of deliverable that a buyer of this leaf expects.
 * A leaf whose branch no table knows falls back to its delivery method, and last to a document.
 */
export function formFor(taxonomyLeafId: string, deliveryMethod: string): DeliverableForm {
  const parts = taxonomyLeafId.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const form = BY_PREFIX[parts.slice(0, length).join('.')];
    if (form) return form;
  }
  return BY_METHOD[deliveryMethod] ?? 'pdf';
}
