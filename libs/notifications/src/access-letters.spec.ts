import type { AccessChanged } from '@silkport/delivery';
import { deliveryKinds } from '@silkport/catalog';
import { Phrases } from '@silkport/i18n';
import { locales, newId } from '@silkport/values';
import { delivered } from '../../../test/support/delivered.js';
import { accessLetter, accessNews } from './access-letter.js';
import { accessNewsOf } from './access-news.js';
import { letterText } from './letter-text.js';
import { nextSteps } from './next-steps.js';
import { notificationsContext } from './notifications.context.js';
import { seatEndedLetter, seatLetter } from './seat-letter.js';
import { shipmentLetter } from './shipment-letter.js';
import { aLine, anOrder } from './testing.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/en/orders/SP-7K3MQ-92XTV?key=abc';
const line = aLine();
const order = anOrder({ lines: [line, aLine({ productName: { en: 'Another thing' } })] });

describe('the mails about what was bought', () => {
  it.each(locales)('tell in %s what changed, of what, and nothing in the words of a program', (locale) => {
    const texts = accessNews.map((news) => letterText(accessLetter(phrases, { ...order, locale }, { news, lineIds: [line.id], reason: 'The account was shared' }, url)));
    texts.push(letterText(seatLetter(phrases, locale, 'Steppe Fox', url)), letterText(seatEndedLetter(phrases, locale, 'Steppe Fox')), ...(['shipment', 'tracking'] as const).map((news) => (
      letterText(shipmentLetter(phrases, { ...order, locale }, { news, lines: [{ lineId: line.id, quantity: 2 }], carrier: 'EMS', tracking: 'EE1CN', trackingUrl: 'https://track.example/EE1CN' }, url)))));
    expect(new Set(texts).size).toBe(9);
    for (const text of texts) {
      expect(text).toMatch(/Steppe Fox|草原狐/);
      expect(text).not.toMatch(/notifications\.|_subject|\{\{|Another thing/);
    }
  });

  it.each(locales)('say in %s what happens next for each kind', (locale) => {
    const kinds = deliveryKinds.filter((kind) => kind !== 'bundle');
    const steps = kinds.map((deliveryKind) => nextSteps(phrases, locale, [{ deliveryKind }]).join());
    expect(new Set(steps).size).toBe(kinds.length);
    for (const step of steps) expect(step).not.toMatch(/next_|\{\{/);
  });

  it('lead to the carrier where it can be followed there, else to the order', () => {
    const shipment = { news: 'shipment' as const, lines: [], carrier: 'a cousin', tracking: null, trackingUrl: null };
    expect(letterText(shipmentLetter(phrases, order, shipment, url))).toContain(url);
    expect(letterText(shipmentLetter(phrases, order, { ...shipment, trackingUrl: 'https://track.example/EE1CN' }, url))).toContain('https://track.example/EE1CN');
  });
});

describe('what is told of access', () => {
  const change = (given: Partial<AccessChanged> = {}): AccessChanged => ({
    entitlementId: newId(), orderId: order.id, orderLineId: line.id, productId: line.productId, variantId: line.variantId, merchantId: line.merchantId, deliveryKind: 'course', from: 'active', to: 'suspended', isFirst: false,
    actor: newId(), reason: 'The account was shared', at: '2026-11-24T08:00:00Z', ...given,
  });
  const kinds = (...changes: readonly AccessChanged[]) => accessNewsOf(delivered(...changes)).map(({ news }) => news);

  it('is a person’s hand, a rule, a verdict and the time, and not what the letters about money tell', () => {
    expect(kinds(change())).toEqual(['suspended']);
    expect(kinds(change({ from: 'suspended', to: 'active' }))).toEqual(['restored']);
    expect(kinds(change({ actor: 'export-verdict', from: 'granted', to: 'active' }))).toEqual(['opened']);
    expect(kinds(change({ actor: 'time', to: 'expired' }))).toEqual(['expired']);
    expect(kinds(change({ actor: 'rule' }))).toEqual(['suspended']);
    for (const actor of ['refund', 'dispute', 'withdrawal', 'subscription']) expect(kinds(change({ actor, to: 'revoked' }))).toEqual([]);
    expect(kinds(change({ actor: 'time', to: 'expired', deliveryKind: 'subscription' }))).toEqual([]);
  });

  it('is told once however many seats are concerned', () => {
    const actor = newId();
    expect(kinds(...Array.from({ length: 20 }, () => change({ actor })))).toEqual(['suspended']);
  });
});
