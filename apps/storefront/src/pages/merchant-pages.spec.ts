import { Phrases } from '@silkport/i18n';
import { payoutStates, settlementContext, type MerchantBalance, type MerchantStatement, type PayoutLineView } from '@silkport/settlement';
import { locales, money, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { MerchantMoney } from '../merchant-money-reads.js';
import { Visitor } from '../visitor.js';
import { MerchantMoneyPage } from './merchant-money.js';
import { MerchantPayoutPage } from './merchant-payout.js';
import { MerchantStatementPage } from './merchant-statement.js';

const hostile = '<script>alert(1)</script>" onload="x';
const phrases = new Phrases([{ name: 'storefront', locales: new URL('../locales/', import.meta.url) }, settlementContext]);
const aVisitor = (locale: Locale = 'en') => new Visitor({ locale, currency: 'CNY', country: 'CN' }, phrases, `/${locale}/merchant/money`, [], undefined);
const cny = (minor: bigint) => money(minor, 'CNY');

const aBalance: MerchantBalance = { currency: 'CNY', available: cny(-1250n), maturing: [{ date: '2026-11-30', amount: cny(400_00n) }, { date: '2026-12-01', amount: cny(2_00n) }], reserve: cny(10_00n), onItsWay: cny(7_00n) };
const aPayout = {
  id: 'p', merchantId: 'm', state: 'paid', method: 'bank', runDate: '2026-11-23', retryOf: null, rateSetId: null, bankFileId: null, reason: hostile, createdAt: new Date('2026-11-23T02:00:00Z'), sentAt: null,
  paidAt: new Date('2026-11-24T02:00:00Z'), endedAt: null, amount: cny(990_00n), sent: money(139_00n, 'USD'), rate: '0.1404',
} as unknown as MerchantMoney['payouts']['payouts'][number];
const aMoney = (changes: Partial<MerchantMoney> = {}): MerchantMoney => ({
  balances: [aBalance], terms: [{ currency: 'CNY', schedule: 'weekly', scheduleDay: 1, minimumMinor: 100_00n, holdDays: 7, reserveBasisPoints: 550, reserveDays: 90 }],
  method: { kind: 'bank', country: 'CN', holderName: hostile, account: '····6789', isIban: false, bankCode: null, bankName: null, setAt: null, requirements: [], heldBecause: hostile, missing: ['method', 'provider', 'hold'] },
  payouts: { payouts: payoutStates.map((state) => ({ ...aPayout, state })), nextCursor: 'next' }, statements: [{ period: '2026-11', currency: 'CNY', isClosed: false }, { period: '2026-10', currency: 'CNY', isClosed: true }], ...changes,
} as MerchantMoney);
const none = { gross: null, tax: null, commission: null, commissionTax: null };
const aStatement: MerchantStatement = {
  period: '2026-11', from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-12-01T00:00:00Z'), currency: 'CNY', isClosed: false, opening: { payable: cny(0n), reserve: cny(0n) }, closing: { payable: cny(-1250n), reserve: cny(0n) },
  lines: [
    { kind: 'sale', occurredAt: new Date('2026-11-23T08:00:00Z'), orderNumber: 'SP-7K3MQ-92XTV', payoutId: null, gross: cny(1120n), tax: cny(120n), commission: cny(100n), commissionTax: cny(6n), payable: cny(894n), reserve: cny(0n) },
    { kind: 'payout', occurredAt: new Date('2026-11-24T08:00:00Z'), orderNumber: null, payoutId: '019a0000-0000-7000-8000-000000000009', ...none, payable: cny(-2144n), reserve: cny(0n) },
  ],
};
const payoutLines: PayoutLineView[] = [
  { kind: 'sale', occurredAt: new Date('2026-11-16T08:00:00Z'), orderNumber: 'SP-7K3MQ-92XTV', amount: cny(1000_00n) }, { kind: 'refund', occurredAt: new Date('2026-11-17T08:00:00Z'), orderNumber: 'SP-7K3MQ-92XTW', amount: cny(-10_00n) },
];
const pages = (visitor: Visitor) => [
  render(h(MerchantMoneyPage, { visitor, of: aMoney() })), render(h(MerchantMoneyPage, { visitor, of: aMoney({ balances: [], statements: [], payouts: { payouts: [], nextCursor: undefined } }) })),
  render(h(MerchantStatementPage, { visitor, period: '2026-11', statements: [aStatement] })),
  ...payoutStates.map((state) => render(h(MerchantPayoutPage, { visitor, payout: { ...aPayout, state }, lines: payoutLines }))),
];

describe('a merchant’s money pages', () => {
  it('say everything in each language: no key is left without its sentence', () => {
    for (const locale of locales) for (const html of pages(aVisitor(locale))) expect(html.match(/(storefront|settlement)\.[a-z_]+\.?[a-z_.]*|\{\{\w+\}\}/g)).toBeNull();
  });

  it('show hostile names and reasons as the letters they are', () => {
    for (const html of pages(aVisitor())) expect(html).not.toContain('<script');
    expect(pages(aVisitor())[0]).toContain('&lt;script>');
  });

  it('say when money in its hold is free, sum it, and mark what is below zero by a minus', () => {
    const [html = ''] = pages(aVisitor());
    expect(html).toMatch(/from November 30, 2026.*CN¥400\.00.*from December 1, 2026.*CN¥2\.00/s);
    expect(html).toMatch(/In its hold<\/dt>.*CN¥402\.00/);
    expect(html).toMatch(/class="money below-zero"><bdi>-CN¥12\.50/);
    expect(html).toContain('Paid out weekly, on Monday. A sale is held for 7 days first. From CN¥100.00 on.');
    expect(html).toContain('5.5% of each sale stays in reserve for 90 days.');
  });

  it('count in each language as its speakers do', () => {
    const counted = (locale: Locale, holdDays: number) => render(h(MerchantMoneyPage, { visitor: aVisitor(locale), of: aMoney({ terms: aMoney().terms.map((terms) => ({ ...terms, holdDays })) }) }));
    expect(counted('ru', 1)).toContain('удерживается 1 день.');
    expect(counted('ru', 3)).toContain('удерживается 3 дня.');
    expect(counted('ru', 14)).toContain('удерживается 14 дней.');
    expect(counted('ar', 2)).toContain('يومين');
    expect(counted('ar', 14)).toContain('14 يومًا');
  });

  it('link each statement’s page and files, and name what was paid in another currency', () => {
    const [html = ''] = pages(aVisitor('zh-CN'));
    for (const link of ['/zh-CN/merchant/statements/2026-11#CNY', '/zh-CN/merchant/statements/2026-10/CNY.csv', '/zh-CN/merchant/statements/2026-10/CNY.pdf']) expect(html).toContain(`href="${link}"`);
    expect(html).toMatch(/以 US\$139\.00 汇出/);
  });

  it('link each pay-out, whose page has its lines and their sum', () => {
    expect(pages(aVisitor('ru'))[0]).toContain('href="/ru/merchant/money/payouts/p"');
    const html = render(h(MerchantPayoutPage, { visitor: aVisitor(), payout: aPayout, lines: payoutLines }));
    expect(html).toContain('<h1 id="payout">Pay-out of November 24, 2026</h1>');
    expect(html).toMatch(/November 16, 2026.*Sale.*SP-7K3MQ-92XTV.*>CN¥1,000\.00<.*Refund owed.*SP-7K3MQ-92XTW.*below-zero.*-CN¥10\.00.*Sum of this pay-out.*>CN¥990\.00</s);
    expect(html).toContain('href="/en/merchant/money#payouts"');
  });

  it('say of the tax in a statement that it was taken out of the price, which it is whether it was charged or not', () => {
    for (const [locale, column] of [['en', 'Tax taken out of the price'], ['zh-CN', '从售价中扣除的税额'], ['ru', 'Налог, вычтенный из цены'], ['ar', 'الضريبة المستبعدة من السعر']] as const) {
      expect(pages(aVisitor(locale))[2]).toContain(`<th scope="col" class="money">${column}</th>`);
    }
  });
});
