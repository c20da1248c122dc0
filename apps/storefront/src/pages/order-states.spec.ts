import type { DeliveryKind } from '@silkport/catalog';
import { entitlementStates, type EntitlementState, type LineDelivery } from '@silkport/delivery';
import { i18nContext, Phrases } from '@silkport/i18n';
import { orderingContext, type OrderLineView, type OrderView } from '@silkport/ordering';
import { locales, money, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { aLine, anOrder } from '../../../../libs/notifications/src/testing.js';
import { RightOfWithdrawal } from '../parts/right-of-withdrawal.js';
import { Visitor } from '../visitor.js';
import { OrderPage } from './order.js';

const phrases = new Phrases([{ name: 'storefront', locales: new URL('../locales/', import.meta.url) }, orderingContext, i18nContext]);
const aVisitor = (locale: Locale = 'en') => new Visitor({ locale, currency: 'KZT', country: 'KZ' }, phrases, `/${locale}/orders`, [], undefined);
const at = new Date('2026-11-24T08:00:00Z');

interface Bought { readonly kind: DeliveryKind; readonly state: EntitlementState | null; readonly seats?: number; readonly isSetUp?: boolean; readonly line?: Partial<OrderLineView>; readonly order?: Partial<OrderView>; readonly locale?: Locale }

const page = ({ kind, state, seats = 1, isSetUp = true, line: changes, order: ofOrder, locale }: Bought) => {
  const line = aLine({ deliveryKind: kind, quantity: seats, ...changes });
  const order = anOrder({ lines: [line], ...ofOrder });
  const delivery: LineDelivery = {
    orderLineId: line.id, productId: 'p', variantId: 'v', merchantId: 'm', deliveryKind: kind, quantity: seats, entitlementId: state && 'e1', state, seat: state && 1, expiresAt: at, parcelState: kind === 'parcel' ? 'to_ship' : null, isSetUp,
    assets: [], keys: Array.from({ length: seats }, (_, index) => `KEY-${index + 1}`),
  };
  const each = Array.from({ length: state ? seats : 0 }, (_, index) => ({
    delivery: { ...delivery, entitlementId: `e${index + 1}`, seat: index + 1, keys: [`KEY-${index + 1}`] }, given: index ? { entitlementId: `e${index + 1}`, email: `pupil${index + 1}@example.kz`, generation: 1, givenAt: at } : undefined,
  }));
  const standing = { order, stage: 'ready' as const, received: [{ line, delivery, seats: each, files: [], boxes: [] }] };
  return render(h(OrderPage, { visitor: aVisitor(locale), held: { order, key: 'k' }, standing, record: { refunds: [], invoices: [], rights: [] }, isAway: false }));
};
const heading = (html: string) => /<h1[^>]*>(?:<svg.*?<\/svg>)? ?([^<]*)/.exec(html)?.[1];

describe('the page of a paid order', () => {
  it('says that something is here only where it is, and thanks nobody for what is over', () => {
    expect([page({ kind: 'download', state: 'active' }), page({ kind: 'data-set', state: 'granted' }), page({ kind: 'booking', state: 'active' }), page({ kind: 'parcel', state: null })].map(heading))
      .toEqual(['Thank you: here it is', 'Thank you: your order is paid', 'Thank you: your order is paid', 'Thank you: your order is paid']);
    for (const state of ['suspended', 'revoked', 'expired'] as const) expect(heading(page({ kind: 'download', state }))).toBe('Your order');
  });

  it('says why something rests or waits, and what can be done about it', () => {
    expect(page({ kind: 'licence-key', state: 'suspended', order: { status: 'disputed' } })).toContain('paused until your bank has decided');
    expect(page({ kind: 'licence-key', state: 'suspended' })).toContain('Answer the e-mail about it');
    expect(page({ kind: 'subscription', state: 'suspended' })).toContain('The page of the subscription says why');
    expect(page({ kind: 'data-set', state: 'granted', order: { country: 'KZ' } })).toContain('may leave for Kazakhstan');
    expect(page({ kind: 'download', state: 'granted', isSetUp: false })).toContain('The maker has not set this up yet');
    expect(page({ kind: 'download', state: 'revoked', line: { state: 'refunded' } })).toContain('The money for this went back to you');
    expect(page({ kind: 'download', state: 'revoked' })).toContain('If you think that this is a mistake');
  });

  it('puts the key of each seat beside it, with whom it was given to', () => {
    const rows = page({ kind: 'licence-key', state: 'active', seats: 3 }).split('<li>').filter((row) => row.includes('KEY-'));
    expect(rows.map((row) => [/Seat (\d)/.exec(row)?.[1], /KEY-(\d)/.exec(row)?.[1], /pupil(\d)/.exec(row)?.[1]])).toEqual([['1', '1', undefined], ['2', '2', '2'], ['3', '3', '3']]);
  });

  it.each(locales)('has all of its words in %s, whatever became of a thing', (locale) => {
    for (const kind of ['download', 'data-set', 'subscription', 'parcel', 'booking'] as const) {
      for (const state of entitlementStates) expect(page({ kind, state, locale, seats: 2 }).match(/storefront\.[a-z_.-]+|\{\{\w+\}\}/g)).toBeNull();
    }
  });

  it('does not claim that money went back where a trial has cost nothing yet', () => {
    const right = (totalMinor: bigint) => render(h(RightOfWithdrawal, { visitor: aVisitor(), right: { line: aLine({ total: money(totalMinor, 'KZT') }), canWithdraw: false, until: null, reason: 'nothing_left', refundShare: { kind: 'whole' }, legalSource: null } }));
    expect([right(0n), right(100n)].map((html) => html.includes('Nothing has been paid for this yet'))).toEqual([true, false]);
  });
});
