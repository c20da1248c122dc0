import type { QuotableVariant } from '@silkport/catalog';
import { i18nContext, Phrases } from '@silkport/i18n';
import { orderingContext, type QuoteLine, type QuoteView } from '@silkport/ordering';
import { locales, money, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { undoubted, untaxedQuoteLine } from '../../../../libs/ordering/src/testing.js';
import { basketView } from '../basket-view.js';
import { perPeriod } from '../parts/subscription-terms.js';
import { Visitor } from '../visitor.js';
import { BasketPage } from './basket.js';
import { CheckoutPage } from './checkout.js';

const phrases = new Phrases([{ name: 'storefront', locales: new URL('../locales/', import.meta.url) }, orderingContext, i18nContext]);
const aVisitor = (locale: Locale = 'en') => new Visitor({ locale, currency: 'EUR', country: 'DE' }, phrases, `/${locale}/basket`, [], undefined);
const plan = { interval: 'month', intervalCount: 1, trialDays: 14 } as const;
const aVariant: QuotableVariant = {
  variantId: 'v', productId: 'p', productCode: 'CC-001', productSlug: 'cold-chain', productName: { en: 'Cold chain' }, variantName: { en: 'Basic' }, variantCount: 2, merchantId: 'm', merchantName: { en: 'Taihu' }, merchantCountry: 'CN', clusterId: 'wuxi', taxonomyId: 'x',
  deliveryKind: 'subscription', digitallyDelivered: true, serviceDays: null, status: 'published', prices: [money(100n, 'CNY')], available: null, billing: plan, contains: [],
};
const recurring = { unitMinor: 5622n, totalMinor: 11_244n, merchantTotalMinor: 200n, ...untaxedQuoteLine(11_244n, 200n) };
const aLine: QuoteLine = { ...aVariant, isLimited: false, quantity: 2, unitMinor: 0n, totalMinor: 0n, merchantCurrency: 'CNY', merchantTotalMinor: 0n, rate: '7.8', subscription: { plan, recurring }, ...untaxedQuoteLine(0n, 0n) };
const quote: QuoteView = { id: '019a0000-0000-7000-8000-000000000002', country: 'DE', ...undoubted, currency: 'EUR', locale: 'en', rateSetId: 'r', total: money(0n, 'EUR'), lines: [aLine], expiresAt: new Date('2026-11-24T08:30:00Z') };

const basketPage = (locale?: Locale) => {
  const view = basketView([{ variantId: 'v', quantity: 2 }], new Map([['v', aVariant]]), 'EUR', () => money(5622n, 'EUR'));
  return render(h(BasketPage, { visitor: aVisitor(locale), basket: { ...view, limit: undefined, taxes: [], recurring: quote } }));
};
const payButton = (of: QuoteView, locale?: Locale) => /pay-button" type="submit">([^<]*)</.exec(render(h(CheckoutPage, { visitor: aVisitor(locale), quote: of, typed: {}, notes: {} })))?.[1];

describe('something that begins with a trial', () => {
  it('costs nothing today in the basket too, which says what it costs then', () => {
    const html = basketPage();
    expect(html).toMatch(/Due today.*€0\.00/);
    expect(html).toContain('€112.44 every month');
    expect(html).toContain('14 days for free. Then €112.44 every month, from December 8, 2026 on.');
  });

  it('is ordered by a button that names what is paid today and what later', () => {
    expect(payButton(quote)).toBe('Order and pay: €0.00 today, then €112.44 every month');
    const paidAtOnce = { ...quote, total: money(11_244n, 'EUR'), lines: [{ ...aLine, totalMinor: 11_244n, subscription: { plan: { ...plan, trialDays: 0 }, recurring } }] };
    expect(payButton(paidAtOnce)).toBe('Order and pay €112.44');
  });

  it.each(locales)('is told of in %s in whole sentences', (locale) => {
    for (const html of [basketPage(locale), payButton(quote, locale) ?? '']) expect(html.match(/storefront\.[a-z_.-]+|\{\{\w+\}\}|г\.\./g)).toBeNull();
  });

  it.each([['en', 'every month', 'every 3 months'], ['zh-CN', '每月', '每3个月'], ['ru', 'в месяц', 'за 3 месяца'], ['ar', 'كل شهر', 'كل 3 أشهر']] as const)('is charged in %s each month, or each so many', (locale, each, some) => {
    const price = (intervalCount: number) => perPeriod(aVisitor(locale), 100n, 'EUR', { interval: 'month', intervalCount });
    expect([price(1).includes(each), price(3).includes(some)]).toEqual([true, true]);
  });
});
