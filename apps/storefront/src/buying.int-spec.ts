import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PublishProducts, type NewProduct, type PublishedProduct } from '@silkport/catalog';
import { FoundClusters } from '@silkport/clusters';
import { I18nModule } from '@silkport/i18n';
import { AddTeamMembers, CreatePeople, hashPassword } from '@silkport/identity';
import { createHttpApp, loadConfig, PlatformModule } from '@silkport/platform';
import { RecordRates, sampleRates } from '@silkport/pricing';
import { money, newId } from '@silkport/values';
import { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/test-database.js';
import { BuyingModule } from './buying.module.js';
import { storefrontContexts } from './contexts.js';
import { storefrontMessages } from './storefront-messages.js';

const jingdezhen = {
  id: 'jingdezhen', kind: 'industrial-cluster', country: 'CN', name: { en: 'Jingdezhen ceramics' }, city: { en: 'Jingdezhen' }, province: { en: 'Jiangxi' }, tagline: { en: 'Clay' },
  story: { en: 'A river town.' }, specialities: [{ en: 'Porcelain' }], knownSince: '1004', latitude: 29.3, longitude: 117.2, position: 0,
};

@Module({})
class Shop {}

let app: NestFastifyApplication;
let database: DataSource;
let book: string;
let bowl: string;
const folder = mkdtempSync(path.join(tmpdir(), 'buying-'));

beforeAll(async () => {
  const databaseUrl = await createTestDatabase(storefrontContexts);
  // Nobody listens there: the payment provider is away, and an order is placed all the same.
  const env = { DATA_DIR: folder, LOG_LEVEL: 'silent', STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x', STRIPE_API_URL: 'http://127.0.0.1:9' };
  const config = { ...loadConfig(env), databaseUrl, signingSecret: 'a secret of thirty-two letters..', databasePoolSize: 8 };
  const imports = [PlatformModule.forRoot({ config, contexts: storefrontContexts, worker: false }), I18nModule.forRoot([...storefrontContexts, storefrontMessages]), BuyingModule];
  app = await createHttpApp({ module: Shop, imports }, config);
  await app.init();
  database = app.get(DataSource, { strict: false });
  await app.get(RecordRates, { strict: false }).run(sampleRates());
  const products = [aProduct('book', 'download', null), aProduct('bowl', 'parcel', 500)];
  await app.get(FoundClusters, { strict: false }).run([jingdezhen], products.map(({ merchant, clusterId }) => (
    { ...merchant, clusterId, city: { en: 'Jingdezhen' }, story: { en: 'Since long.' }, sizeClass: 'leading', foundedYear: 1986, country: 'CN' }
  )));
  const published = await app.get(PublishProducts, { strict: false }).run(products);
  [book, bowl] = await Promise.all(published.map(variantOf)) as [string, string];
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

function aProduct(slug: string, deliveryKind: 'download' | 'parcel', stock: number | null): NewProduct {
  const name = { en: `The ${slug}` };
  return {
    code: slug, slug, merchant: { id: newId(), slug: `maker-of-${slug}`, name: { en: `Maker of the ${slug}` } }, clusterId: 'jingdezhen', taxonomyId: deliveryKind === 'parcel' ? 'g.ceramics.tea' : 'dp.pub.ebook', deliveryKind, unit: 'piece', name,
    description: { en: 'Good.' }, tags: { en: [] }, variants: [{ sku: slug, name, prices: [money(28_00n, 'CNY')], ...(stock === null ? {} : { stock }) }],
  } as NewProduct;
}

async function variantOf({ productId }: PublishedProduct): Promise<string> {
  const [row]: { id: string }[] = await database.query('SELECT id FROM catalog.variants WHERE product_id = $1', [productId]);
  return row?.id ?? '';
}

type Form = Readonly<Record<string, string | readonly string[]>>;

/** A browser: keeps cookies, posts forms, does not follow redirects by itself. */
function aBrowser(choices = 'en.KZ.KZT') {
  const cookies: Record<string, string> = { silkport_choices: choices };
  const send = async (method: 'GET' | 'POST', url: string, form?: Form) => {
    const answer = await app.inject({
      method, url, cookies, headers: { accept: 'text/html', ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }, ...(form ? { payload: new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]))).toString() } : {}),
    });
    for (const { name, value } of answer.cookies) cookies[name] = value;
    return { status: answer.statusCode, location: String(answer.headers.location ?? ''), html: answer.body };
  };
  return { cookies, visit: (url: string) => send('GET', url), post: (url: string, form: Form = {}) => send('POST', url, form) };
}

