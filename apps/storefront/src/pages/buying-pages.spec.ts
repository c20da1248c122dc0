import type { QuotableVariant } from '@silkport/catalog';
import { entitlementStates, type EntitlementState, type ShipmentView } from '@silkport/delivery';
import { i18nContext, Phrases, type Problem } from '@silkport/i18n';
import { consentKey, consentKinds, orderStatuses, orderingContext, refundReasons, refundStates, withdrawalReasons, type LineRight, type OrderLineView, type OrderView, type QuoteLine, type QuoteView, type WithdrawalView } from '@silkport/ordering';
import { paymentsContext } from '@silkport/payments';
import { locales, money, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { undoubted, untaxedLine, untaxedQuoteLine } from '../../../../libs/ordering/src/testing.js';
import { basketView } from '../basket-view.js';
import type { Library } from '../items/library-shelves.js';
import type { OrderRecord } from '../order-records.js';
import type { OrderStage } from '../order-stage.js';
import { Visitor } from '../visitor.js';
import { BasketPage } from './basket.js';
import { CheckoutPage } from './checkout.js';
import { ConfirmWithdrawalPage } from './confirm-withdrawal.js';
import { FindWithdrawalPage } from './find-withdrawal.js';
import { LibraryPage } from './library.js';
import { OrderPage } from './order.js';
import { SignInPage } from './sign-in.js';
import { WithdrawalPage } from './withdrawal.js';
import { WithdrawalReceiptPage } from './withdrawal-receipt.js';

const hostile = '<script>alert(1)</script>" onload="x';
const storefront = { name: 'storefront', locales: new URL('../locales/', import.meta.url) };
const phrases = new Phrases([storefront, orderingContext, paymentsContext, i18nContext]);
const aVisitor = (locale: Locale = 'en') => new Visitor({ locale, currency: 'KZT', country: 'KZ' }, phrases, `/${locale}/basket`, [], undefined);

const aVariant: QuotableVariant = {
  variantId: '019a0000-0000-7000-8000-000000000001', productId: 'product', productCode: 'HD-001', productSlug: 'clouds', productName: { en: hostile }, variantName: { en: hostile }, variantCount: 2,
  merchantId: 'merchant', merchantName: { en: hostile }, merchantCountry: 'CN', clusterId: 'hengdian', taxonomyId: 'x', deliveryKind: 'parcel', digitallyDelivered: false, serviceDays: null, status: 'published', prices: [money(100n, 'CNY')], available: 3, billing: null, contains: [],
};
const aLine: QuoteLine = { ...aVariant, isLimited: true, quantity: 2, unitMinor: 6612n, totalMinor: 13_224n, merchantCurrency: 'CNY', merchantTotalMinor: 200n, rate: '66.12', ...untaxedQuoteLine(13_224n, 200n) };
const aQuote: QuoteView = {
  id: '019a0000-0000-7000-8000-000000000002', country: 'KZ', ...undoubted, currency: 'KZT', locale: 'en', rateSetId: 'rates', total: money(13_224n, 'KZT'), lines: [aLine], expiresAt: new Date('2026-11-23T08:30:00Z'),
};
const anOrderLine: OrderLineView = { ...aLine, bundle: null, id: 'line-1', deliveryKind: 'licence-key', unit: money(6612n, 'KZT'), total: money(13_224n, 'KZT'), merchantTotal: money(200n, 'CNY'), ...untaxedLine(money(13_224n, 'KZT'), money(200n, 'CNY')) };
const anOrder = (changes: Partial<OrderView> = {}): OrderView => ({
  id: '019a0000-0000-7000-8000-000000000003', number: 'SP-7K3MQ-92XTV', status: 'paid', email: 'anna@example.kz', locale: 'en', country: 'KZ', taxId: null, business: null, total: money(13_224n, 'KZT'), refunded: money(0n, 'KZT'), rateSetId: 'rates',
  recipient: { name: hostile, street: hostile, city: hostile }, placedAt: new Date('2026-11-23T08:00:00Z'), expiresAt: new Date('2026-11-23T08:32:00Z'), paidAt: new Date('2026-11-23T08:05:00Z'),
  heldAt: null, cancelledAt: null, completedAt: null, consents: [], lines: [anOrderLine], ...changes,
});
const aRight = (changes: Partial<LineRight> = {}): LineRight => ({
  line: anOrderLine, canWithdraw: true, until: new Date('2026-12-08T00:00:00Z'), reason: 'in_period', refundShare: { kind: 'whole' }, legalSource: 'Directive 2011/83/EU', ...changes,
});
const aRefund = { id: 'r', orderId: 'o', reason: 'withdrawal', total: money(3306n, 'KZT'), state: 'asked', askedAt: new Date('2026-11-24T08:00:00Z'), settledAt: null, lines: [] } as const;
const anInvoice = {
  id: 'i', number: 'SP-2026-000123', kind: 'invoice', purpose: 'sale', issuer: 'operator', issuerName: hostile, orderNumber: 'SP-7K3MQ-92XTV', corrects: null, issuedOn: '2026-11-23', tax: money(0n, 'KZT'), total: money(13_224n, 'KZT'),
} as const;
const nothingMore: OrderRecord = { refunds: [], invoices: [], rights: [] };
const aRecord: OrderRecord = { refunds: refundStates.flatMap((state) => refundReasons.map((reason) => ({ ...aRefund, state, reason }))), invoices: [anInvoice, { ...anInvoice, kind: 'credit_note' }], rights: withdrawalReasons.map((reason) => aRight({ reason })) };
const aWithdrawal: WithdrawalView = {
  id: 'w', orderId: 'o', name: hostile, email: 'anna@example.kz', declaredAt: new Date('2026-11-24T08:00:00Z'), confirmedAt: new Date('2026-11-24T08:00:07Z'), refundId: 'r',
  lines: [{ lineId: 'line-1', refundMinor: 13_224n, quantity: 2, returnExpected: false, legalSource: null }, { lineId: 'line-1', refundMinor: 100n, quantity: 1, returnExpected: true, legalSource: null }],
};
const held = { order: anOrder(), key: 'k&y' };
const withdrawalPages = (visitor: Visitor) => [
  render(h(WithdrawalPage, { visitor, held, rights: aRecord.rights, notes: { typed: { name: hostile, email: hostile }, chosen: undefined, attempt: 'a' } })),
  render(h(WithdrawalPage, { visitor, held, rights: [aRight({ canWithdraw: false, reason: 'waived' })], notes: { typed: {}, chosen: [], attempt: 'a' } })),
  render(h(ConfirmWithdrawalPage, { visitor, held, withdrawal: aWithdrawal, problem: undefined })), render(h(WithdrawalReceiptPage, { visitor, held, withdrawal: aWithdrawal })),
  render(h(FindWithdrawalPage, { visitor, typed: { number: hostile }, isSent: true })),
];
const withdrawalPage = (rights: readonly LineRight[]) => render(h(WithdrawalPage, { visitor: aVisitor(), held, rights, notes: { typed: {}, chosen: undefined, attempt: 'a' } }));
const orderPage = (visitor: Visitor, stage: OrderStage, order = anOrder(), record = nothingMore) => {
  const delivery = { orderLineId: 'line-1', productId: 'p', variantId: 'v', merchantId: 'm', deliveryKind: 'licence-key', quantity: 2, entitlementId: 'e', seat: 1, expiresAt: null, state: 'active', parcelState: null, isSetUp: true, assets: [], keys: [hostile] } as const;
  const file = { id: 'a', title: { en: hostile }, contentType: 'application/pdf', sizeBytes: 1200, fileName: `${hostile}.pdf`, sha256: 'ab'.repeat(32), isStamped: true, completedCount: 0, href: '/v1/downloads/abc', version: null, locale: null, platform: null, isCurrent: true };
  const line = { lineId: 'line-1', productId: 'p', variantId: 'v', quantity: 1, returnedAt: null };
  const box: ShipmentView = { id: 's', orderId: 'o', merchantId: 'm', state: 'shipped', carrier: hostile, carrierName: hostile, tracking: hostile, trackingUrl: null, weightGrams: null, packedAt: new Date('2026-11-24T08:00:00Z'), shippedAt: new Date('2026-11-24T08:00:00Z'), deliveredAt: null, returnedAt: null, lines: [line] };
  const standing = { order, stage, received: [{ line: anOrderLine, delivery, seats: [{ delivery, given: undefined }], files: [file], boxes: [box] }] };
  return render(h(OrderPage, { visitor, held: { order, key: 'k&y' }, standing, record, isAway: false }));
};
const libraryPage = (visitor: Visitor, orders: readonly OrderView[], state: EntitlementState = 'active') => {
  const thing = { orderId: 'o', orderLineId: 'line-1', entitlementId: 'e', state, seat: 1, expiresAt: null, parcelState: null, isSetUp: true };
  const things = orders.flatMap((order) => order.lines.map((line) => ({ order, line, things: [thing], isGiven: false })));
  const library: Library = { shelves: [{ kind: 'licence-key', things }], unpaid: orders.filter(({ status }) => status === 'awaiting_payment'), kinds: ['licence-key', 'parcel'], kind: undefined, words: hostile, nextCursor: hostile };
  return render(h(LibraryPage, { visitor, library }));
};
const basketPage = (visitor: Visitor, quantity: number) => {
  const view = basketView([{ variantId: aVariant.variantId, quantity }], new Map([[aVariant.variantId, aVariant]]), 'KZT', () => money(6612n, 'KZT'));
  return render(h(BasketPage, { visitor, basket: { ...view, limit: undefined, taxes: [] } }));
};
const checkoutPage = (visitor: Visitor, notes = {}) => render(h(CheckoutPage, { visitor, quote: aQuote, typed: { email: hostile, name: hostile, street: hostile }, notes }));

describe('the checkout of a business', () => {
  const businessPage = (locale: Locale, country: string) => render(h(CheckoutPage, { visitor: aVisitor(locale), quote: { ...aQuote, country, taxId: 'DE136695976' }, typed: { companyName: hostile }, notes: {} }));

  it.each(locales)('asks in %s for all that its invoice needs, in words of that language', (locale) => {
    const html = businessPage(locale, 'DE');
    for (const name of ['companyName', 'companyStreet', 'companyPostalCode', 'companyCity', 'companyRegion']) expect(html).toContain(`id="${name}"`);
    expect(html).not.toMatch(/checkout\.\w|<script>alert/);
  });

  it('needs a postal code only where there are any', () => {
    const code = (country: string) => /<input id="companyPostalCode"[^>]*>/.exec(businessPage('en', country))?.[0].includes('required');
    expect([code('DE'), code('AE'), code('HK')]).toEqual([true, false, false]);
  });
});

describe('the pages of a purchase', () => {
  it('show hostile names as the letters they are', () => {
    const visitor = aVisitor();
    const pages = [
      basketPage(visitor, 2), basketPage(visitor, 9), checkoutPage(visitor, { suggestion: hostile }), orderPage(visitor, 'ready', anOrder({ taxId: 'KZ1', business: { name: hostile, street: hostile, city: hostile, postalCode: hostile } }), aRecord), orderPage(visitor, 'unpaid'), ...withdrawalPages(visitor),
      libraryPage(visitor, [anOrder()]), render(h(SignInPage, { visitor, typed: { email: hostile }, next: hostile })),
    ];
    for (const html of pages) {
      expect(html).not.toContain('<script');
      expect(html).not.toContain('" onload="');
      expect(html).toContain('&lt;script>');
    }
  });

  it('say everything in each language: no key is left without its sentence', () => {
    const consents = consentKinds.map((kind) => ({ kind, key: consentKey(kind), version: '1', locale: 'ru', givenAt: '2026-11-23T08:00:00Z' } as const));
    const stages: OrderStage[] = ['unpaid', 'confirming', 'ending', 'mismatch', 'held', 'preparing', 'ready', 'cancelled'];
    for (const locale of locales) {
      const visitor = aVisitor(locale);
      const pages = [basketPage(visitor, 2), basketPage(visitor, 9), checkoutPage(visitor, { isRefreshed: true, suggestion: 'a@gmail.com' }), ...stages.map((stage) => orderPage(visitor, stage)), ...withdrawalPages(visitor),
        ...orderStatuses.map((status) => orderPage(visitor, 'ready', anOrder({ status, consents }), aRecord)),
        ...entitlementStates.map((state) => libraryPage(visitor, [anOrder(), anOrder({ status: 'awaiting_payment' })], state))];
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

  it('say of every thing until when it can be given back, or why not, and name the law', () => {
    const html = orderPage(aVisitor(), 'ready', anOrder(), { ...nothingMore, rights: [aRight(), aRight({ canWithdraw: false, reason: 'waived' })] });
    expect(html).toContain('You can withdraw until the end of December 7, 2026 (UTC).');
    expect(html).toContain('You asked for delivery at once and gave up the right of withdrawal.');
    expect(html).toContain('Directive 2011/83/EU');
    expect(html).toContain('href="/en/orders/SP-7K3MQ-92XTV/withdrawal?key=k%26y">Withdraw from contract here</a>');
  });

  it('tell of each refund how far it has come, and link each invoice with the key of the order', () => {
    const html = orderPage(aVisitor(), 'ready', anOrder({ status: 'partly_refunded', refunded: money(3306n, 'KZT') }), { ...nothingMore, refunds: [aRefund, { ...aRefund, state: 'failed' }], invoices: [anInvoice] });
    expect(html).toMatch(/On its way<\/strong> · November 24, 2026.*You withdrew from the contract.*KZT.33\.06/s);
    expect(html).toContain('Your bank did not take the money.');
    expect(html).toContain('href="/en/orders/SP-7K3MQ-92XTV/invoices/SP-2026-000123.pdf?key=k%26y"');
    expect(html).not.toContain('.xml');
    expect(orderPage(aVisitor(), 'ready', anOrder({ taxId: 'EL123456783' }), { ...nothingMore, invoices: [anInvoice] })).toContain('SP-2026-000123.xml?key=k%26y');
  });

  it('write what was given back in Arabic as the other sums: the currency on the same side', () => {
    const line = { ...anOrderLine, total: money(3500n, 'CNY'), unit: money(1750n, 'CNY'), ...untaxedLine(money(3500n, 'CNY'), money(200n, 'CNY')) };
    const html = orderPage(aVisitor('ar'), 'ready', anOrder({ status: 'partly_refunded', total: money(3500n, 'CNY'), refunded: money(62n, 'CNY'), lines: [line] }), nothingMore);
    expect(html).toContain('<td class="money">\u200f35.00\u00a0CNY</td>');
    expect(html).toContain('<bdi>\u200f\u200e-0.62\u200f\u00a0CNY</bdi>');
  });

  it('offer nothing to open where the money went back, and thank nobody for it', () => {
    for (const status of ['disputed', 'refunded', 'lost'] as const) {
      const html = orderPage(aVisitor(), 'ready', anOrder({ status }));
      expect(html).not.toContain('Thank you');
      expect(html).toMatch(/class="notice" role="status">/);
    }
  });

  it('choose the only thing that can be withdrawn from, and let several be chosen', () => {
    const page = (...rights: LineRight[]) => withdrawalPage(rights);
    expect(page(aRight())).toMatch(/value="line-1" checked/);
    expect(page(aRight(), aRight())).not.toContain('checked');
    expect(page(aRight({ canWithdraw: false, reason: 'delivered' }))).not.toContain('<form');
  });

  it('promise no sum where a part was used, before it has been reckoned', () => {
    const html = withdrawalPage([aRight({ refundShare: { kind: 'pro_rata', usedDays: 3, ofDays: 30 } })]);
    expect(html).toContain('Days used: 3 of 30.');
    expect(html).not.toContain('is paid back at once');
  });

  it('put the time of a withdrawal on its receipt to the second', () => {
    expect(render(h(WithdrawalReceiptPage, { visitor: aVisitor(), held, withdrawal: aWithdrawal }))).toMatch(/November 24, 2026.*08:00:07.AM UTC|November 24, 2026.*08:00:07.UTC/);
  });

  it('lead from the library to what can be opened, say where the rest stands, and lead nowhere from what was given back', () => {
    const library = (lineState: OrderLineView['state'], state: EntitlementState) => libraryPage(aVisitor(), [anOrder({ status: 'partly_refunded', lines: [{ ...anOrderLine, state: lineState }] })], state);
    expect(library('delivered', 'active')).toContain('/items/e"');
    expect(library('disputed', 'suspended')).toContain('Paused');
    for (const state of ['refunded', 'lost'] as const) expect(library(state, 'revoked')).not.toContain('/items/e"');
  });
});
