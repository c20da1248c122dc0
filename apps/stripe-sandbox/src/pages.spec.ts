import type Stripe from 'stripe';
import { aCardForm, aSession } from './testing/orders.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let port: number;
beforeAll(async () => {
  sandbox = await startSandbox({ publicUrl: 'http://localhost:3000/stripe-sandbox', merchantName: 'Silkport' });
  port = Number(new URL(sandbox.origin).port);
});
afterAll(() => sandbox.close());

/** As the main app's proxy asks: the public path, unchanged. */
const get = (session: Stripe.Checkout.Session, headers: Record<string, string> = {}, query = '') =>
  fetch(`http://127.0.0.1:${port}${new URL(session.url!).pathname}${query}`, { headers, redirect: 'manual' });
const aPage = async (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}, headers: Record<string, string> = {}, query = '') => {
  const session = await sandbox.stripe.checkout.sessions.create(aSession(changes));
  const answer = await get(session, headers, query);
  return { session, answer, page: await answer.text() };
};
const lineOf = (name: string, currency: string, amount: number, quantity = 1) => ({ quantity, price_data: { currency, unit_amount: amount, product_data: { name } } });

it('lives under the path of the public address', async () => {
  const { session, answer } = await aPage();
  expect(session.url).toBe(`http://localhost:3000/stripe-sandbox/pay/${session.id}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

it.each([
  ['en', 'en', 'ltr', '€12.50', 'Card number', 'Test mode: no money moves'],
  ['zh', 'zh-CN', 'ltr', '€12.50', '卡号', '测试模式：不会发生真实扣款'],
  ['ru-RU', 'ru', 'ltr', '12,50\u00a0€', 'Номер карты', 'Тестовый режим: деньги не списываются'],
  ['ar-EG,en;q=0.5', 'ar', 'rtl', '€', 'رقم البطاقة', 'وضع الاختبار: لا تُحوَّل أي أموال'],
])('speaks to a browser that wants %s', async (acceptLanguage, lang, direction, amount, label, notice) => {
  const { page } = await aPage({ locale: 'auto' }, { 'accept-language': acceptLanguage });
  expect(page).toContain(`<html lang="${lang}" dir="${direction}">`);
  for (const words of [amount, label, notice]) expect(page).toContain(words);
});

it('follows the session’s locale before the browser, and the reader’s choice before both', async () => {
  const headers = { 'accept-language': 'ar' };
  expect((await aPage({ locale: 'ru' }, headers)).page).toContain('<html lang="ru"');
  const { page, session } = await aPage({ locale: 'ru' }, headers, '?locale=ar');
  expect(page).toContain('<html lang="ar" dir="rtl">');
  expect(page).toContain(`action="/stripe-sandbox/pay/${session.id}?locale=ar"`);
  expect((await aPage({}, { 'accept-language': 'fr-FR, zh-TW;q=0.8, ru;q=0.9' })).page).toContain('<html lang="ru"');
  expect((await aPage({ locale: 'fr' }, {})).page).toContain('<html lang="en"');
});

it.each([['jpy', 1250, '¥1,250'], ['kwd', 12_500, 'KWD\u00a012.500'], ['isk', 125_000, 'ISK\u00a01,250'], ['kzt', 2_650_050, 'KZT\u00a026,500.50']])('writes an amount in %s with its digits', async (currency, amount, shown) => {
  const { page } = await aPage({ line_items: [lineOf('Box', currency, amount)] });
  expect(page).toContain(`<bdi>${shown}</bdi>`);
});

it('shows every line with quantity and price, and the total of all', async () => {
  const { page } = await aPage({ line_items: [lineOf('E-book', 'usd', 999, 3), lineOf('Data set', 'usd', 4900)] });
  for (const words of ['E-book', 'Quantity 3 · $9.99 each', '$29.97', 'Data set', '$49.00', 'Pay $78.97']) expect(page).toContain(words);
});

it('escapes what merchants and buyers write', async () => {
  const { session, page } = await aPage({ line_items: [lineOf('<script>alert(1)</script>"\'&', 'usd', 999)], cancel_url: 'http://localhost:3000/?a="><b>' });
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('"><b>');
  const answer = await fetch(`http://127.0.0.1:${port}${new URL(session.url!).pathname}`, { method: 'POST', body: aCardForm('4000000000000002', { name: '"><img src=x>' }) });
  expect(await answer.text()).toContain('value="&quot;&gt;&lt;img src=x&gt;"');
});

it('allows no script, and forms only to itself and the shop', async () => {
  const { answer, page } = await aPage({ success_url: 'http://shop.example:8080/paid' });
  const policy = answer.headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' http://shop.example:8080;");
  expect(policy).not.toContain('unsafe');
  expect(page).not.toMatch(/<script|\son\w+=|style="/);
});

it('names each field for the browser’s autofill', async () => {
  const { page } = await aPage();
  for (const name of ['email', 'cc-number', 'cc-exp', 'cc-csc', 'cc-name', 'country']) expect(page).toContain(`autocomplete="${name}"`);
  expect(page).toContain('Country/region');
  const fixed = await aPage({ customer_email: 'a@example.com' });
  expect(fixed.page).toContain('a@example.com');
  expect(fixed.page).not.toContain('name="email"');
});

it('understands digits of other scripts and any spaces in a card number', async () => {
  const { session } = await aPage();
  const form = aCardForm('٤٢٤٢ ٤٢٤٢-٤٢٤٢ ٤٢٤٢', { card_expiry: '１２/３４', card_cvc: '۱۲۳' });
  const answer = await fetch(`http://127.0.0.1:${port}${new URL(session.url!).pathname}`, { method: 'POST', body: form, redirect: 'manual' });
  expect(answer.status).toBe(303);
});

it('tells a buyer who comes too late, twice or to a wrong address where to go', async () => {
  const { session } = await aPage();
  await sandbox.stripe.checkout.sessions.expire(session.id);
  const expired = await get(session);
  expect(expired.status).toBe(410);
  expect(await expired.text()).toContain('href="http://localhost:3000/en/basket"');
  const again = await aPage();
  await sandbox.control(`/checkout/sessions/${again.session.id}/pay`, {});
  expect(await (await get(again.session)).text()).toContain(`class="button" href="http://localhost:3000/en/orders/1?session=${again.session.id}"`);
  const missing = await fetch(`http://127.0.0.1:${port}/stripe-sandbox/pay/cs_test_none`);
  expect([missing.status, (await missing.text()).includes('Payment page not found')]).toEqual([404, true]);
});

it('weighs little', async () => {
  expect((await aPage()).page.length).toBeLessThan(40_000);
});