async function atCheckout(...wanted: [variantId: string, quantity: number][]) {
  return checkoutOf(aBrowser(), wanted);
}

async function checkoutOf(browser: ReturnType<typeof aBrowser>, wanted: readonly [variantId: string, quantity: number][]) {
  for (const [variantId, quantity] of wanted) await browser.post('/en/basket', { variantId, quantity: String(quantity) });
  const { location } = await browser.post('/en/basket/checkout');
  return { browser, checkout: location };
}

const buyer = { email: 'anna@buyer.example', country: 'KZ', accepted: 'on' };
const recipient = { name: 'Әсел', street: 'ул. Абая, 10', city: 'Алматы' };
const pageOf = (location: string) => location.replace(/&?away=1$/, '');
const statusesOf = async (email: string) => (await database.query('SELECT status FROM ordering.orders WHERE email = $1 ORDER BY placed_at', [email]) as { status: string }[]).map(({ status }) => status);

it('shows the whole price in the currency of the visitor and leads from the basket to the checkout', async () => {
  const { browser, checkout } = await atCheckout([book, 1], [bowl, 2]);
  expect(checkout).toMatch(/^\/en\/checkout\/[\w-]{36}$/);
  expect((await browser.visit('/en/basket')).html).toMatch(/KZT.[\d,]+\.\d\d/);
  expect((await browser.visit(checkout)).html).toContain('Order and pay KZT');
});

it('makes one order of six clicks at once, and keeps its things in the basket until it is seen paid', async () => {
  const { browser, checkout } = await atCheckout([book, 1]);
  const answers = await Promise.all(Array.from({ length: 6 }, () => browser.post(checkout, { ...buyer, email: 'six@buyer.example' })));
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
  expect(await statusesOf('six@buyer.example')).toEqual(['awaiting_payment']);

  const page = pageOf(answers[0]?.location ?? '');
  const unpaid = await browser.visit(answers[0]?.location ?? '');
  expect(unpaid.html).toContain('Not paid yet');
  expect(unpaid.html).toContain('Nothing has been charged');
  expect(browser.cookies.silkport_basket).toContain(book);

  await database.query("UPDATE ordering.orders SET status = 'paid', paid_at = now() WHERE email = 'six@buyer.example'");
  expect((await browser.visit(page)).html).toMatch(/being prepared.*<\/h1>/s);
  expect(browser.cookies.silkport_basket).toBe('');
  await browser.post('/en/basket', { variantId: book, quantity: '1' });
  await browser.visit(page);
  expect(browser.cookies.silkport_basket).toContain(book);
});

it('gives a corrected e-mail or address an order of its own and ends the one before', async () => {
  const { browser, checkout } = await atCheckout([bowl, 1]);
  const first = await browser.post(checkout, { ...buyer, ...recipient, email: 'wrong@buyer.example' });
  const second = await browser.post(checkout, { ...buyer, ...recipient, email: 'right@buyer.example' });
  const again = await browser.post(checkout, { ...buyer, ...recipient, email: 'right@buyer.example' });
  const moved = await browser.post(checkout, { ...buyer, ...recipient, email: 'right@buyer.example', street: 'пр. Достык, 5' });
  expect(new Set([first, second, moved].map(({ location }) => location)).size).toBe(3);
  expect(again.location).toBe(second.location);
  expect(await statusesOf('wrong@buyer.example')).toEqual(['cancelled']);
  expect((await statusesOf('right@buyer.example')).toSorted()).toEqual(['awaiting_payment', 'cancelled']);
});

