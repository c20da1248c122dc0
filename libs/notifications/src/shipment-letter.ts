import { formatNumber, type Phrases } from '@silkport/i18n';
import type { OrderView } from '@silkport/ordering';
import { translation } from '@silkport/values';
import type { Letter } from './letter.js';

export type ShipmentNews = 'shipment' | 'tracking';

export interface ShipmentToTell {
  readonly news: ShipmentNews;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly trackingUrl: string | null;
}

/** Tells the buyer that a box is on its way, or has its number, what is in it, and how to follow it. */
export function shipmentLetter(phrases: Phrases, order: Pick<OrderView, 'locale' | 'number' | 'lines'>, { news, lines, carrier, tracking, trackingUrl }: ShipmentToTell, url: string): Letter {
  const { locale, number } = order;
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number });
  const items = lines.flatMap(({ lineId, quantity }) => order.lines.filter(({ id }) => id === lineId).map(({ productName, variantName }) => `${formatNumber(quantity, locale)} × ${translation(productName, locale).text}${variantName ? ` (${translation(variantName, locale).text})` : ''}`));
  const facts = [...(carrier ? [{ label: say('shipment_carrier'), value: carrier }] : []), ...(tracking ? [{ label: say('shipment_tracking'), value: tracking }] : [])];
  return {
    locale, subject: say(`${news}_subject`), preheader: say(`${news}_preheader`), heading: say(`${news}_heading`), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say(`${news}_text`) },
      { kind: 'list', heading: say('shipment_contents'), items, isAddress: false },
      ...(facts.length ? [{ kind: 'facts' as const, facts }] : []),
      trackingUrl ? { kind: 'button', label: say('shipment_follow'), url: trackingUrl } : { kind: 'button', label: say('open_order'), url },
      { kind: 'note', text: say('shipment_note') },
    ],
  };
}
