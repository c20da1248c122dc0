import type { QuotableVariant } from '@silkport/catalog';
import { i18nContext, Phrases, type Problem } from '@silkport/i18n';
import { orderingContext, type OrderLineView, type OrderView, type QuoteLine, type QuoteView } from '@silkport/ordering';
import { paymentsContext } from '@silkport/payments';
import { locales, money, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { basketView } from '../basket-view.js';
import type { OrderStage } from '../order-stage.js';
import { Visitor } from '../visitor.js';
import { BasketPage } from './basket.js';
import { CheckoutPage } from './checkout.js';
import { LibraryPage } from './library.js';
import { OrderPage } from './order.js';
import { SignInPage } from './sign-in.js';

const hostile = '<script>alert(1)</script>" onload="x';
const storefront = { name: 'storefront', locales: new URL('../locales/', import.meta.url) };
const phrases = new Phrases([storefront, orderingContext, paymentsContext, i18nContext]);
const aVisitor = (locale: Locale = 'en') => new Visitor({ locale, currency: 'KZT', country: 'KZ' }, phrases, `/${locale}/basket`, [], undefined);

const aVariant: QuotableVariant = {
  variantId: '019a0000-0000-7000-8000-000000000001', productId: 'product', productCode: 'HD-001', productSlug: 'clouds', productName: { en: hostile }, variantName: { en: hostile }, variantCount: 2,
  merchantId: 'merchant', merchantName: { en: hostile }, clusterId: 'hengdian', taxonomyId: 'x', deliveryKind: 'parcel', digitallyDelivered: false, status: 'published', prices: [money(100n, 'CNY')], available: 3,
};
const aLine: QuoteLine = { ...aVariant, isLimited: true, quantity: 2, unitMinor: 6612n, totalMinor: 13_224n, merchantCurrency: 'CNY', merchantTotalMinor: 200n, rate: '66.12' };
const aQuote: QuoteView = {
  id: '019a0000-0000-7000-8000-000000000002', country: 'KZ', currency: 'KZT', locale: 'en', rateSetId: 'rates', total: money(13_224n, 'KZT'), lines: [aLine], expiresAt: new Date('2026-11-23T08:30:00Z'),
};
const anOrderLine: OrderLineView = { ...aLine, id: 'line-1', deliveryKind: 'licence-key', unit: money(6612n, 'KZT'), total: money(13_224n, 'KZT'), merchantTotal: money(200n, 'CNY') };
const anOrder = (changes: Partial<OrderView> = {}): OrderView => ({
  id: '019a0000-0000-7000-8000-000000000003', number: 'SP-7K3MQ-92XTV', status: 'paid', email: 'anna@example.kz', locale: 'en', country: 'KZ', total: money(13_224n, 'KZT'), rateSetId: 'rates',
  recipient: { name: hostile, street: hostile, city: hostile }, placedAt: new Date('2026-11-23T08:00:00Z'), expiresAt: new Date('2026-11-23T08:32:00Z'), paidAt: new Date('2026-11-23T08:05:00Z'),
  cancelledAt: null, lines: [anOrderLine], ...changes,
});
const orderPage = (visitor: Visitor, stage: OrderStage, order = anOrder()) => {
  const delivery = { orderLineId: 'line-1', productId: 'p', variantId: 'v', merchantId: 'm', deliveryKind: 'licence-key', quantity: 2, entitlementId: 'e', state: 'active', parcelState: null, assets: [], keys: [hostile] } as const;
  const file = { id: 'a', title: { en: hostile }, contentType: 'application/pdf', sizeBytes: 1200, fileName: `${hostile}.pdf`, sha256: 'ab'.repeat(32), completedCount: 0, href: '/v1/downloads/abc' };
  const standing = { order, stage, received: [{ line: anOrderLine, delivery, files: [file] }] };
  return render(h(OrderPage, { visitor, held: { order, key: 'k&y' }, standing, isAway: false }));
};
const basketPage = (visitor: Visitor, quantity: number) => {
  const view = basketView([{ variantId: aVariant.variantId, quantity }], new Map([[aVariant.variantId, aVariant]]), 'KZT', () => money(6612n, 'KZT'));
  return render(h(BasketPage, { visitor, basket: { ...view, limit: undefined } }));
};
const checkoutPage = (visitor: Visitor, notes = {}) => render(h(CheckoutPage, { visitor, quote: aQuote, typed: { email: hostile, name: hostile, street: hostile }, notes }));

describe('the pages of a purchase', () => {
  it('show hostile names as the letters they are', () => {
    const visitor = aVisitor();
    const pages = [
      basketPage(visitor, 2), basketPage(visitor, 9), checkoutPage(visitor, { suggestion: hostile }), orderPage(visitor, 'ready'), orderPage(visitor, 'unpaid'),
      render(h(LibraryPage, { visitor, orders: [anOrder()], nextCursor: hostile })), render(h(SignInPage, { visitor, typed: { email: hostile }, next: hostile })),
    ];
    for (const html of pages) {
      expect(html).not.toContain('<script');
      expect(html).not.toContain('" onload="');
      expect(html).toContain('&lt;script>');
    }
  });

  it('say everything in each language: no key is left without its sentence', () => {
    const stages: OrderStage[] = ['unpaid', 'confirming', 'ending', 'mismatch', 'preparing', 'ready', 'cancelled'];
    for (const locale of locales) {
      const visitor = aVisitor(locale);
      const pages = [basketPage(visitor, 2), basketPage(visitor, 9), checkoutPage(visitor, { isRefreshed: true, suggestion: 'a@gmail.com' }), ...stages.map((stage) => orderPage(visitor, stage)),
        render(h(LibraryPage, { visitor, orders: [anOrder(), anOrder({ status: 'awaiting_payment' })], nextCursor: undefined }))];
      for (const html of pages) expect(html.match(/(storefront|ordering|payments)\.[a-z_]+\.?[a-z_.]*|\{\{\w+\}\}/g)).toBeNull();
    }
  });

  it('name the duty to pay and the sum on the button that orders', () => {
    expect(checkoutPage(aVisitor())).toMatch(/<button class="button wide pay-button" type="submit">Order and pay KZT.132\.24<\/button>/);
  });

  it('put each problem at its field, tied to it, and into a summary in focus', () => {
    const problem = { type: 't', title: 't', status: 400, detail: 'One entry needs your attention.', code: 'i18n.invalid_input', requestId: 'r', errors: [{ field: 'city', code: 'c', detail: 'This cannot be empty.' }] } satisfies Problem;
    const html = checkoutPage(aVisitor(), { problem });
    expect(html).toMatch(/id="city"[^>]*aria-invalid="true"[^>]*aria-describedby="city-problem"/);
    expect(html).toMatch(/id="problem"[^>]*autofocus/);
    expect(html).toContain('<a href="#city">Town or city</a>: This cannot be empty.');
  });

  it('keep the key of the order in every link of it, escaped', () => {
    expect(orderPage(aVisitor(), 'unpaid', anOrder({ status: 'awaiting_payment', paidAt: null }))).toContain('action="/en/orders/SP-7K3MQ-92XTV/payment?key=k%26y"');
    expect(orderPage(aVisitor(), 'confirming')).toContain('data-status-url="/en/orders/SP-7K3MQ-92XTV/status?key=k%26y"');
  });

  it('offer the pieces that are left where more were wanted', () => {
    const html = basketPage(aVisitor(), 9);
    expect(html).toContain('Only 3 pieces are left; you wanted 9.');
    expect(html).toMatch(/name="quantity" value="3"/);
    expect(html).not.toContain('/basket/checkout');
  });
});