it('never shows a paid order to somebody with another e-mail who has the address of its checkout', async () => {
  const { browser, checkout } = await atCheckout([book, 1]);
  const own = await browser.post(checkout, { ...buyer, email: 'owner@buyer.example' });
  await database.query("UPDATE ordering.orders SET status = 'paid', paid_at = now() WHERE email = 'owner@buyer.example'");
  const other = await aBrowser().post(checkout, { ...buyer, email: 'stranger@buyer.example' });
  expect(pageOf(other.location)).not.toBe(pageOf(own.location));
  expect(await statusesOf('owner@buyer.example')).toEqual(['paid']);
});

it('quotes again after half an hour, for another country/region and for another currency, keeps what was typed and says so', async () => {
  const { browser, checkout } = await atCheckout([book, 1]);
  await database.query("UPDATE ordering.quotes SET expires_at = now() - interval '1 second' WHERE id = $1", [checkout.split('/').at(-1)]);
  const late = await browser.post(checkout, { ...buyer, email: 'late@buyer.example' });
  expect(late.location).toMatch(/refreshed=1$/);
  expect(await statusesOf('late@buyer.example')).toEqual([]);
  const shown = await browser.visit(late.location);
  expect(shown.html).toContain('Prices were refreshed');
  expect(shown.html).toContain('value="late@buyer.example"');
  const moved = await browser.post(late.location.replace('?refreshed=1', ''), { ...buyer, country: 'UZ' });
  expect(moved.location).toMatch(/refreshed=1$/);
  await browser.post('/en/choices', { locale: 'en', country: 'UZ', currency: 'USD', back: moved.location });
  const inDollars = await browser.visit((await browser.visit(moved.location)).location);
  expect(inDollars.html).toContain('Order and pay USD');
});

it('asks once more about an odd e-mail and then takes it', async () => {
  const { browser, checkout } = await atCheckout([book, 1]);
  const odd = { ...buyer, email: 'odd@gmial.com' };
  expect((await browser.post(checkout, odd)).location).toBe(`${checkout}#email`);
  expect((await browser.visit(checkout)).html).toContain('odd@gmail.com');
  expect((await browser.post(checkout, { ...odd, checkedEmail: 'odd@gmial.com' })).location).toContain('/en/orders/SP-');
});

it('refuses with the problem at its field and everything kept', async () => {
  const { browser, checkout } = await atCheckout([bowl, 1]);
  const refused = await browser.post(checkout, { ...buyer, email: 'no address', name: 'Әсел', street: '', city: 'Алматы' });
  expect(refused.status).toBe(400);
  expect(refused.html).toMatch(/id="email-problem">Enter an e-mail address/);
  expect(refused.html).toMatch(/id="street-problem">/);
  expect(refused.html).toContain('value="Әсел"');
});

it('asks a business for the name and address of its invoice once its tax number is known, and freezes them with the order', async () => {
  const { browser, checkout } = await checkoutOf(aBrowser('en.DE.EUR'), [[book, 1]]);
  expect((await browser.visit(checkout)).html).not.toContain('companyName');
  const typed = { ...buyer, email: 'einkauf@buyer.example', country: 'DE', taxId: 'DE 136 695 976' };
  const known = (await browser.post(checkout, typed)).location;
  expect(known).toMatch(/refreshed=1$/);
  const page = known.replace('?refreshed=1', '');
  expect((await browser.visit(known)).html).toMatch(/id="companyName"[^>]* required/);
  const refused = await browser.post(page, { ...typed, companyName: 'Müller GmbH' });
  expect(refused.status).toBe(400);
  for (const field of ['companyStreet', 'companyCity', 'companyPostalCode']) expect(refused.html).toContain(`id="${field}-problem"`);
  expect(refused.html).toContain('value="Müller GmbH"');

  const company = { companyName: 'Müller GmbH', companyStreet: 'Lange Straße 12', companyCity: 'Köln', companyPostalCode: '50667' };
  const first = await browser.post(page, { ...typed, ...company });
  expect((await browser.visit(first.location)).html).toMatch(/Invoice made out to.*Müller GmbH.*Lange Straße 12.*50667 Köln/s);
  const corrected = await browser.post(page, { ...typed, ...company, companyName: 'Müller & Söhne GmbH' });
  const orders: { name: string; status: string }[] = await database.query("SELECT business->>'name' AS name, status FROM ordering.orders WHERE email = 'einkauf@buyer.example' ORDER BY placed_at");
  expect(corrected.location).not.toBe(first.location);
  expect(orders).toEqual([{ name: 'Müller GmbH', status: 'cancelled' }, { name: 'Müller & Söhne GmbH', status: 'awaiting_payment' }]);
});

