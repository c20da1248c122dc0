import { Phrases } from '@silkport/i18n';
import { locales, money } from '@silkport/values';
import { confirmationLetter, signUpRepeatedLetter } from './account-letters.js';
import { cancellationLetter } from './cancellation-letter.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { nextSteps } from './next-steps.js';
import { notificationsContext } from './notifications.context.js';
import { orderLinkLetter } from './order-link-letter.js';
import { orderLetter } from './order-letter.js';
import { aLine, anOrder } from './testing.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/ru/orders/SP-7K3MQ-92XTV?key=abc&x=1';
const confirmation = (order = anOrder()) => orderLetter(phrases, order, new Date('2026-11-23T08:00:00Z'), url);

describe('the order confirmation', () => {
  it.each([
    ['en', 'Your order SP-7K3MQ-92XTV is paid', 'Steppe Fox', 'Kazakhstan', 'November 23, 2026'],
    ['zh-CN', '您的订单 SP-7K3MQ-92XTV 已付款', '草原狐', '哈萨克斯坦', '2026年11月23日'],
    ['ru', 'Ваш заказ SP-7K3MQ-92XTV оплачен', 'Steppe Fox', 'Казахстан', '23 ноября 2026'],
    ['ar', 'تم دفع طلبك SP-7K3MQ-92XTV', 'Steppe Fox', 'كازاخستان', '23 نوفمبر 2026'],
  ] as const)('is written in the language %s, with names in the nearest language there is', (locale, subject, title, country, date) => {
    const letter = confirmation(anOrder({ locale }));
    expect(letter.subject).toBe(subject);
    for (const written of [letterHtml(letter), letterText(letter)]) for (const part of [title, country, date, 'SP-7K3MQ-92XTV']) expect(written).toContain(part);
  });

  it('says the same in HTML and in plain text: the maker, the pieces, the sums, and the link', () => {
    const letter = confirmation(anOrder({ locale: 'en' }));
    const [html, text] = [letterHtml(letter), letterText(letter)];
    expect(html).toContain('href="https://silkport.example/ru/orders/SP-7K3MQ-92XTV?key=abc&amp;x=1"');
    expect(text).toContain(`Open your order:\n${url}\n`);
    for (const written of [html, text]) {
      expect(written).toContain('West Lake Animation');
      expect(written).toMatch(/2 × KZT\s1,315\.60|2 × ₸1,315\.60/);
      expect(written).toMatch(/2,631\.20/);
    }
  });

  it.each([['en', 'VAT'], ['zh-CN', '增值税'], ['ru', 'НДС'], ['ar', 'ضريبة القيمة المضافة']] as const)('calls in %s its tax what that language calls it', (locale, name) => {
    const [sum, none] = [money(190n, 'KZT'), money(0n, 'KZT')];
    const taxes = [{ jurisdiction: 'KZ', authority: 'KZ', name: 'VAT', ratePct: '16', base: money(1000n, 'KZT'), amount: sum, isIncluded: true, reason: 'standard' as const, legalSource: '', taxPointDate: '2026-11-23', settlementBase: none, settlementAmount: none, remittanceBase: none, remittanceAmount: none }];
    expect(letterText(confirmation(anOrder({ locale, lines: [aLine({ taxes })] })))).toMatch(new RegExp(`${name}.*16`));
  });

  it('runs from right to left in Arabic, and marks names that are in another language', () => {
    const html = letterHtml(confirmation(anOrder({ locale: 'ar' })));
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toMatch(/<bdi lang="en"[^>]*>Steppe Fox<\/bdi>/);
  });

  it('shows a hostile name as text, and lets it run nothing', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&{{number}}$t(order_number)';
    const order = anOrder({ lines: [aLine({ productName: { en: hostile }, merchantName: { en: '</bdi><script>alert(2)</script>' } })] });
    const html = letterHtml(confirmation(order));
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)>');
    expect(html).toContain('{{number}}$t(order_number)');
    expect(letterText(confirmation(order))).toContain(hostile);
  });

  it('says for each way of delivery what happens next, and where the parcel goes', () => {
    const recipient = { name: 'Айгерім Серікқызы', street: 'проспект Абая, 10', city: 'Алматы', postalCode: '050000' };
    const lines = (['download', 'licence-key', 'service', 'parcel'] as const).map((deliveryKind) => aLine({ deliveryKind }));
    const text = letterText(confirmation(anOrder({ lines, recipient })));
    for (const part of ['скачиванию', 'лицензионный ключ', 'услуга', 'посылкой', 'Айгерім Серікқызы\nпроспект Абая, 10\n050000 Алматы\nКазахстан']) expect(text).toContain(part);
    expect(letterText(confirmation())).not.toContain('посылк');
  });

  it('counts as each language does', () => {
    const stepOf = (locale: (typeof locales)[number], count: number) => nextSteps(phrases, locale, Array.from({ length: count }, () => aLine()))[0];
    expect(stepOf('ru', 1)).toMatch(/^1 товар готов/);
    expect(stepOf('ru', 3)).toMatch(/^3 товара готовы/);
    expect(stepOf('ru', 5)).toMatch(/^5 товаров готовы/);
    expect(stepOf('ru', 21)).toMatch(/^21 товар готов/);
    expect(stepOf('ar', 2)).toMatch(/^منتجان/);
    expect(stepOf('ar', 11)).toMatch(/^11 منتجًا/);
    expect(stepOf('en', 1)).toMatch(/^1 product is/);
    expect(stepOf('en', 2)).toMatch(/^2 products are/);
  });

  it('shows currencies without decimals as people write them', () => {
    const order = anOrder({ locale: 'en', total: money(4300n, 'JPY'), lines: [aLine({ quantity: 1, unit: money(4300n, 'JPY'), total: money(4300n, 'JPY') })] });
    expect(letterText(confirmation(order))).toMatch(/Total: JPY\s4,300\n|Total: ¥4,300\n/);
  });
});

describe('every mail', () => {
  it.each(locales)('has all of its words in %s', (locale) => {
    const order = anOrder({ locale, lines: (['download', 'licence-key', 'service', 'parcel'] as const).map((deliveryKind) => aLine({ deliveryKind })) });
    const letters = [confirmation(order), cancellationLetter(phrases, order, url), confirmationLetter(phrases, locale, url, new Date()), signUpRepeatedLetter(phrases, locale, url)];
    for (const letter of letters) expect(JSON.stringify(letter)).not.toMatch(/notifications\.|\{\{/);
    const english = locale === 'en' ? [] : letters.filter(({ heading, footer }) => /^[\u0020-\u007e]+$/.test(heading + footer));
    expect(english).toEqual([]);
  });
});

describe('the link to an order, asked for again', () => {
  it.each(locales)('opens the order and calms whoever did not ask for it, in %s', (locale) => {
    const letter = orderLinkLetter(phrases, anOrder({ locale }), url);
    for (const written of [letter.subject, letterText(letter)]) expect(written).toContain('SP-7K3MQ-92XTV');
    expect(letterText(letter)).toContain(url);
    expect(letterText(letter)).not.toMatch(/notifications\.|\{\{/);
    expect(letter.parts.map(({ kind }) => kind)).toEqual(['paragraph', 'button', 'note']);
  });
});
