/** A carrier whose tracking page can be linked to. */
export interface Carrier {
  readonly code: string;
  /** As it calls itself; the same in every language. */
  readonly name: string;
  /** `{tracking}` stands for the number. */
  readonly trackingUrl: string;
}

/** Addresses of tracking pages are from memory (November 2026), not from the carriers: a link that has moved is to be corrected here. */
export const carriers: readonly Carrier[] = [
  { code: 'ems', name: 'EMS (China Post)', trackingUrl: 'https://www.ems.com.cn/english/?mailNum={tracking}' },
  { code: 'china-post', name: 'China Post', trackingUrl: 'https://yjcx.ems.com.cn/qps/english/yjcx?mailNum={tracking}' },
  { code: 'yunexpress', name: 'YunExpress', trackingUrl: 'https://www.yuntrack.com/parcelTracking?id={tracking}' },
  { code: 'sf', name: 'SF Express', trackingUrl: 'https://www.sf-express.com/chn/en/waybill/waybill-detail/{tracking}' },
  { code: '4px', name: '4PX', trackingUrl: 'https://track.4px.com/#/result/0/{tracking}' },
  { code: 'cainiao', name: 'Cainiao', trackingUrl: 'https://global.cainiao.com/newDetail.htm?mailNoList={tracking}' },
  { code: 'dhl', name: 'DHL', trackingUrl: 'https://www.dhl.com/en/express/tracking.html?AWB={tracking}' },
  { code: 'ups', name: 'UPS', trackingUrl: 'https://www.ups.com/track?tracknum={tracking}' },
  { code: 'fedex', name: 'FedEx', trackingUrl: 'https://www.fedex.com/fedextrack/?trknbr={tracking}' },
  { code: 'kazpost', name: 'Kazpost', trackingUrl: 'https://post.kz/services/postal/{tracking}' },
  { code: 'russian-post', name: 'Russian Post', trackingUrl: 'https://www.pochta.ru/tracking?barcode={tracking}' },
  { code: 'deutsche-post', name: 'Deutsche Post', trackingUrl: 'https://www.deutschepost.de/sendung/simpleQuery.html?form.sendungsnummer={tracking}' },
  { code: 'royal-mail', name: 'Royal Mail', trackingUrl: 'https://www.royalmail.com/track-your-item#/tracking-results/{tracking}' },
  { code: 'usps', name: 'USPS', trackingUrl: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={tracking}' },
  { code: 'aramex', name: 'Aramex', trackingUrl: 'https://www.aramex.com/track/results?ShipmentNumber={tracking}' },
];

const byCode = new Map(carriers.map((carrier) => [carrier.code, carrier]));

/** One of ours by its code or its name, in any case of letters. */
export function findCarrier(text: string | null): Carrier | undefined {
  const wanted = text?.trim().toLowerCase() ?? '';
  return byCode.get(wanted) ?? carriers.find(({ name }) => name.toLowerCase() === wanted);
}

/** What people read: the carrier's own name, or what the merchant wrote. */
export function carrierName(carrier: string | null): string | null {
  return findCarrier(carrier)?.name ?? carrier;
}

/** Null where the carrier is none of ours, or nothing is tracked. */
export function trackingUrl(carrier: string | null, tracking: string | null): string | null {
  const known = findCarrier(carrier);
  return known && tracking ? known.trackingUrl.replace('{tracking}', encodeURIComponent(tracking.replaceAll(/\s/g, ''))) : null;
}