it('tells a buyer of the last pieces before paying, and offers what is left', async () => {
  const { browser, checkout } = await atCheckout([bowl, 400]);
  await database.query('UPDATE catalog.stock SET available = 3 WHERE variant_id = $1', [bowl]);
  const late = await browser.post(checkout, { ...buyer, ...recipient, email: 'short@buyer.example' });
  expect(late.status).toBe(409);
  expect(late.html).toContain('Too few pieces are left');
  expect((await browser.visit('/en/basket')).html).toContain('Only 3 pieces are left; you wanted 400.');
  expect(await statusesOf('short@buyer.example')).toEqual([]);
});

it('shows an order to its holder only, and helps everybody else to find theirs', async () => {
  const { browser, checkout } = await atCheckout([book, 1]);
  const page = pageOf((await browser.post(checkout, { ...buyer, email: 'holder@buyer.example' })).location);
  expect((await aBrowser().visit(page)).status).toBe(200);
  for (const address of [page.replace(/key=(.)/, (_key, first: string) => `key=${first === '_' ? '-' : '_'}`), page.split('?')[0] ?? '', '/en/orders/SP-00000-00000?key=x', '/en/orders/%00']) {
    const refused = await aBrowser().visit(address);
    expect(refused.status).toBe(404);
    expect(refused.html).toContain('Open the link in our e-mail');
  }
  for (const action of ['payment', 'cancellation', 'basket']) expect((await aBrowser().post(`${page.split('?')[0]}/${action}`)).status).toBe(404);
  expect(await statusesOf('holder@buyer.example')).toEqual(['awaiting_payment']);
});

it('cancels at the buyer’s wish and puts the things back into a basket', async () => {
  const { browser, checkout } = await atCheckout([book, 1]);
  const page = pageOf((await browser.post(checkout, { ...buyer, email: 'cancels@buyer.example' })).location);
  await browser.post(page.replace('?', '/cancellation?'));
  expect((await browser.visit(page)).html).toContain('This order was cancelled');
  const elsewhere = aBrowser();
  expect((await elsewhere.post(page.replace('?', '/basket?'))).location).toBe('/en/basket');
  expect(elsewhere.cookies.silkport_basket).toContain(book);
});

it('opens an account with the same answer for a new and a known e-mail, and never repeats a password', async () => {
  const form = { email: 'new@buyer.example', password: 'five words in a row' };
  const [first, second] = [await aBrowser().post('/en/sign-up', form), await aBrowser().post('/en/sign-up', form)];
  expect([first.location, second.location]).toEqual(['/en/sign-up?sent=1', '/en/sign-up?sent=1']);
  const refused = await aBrowser().post('/en/sign-in', { ...form, password: 'another five words', next: '/ru/library' });
  expect(refused.status).toBe(401);
  expect(refused.html).not.toContain('another five words');
  expect(refused.html).toContain('value="new@buyer.example"');
  expect(refused.html).toContain('value="/en/library"');
  const browser = aBrowser();
  expect((await browser.post('/en/sign-in', { ...form, next: '//elsewhere.example/en' })).location).toMatch(/^\/en\/?$/);
  expect((await browser.visit('/en/library')).html).toContain('Please confirm your e-mail');
  await browser.post('/en/sign-out');
  expect((await browser.visit('/en/library')).html).toContain('Or have everything in one place');
});

