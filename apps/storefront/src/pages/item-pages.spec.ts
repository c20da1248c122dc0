import { deliveryKinds, type DeliveryKind } from '@silkport/catalog';
import { accessKinds, entitlementStates, shipmentStates, type EntitlementState, type LineDelivery, type ShipmentView } from '@silkport/delivery';
import { i18nContext, Phrases } from '@silkport/i18n';
import { locales, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { aLine, anOrder } from '../../../../libs/notifications/src/testing.js';
import type { KeptItem } from '../held-items.js';
import { actsOf } from '../items/next-acts.js';
import { Received } from '../parts/received-line.js';
import { Visitor } from '../visitor.js';
import { ItemPage, type ItemNotes } from './item.js';

const hostile = '<script>alert(1)</script>" onload="x';
const phrases = new Phrases([{ name: 'storefront', locales: new URL('../locales/', import.meta.url) }, i18nContext]);
const aVisitor = (locale: Locale) => new Visitor({ locale, currency: 'KZT', country: 'KZ' }, phrases, `/${locale}/orders`, [], undefined);
const at = new Date('2026-11-24T08:00:00Z');
const kinds = deliveryKinds.filter((kind) => kind !== 'bundle' && kind !== 'parcel');

const itemPage = (locale: Locale, deliveryKind: DeliveryKind, state: EntitlementState, { holdsOrder = true, notes = {} }: { holdsOrder?: boolean; notes?: ItemNotes } = {}) => {
  const line = aLine({ deliveryKind, productName: { en: hostile }, merchantName: { en: hostile } });
  const entitlement = {
    id: 'e', orderId: 'o', orderLineId: line.id, seat: 1, productId: 'p', variantId: 'v', merchantId: 'm', deliveryKind, quantity: 1, generation: 0, state, buyerCountry: 'KZ', grantedAt: at, activatedAt: at, expiresAt: state === 'expired' ? at : null,
  };
  const item: KeptItem = { order: anOrder({ lines: [line] }), line, entitlement, holdsOrder, key: 'k&y' };
  const delivery: LineDelivery = { ...entitlement, entitlementId: 'e', parcelState: null, isSetUp: true, assets: [], keys: [] };
  const seats = [{ delivery, given: { entitlementId: 'e', email: hostile, generation: 1, givenAt: at } }, { delivery: { ...delivery, entitlementId: 'f', seat: 2 }, given: undefined }];
  const log = ([...accessKinds, 'downloaded'] as const).map((what) => ({ what, subject: hostile, at, country: 'KZ', times: 2, bytes: null }));
  return render(h(ItemPage, { visitor: aVisitor(locale), item, standing: { isSetUp: true, hasApi: false, files: [], keys: state === 'active' ? [hostile] : [], seats, log }, sections: [], notes }));
};

describe('the page of something bought', () => {
  it.each(locales)('says in %s everything of every kind and state, and shows hostile words as the letters they are', (locale) => {
    const ofStates = entitlementStates.flatMap((state) => [itemPage(locale, 'course', state), itemPage(locale, 'course', state, { holdsOrder: false }), itemPage(locale, 'course', state, { notes: { seatSaid: 'given' } })]);
    for (const html of [...kinds.map((kind) => itemPage(locale, kind, 'active')), ...ofStates]) {
      expect(html.match(/storefront\.[a-z_.-]+|\{\{\w+\}\}/g)).toBeNull();
      expect(html).not.toMatch(/<script|" onload="/);
    }
  });

  it('leads to what can be done with an active thing only, to a subscription that rests until it is paid, and to work that somebody has stopped', () => {
    expect(itemPage('en', 'subscription', 'suspended')).toContain('/items/e/subscription?');
    expect(itemPage('en', 'commission', 'suspended')).toContain('/items/e/brief?');
    for (const kind of kinds.filter((each) => each !== 'subscription' && each !== 'commission')) for (const { path } of actsOf(kind, [])) expect([itemPage('en', kind, 'active').includes(`/items/e${path}?key=k%26y"`), itemPage('en', kind, 'suspended').includes(`/items/e${path}?`)]).toEqual([true, false]);
  });

  it('leads to the player and to the reader by what there is', () => {
    const [film, book] = [{ contentType: 'video/mp4' }, { contentType: 'application/epub+zip' }];
    expect([[film], [book], [film, book], []].map((assets) => actsOf('stream', assets).map(({ word }) => word))).toEqual([['watch'], ['read'], ['watch', 'read'], ['watch']]);
  });

  it('shows the holder of a seat neither the order nor the other seats', () => {
    const html = itemPage('en', 'course', 'active', { holdsOrder: false });
    expect(html).not.toContain('/items/f');
    expect(html).not.toContain(anOrder().number + '</bdi>');
    expect(itemPage('en', 'course', 'active')).toContain('/items/f');
    expect(itemPage('en', 'download', 'active')).not.toContain('id="seat-holder"');
  });
});

describe('a parcel on the order page', () => {
  const line = aLine({ deliveryKind: 'parcel', quantity: 3 });
  const box = (state: ShipmentView['state'], quantity: number): ShipmentView => ({
    id: state, orderId: 'o', merchantId: 'm', state, carrier: hostile, carrierName: hostile, tracking: hostile, trackingUrl: 'https://track.example/1', weightGrams: 1, packedAt: at, shippedAt: at, deliveredAt: at, returnedAt: at,
    lines: [{ lineId: line.id, productId: 'p', variantId: 'v', quantity, returnedAt: null }],
  });
  const received = (locale: Locale, boxes: readonly ShipmentView[]) => {
    const delivery: LineDelivery = { orderLineId: line.id, productId: 'p', variantId: 'v', merchantId: 'm', deliveryKind: 'parcel', quantity: 3, entitlementId: null, state: null, seat: null, expiresAt: null, parcelState: 'to_ship', isSetUp: true, assets: [], keys: [] };
    return render(h(Received, { visitor: aVisitor(locale), held: { order: anOrder({ lines: [line] }), key: '' }, of: { line, delivery, seats: [], files: [], boxes } }));
  };

  it.each(locales)('says in %s where each box stands', (locale) => {
    const html = received(locale, shipmentStates.map((state) => box(state, 1)));
    expect(html.match(/storefront\.[a-z_.-]+|\{\{\w+\}\}/g)).toBeNull();
    expect(html).not.toMatch(/<script|" onload="/);
    expect(html.match(/https:\/\/track\.example/g)).toHaveLength(3);
  });

  it('says that some of it has gone, where the rest has not', () => {
    expect(received('en', [box('packed', 1)])).toContain('The maker is preparing your parcel.');
    expect(received('en', [box('shipped', 1), box('packed', 2)])).toContain('Some of it has gone');
  });
});