it('shows a basket in the maker’s currency where the visitor’s stands still, says why, and leads to no checkout until another is chosen', async () => {
  const browser = aBrowser();
  await browser.post('/en/basket', { variantId: book, quantity: '1' });
  const day = { base: 'CNY', effectiveDate: '2026-09-30', source: 'A bank without tenge', rates: { USD: '0.149' } };
  await app.get(RecordRates, { strict: false }).run(day);
  const { status, html } = await browser.visit('/en/basket');
  expect([status, html.includes('CN¥28.00')]).toEqual([200, true]);
  expect(html).toContain('There is no exchange rate for KZT');
  expect(html).not.toContain('/en/basket/checkout');
  expect((await browser.post('/en/basket/checkout')).location).toBe('/en/basket');
  await app.get(RecordRates, { strict: false }).run({ ...sampleRates(), effectiveDate: '2026-10-01' });
  expect((await browser.visit('/en/basket')).html).toMatch(/KZT.[\d,]+\.\d\d/);
});

/** An order of a book and two bowls in Germany, paid and not yet handed out. */
async function paidInGermany(email: string) {
  await database.query('UPDATE catalog.stock SET available = 9 WHERE variant_id = $1', [bowl]);
  const { browser, checkout } = await checkoutOf(aBrowser('en.DE.EUR'), [[book, 1], [bowl, 2]]);
  const { location } = await browser.post(checkout, { ...buyer, ...recipient, email, country: 'DE', immediate: 'on' });
  await database.query("UPDATE ordering.order_lines SET state = 'paid' WHERE order_id = (SELECT id FROM ordering.orders WHERE email = $1)", [email]);
  await database.query("UPDATE ordering.orders SET status = 'paid', paid_at = now() WHERE email = $1", [email]);
  const lines: { id: string; delivery_kind: string }[] = await database.query('SELECT l.id, l.delivery_kind FROM ordering.order_lines l JOIN ordering.orders o ON o.id = l.order_id WHERE o.email = $1', [email]);
  const lineOf = (kind: string) => lines.find(({ delivery_kind }) => delivery_kind === kind)?.id ?? '';
  const page = pageOf(location);
  return { page, withdrawal: page.replace('?', '/withdrawal?'), bookLine: lineOf('download'), bowlLine: lineOf('parcel') };
}

const attemptOf = (html: string) => /name="attempt" value="([\w-]{36})"/.exec(html)?.[1] ?? '';
const refundsOf = (email: string): Promise<{ total_minor: string; reason: string }[]> => database.query('SELECT r.total_minor, r.reason FROM ordering.refunds r JOIN ordering.orders o ON o.id = r.order_id WHERE o.email = $1', [email]);

it('withdraws from a contract in two steps by the order’s link alone, once however often each button is pressed, and gives one receipt', async () => {
  const email = 'withdraws@buyer.example';
  const { page, withdrawal, bowlLine } = await paidInGermany(email);
  const browser = aBrowser('en.DE.EUR');
  expect((await browser.visit(page)).html).toContain(`href="${withdrawal}">Withdraw from contract here</a>`);
  const form = await browser.visit(withdrawal);
  expect(form.html).toContain(`value="${email}"`);
  const declaration = { attempt: attemptOf(form.html), lineIds: bowlLine, name: 'Әсел', email };
  const declared = await Promise.all([browser.post(withdrawal, declaration), browser.post(withdrawal, declaration)]);
  expect(new Set(declared.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
  const step = declared[0]?.location ?? '';
  expect((await browser.visit(step)).html).toMatch(/<button class="button wide" type="submit">Confirm withdrawal<\/button>/);
  expect(await refundsOf(email)).toEqual([]);

  const confirmed = await Promise.all([browser.post(step), browser.post(step)]);
  expect(confirmed.map(({ location }) => location)).toEqual([step, step]);
  const [receipt, again] = [(await browser.visit(step)).html, (await browser.visit(step)).html];
  expect(receipt).toMatch(/<time datetime="[^"]+Z">[^<]*\d\d:\d\d:\d\d[^<]*UTC<\/time>/);
  const timeOf = (html: string) => /<time[^>]*>[^<]*/.exec(html)?.[0];
  expect(timeOf(again)).toBe(timeOf(receipt));
  expect(await refundsOf(email)).toEqual([{ total_minor: expect.anything(), reason: 'withdrawal' }]);
  expect((await browser.visit(page)).html).toMatch(/On its way.*You withdrew from the contract/s);
});

it('takes several lines at once, asks for at least one, and takes no line twice', async () => {
  const email = 'both@buyer.example';
  const { withdrawal, bookLine, bowlLine } = await paidInGermany(email);
  const browser = aBrowser('en.DE.EUR');
  const { html } = await browser.visit(withdrawal);
  const none = await browser.post(withdrawal, { attempt: attemptOf(html), name: 'A', email: 'no address' });
  expect(none.status).toBe(400);
  expect(none.html).toContain('Choose at least one.');
  expect(none.html).toContain('value="no address"');
  const declaration = { attempt: attemptOf(html), lineIds: [bookLine, bowlLine], name: 'A', email };
  const [first, second] = [await browser.post(withdrawal, declaration), await browser.post(withdrawal, { ...declaration, name: 'B' })];
  expect(second.location).not.toBe(first.location);
  expect((await browser.post(first.location)).status).toBe(303);
  const late = await browser.post(second.location);
  expect(late.status).toBe(409);
  expect(late.html).toMatch(/role="alert" id="problem"[^>]*><p>[^<]{20,}</);
  expect(await refundsOf(email)).toHaveLength(1);
  expect((await browser.visit(withdrawal)).html).toContain('nothing in this order that can be withdrawn from now');
});

it('lets nobody without the key or the e-mail near an order’s withdrawal or invoices', async () => {
  const { page, withdrawal, bowlLine } = await paidInGermany('guarded@buyer.example');
  const bare = page.split('?')[0] ?? '';
  const stranger = aBrowser();
  for (const address of [`${bare}/withdrawal`, `${bare}/withdrawal/${bowlLine}`, `${bare}/invoices/SP-2026-000001.pdf`]) expect((await stranger.visit(address)).status).toBe(404);
  expect((await stranger.post(`${bare}/withdrawal`, { attempt: bowlLine, lineIds: bowlLine, name: 'X', email: 'x@buyer.example' })).status).toBe(404);
  const other = await paidInGermany('other@buyer.example');
  const attempt = attemptOf((await stranger.visit(withdrawal)).html);
  expect((await stranger.post(withdrawal, { attempt, lineIds: other.bowlLine, name: 'X', email: 'x@buyer.example' })).status).toBe(404);
  expect((await stranger.visit(page.replace('?', '/invoices/SP-2026-000001.pdf?'))).status).toBe(404);
});

it('answers the same whoever asks for an order’s link, and sends it to the order’s own address alone', async () => {
  const { page } = await paidInGermany('lost.link@buyer.example');
  const number = /SP-\w{5}-\w{5}/.exec(page)?.[0] ?? '';
  const asked = async () => (await database.query("SELECT payload->>'orderId' AS id FROM platform.events WHERE name = 'ordering.order_link_asked'") as { id: string }[]).length;
  const before = await asked();
  const answers = [
    await aBrowser().post('/en/withdrawal', { number: number.toLowerCase(), email: 'Lost.Link@buyer.example' }), await aBrowser().post('/en/withdrawal', { number, email: 'lost.link@buyer.example' }),
    await aBrowser().post('/en/withdrawal', { number, email: 'somebody@buyer.example' }), await aBrowser().post('/en/withdrawal', { number: 'SP-00000-00000', email: 'lost.link@buyer.example' }),
  ];
  expect(new Set(answers.map(({ status, location, html }) => `${status} ${location} ${html}`))).toEqual(new Set(['303 /en/withdrawal?sent=1 ']));
  expect(await asked()).toBe(before + 1);
  expect((await aBrowser().visit('/en/withdrawal?sent=1')).html).toContain('If there is an order with this number and e-mail');
});

it('shows a merchant its own money, in rows and in files, and nobody else any', async () => {
  const passwordHash = await hashPassword('five words in a row');
  const emails = ['one@maker.example', 'two@maker.example', 'nobody@maker.example'];
  const people = await app.get(CreatePeople, { strict: false }).run(emails.map((email) => ({ email, passwordHash, locale: 'en', emailConfirmed: true })));
  const merchants = [newId(), newId()] as const;
  await app.get(AddTeamMembers, { strict: false }).run(merchants.map((merchantId, index) => ({ personId: people[index] ?? '', merchantId, role: 'owner' })));
  for (const [index, merchantId] of merchants.entries()) {
    const currency = index ? 'EUR' : 'CNY';
    await database.query('INSERT INTO settlement.merchant_accounts (merchant_id, currency) VALUES ($1, $2)', [merchantId, currency]);
    await database.query(
      `INSERT INTO settlement.merchant_entries (id, merchant_id, currency, ledger_key, kind, reference, payable_minor, reserve_minor, occurred_at, booked_at, matures_at)
       VALUES ($1, $2, $3, $4, 'sale', $4, $5, 0, now(), now(), now() + interval '7 days')`, [newId(), merchantId, currency, `sale:${merchantId}`, 123_45 + index],
    );
  }
  const signedIn = async (email: string) => {
    const browser = aBrowser();
    expect((await browser.post('/en/sign-in', { email, password: 'five words in a row', next: '/en/merchant/money' })).location).toBe('/en/merchant/money');
    return browser;
  };
  const month = new Date().toISOString().slice(0, 7);
  const one = await signedIn('one@maker.example');
  const own = (await one.visit('/en/merchant/money')).html;
  expect(own).toContain('CN¥123.45');
  expect(own).not.toContain('€123.46');
  expect((await one.visit('/en/basket')).html).toContain('href="/en/merchant/money"');
  expect((await one.visit(`/en/merchant/statements/${month}`)).html).toMatch(/Sale.*CN¥123\.45/s);
  expect((await one.visit(`/en/merchant/statements/${month}/CNY.csv`)).html).toContain('123.45');
  expect((await one.visit(`/en/merchant/statements/${month}/CNY.pdf`)).html).toMatch(/^%PDF-/);
  for (const file of [`${month}/EUR.csv`, `${month}/CNY.exe`, '2001-13', '2020-01/CNY.csv/..']) expect((await one.visit(`/en/merchant/statements/${file}`)).status).toBe(404);
  const two = await signedIn('two@maker.example');
  expect((await two.visit('/en/merchant/money')).html).toContain('€123.46');
  const payoutId = newId();
  await database.query(
    `INSERT INTO settlement.payouts (id, merchant_id, currency, amount_minor, state, method, method_id, run_date, attempt, sent_minor, sent_currency, rate, created_at, paid_at)
     VALUES ($1, $2, 'CNY', 12345, 'paid', 'bank_account', $1, '2026-11-23', 1, 12345, 'CNY', '1', now(), now())`, [payoutId, merchants[0]]);
  await database.query('UPDATE settlement.merchant_entries SET payout_id = $1 WHERE merchant_id = $2', [payoutId, merchants[0]]);
  expect((await one.visit('/en/merchant/money')).html).toContain(`href="/en/merchant/money/payouts/${payoutId}"`);
  expect((await one.visit(`/en/merchant/money/payouts/${payoutId}`)).html).toMatch(/Pay-out of .*Sale.*CN¥123\.45.*Sum of this pay-out.*CN¥123\.45/s);
  for (const [browser, id] of [[two, payoutId], [one, newId()], [one, 'x']] as const) expect((await browser.visit(`/en/merchant/money/payouts/${id}`)).status).toBe(404);
  const nobody = await signedIn('nobody@maker.example');
  expect((await nobody.visit('/en/merchant/money')).status).toBe(403);
  expect((await nobody.visit('/en/library')).html).not.toContain('/merchant/money');
  expect((await aBrowser().visit(`/ru/merchant/statements/${month}/CNY.pdf`)).location).toBe(`/ru/sign-in?next=${encodeURIComponent(`/ru/merchant/statements/${month}/CNY.pdf`)}`);
});
