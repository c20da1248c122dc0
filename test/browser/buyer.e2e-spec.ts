import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { Chromium, describeInBrowser } from '../support/browser.js';
import { paidOnce } from '../support/market-books.js';
import { putOnSale } from '../support/market-goods.js';
import { Market } from '../support/market.js';
import { agree, buy, declined, fillCard, fillCheckout, follow, goToCheckout, leaveChecksToServer, order, orderNumber, pay, receive } from './buying-steps.js';

const almaty = { locale: 'ru-KZ', timezoneId: 'Asia/Almaty' };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const email = 'aigerim@example.kz';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeInBrowser('a buyer in Chromium', () => {
  let market: Market;
  let chromium: Chromium;

  beforeAll(async () => {
    market = await Market.open();
    chromium = await Chromium.open(market);
  });
  afterAll(async () => {
    await chromium.close();
    await market.close();
  });
  afterEach(() => expect(chromium.faults).toEqual([]));

  /** A product of a cluster that brings files of a kind, in as few versions as there are. */
  async function made(clusterId: string, contentType: string, deliveryKind = 'download'): Promise<{ slug: string; name: string }> {
    const [found] = await market.query<{ slug: string; name: string }>(
      `SELECT p.slug, p.name->>'en' AS name FROM catalog.products p WHERE ($1 = '' OR p.cluster_id = $1) AND p.delivery_kind = $3
        AND EXISTS (SELECT 1 FROM delivery.assets a WHERE a.product_id = p.id AND a.content_type LIKE $2)
        ORDER BY (SELECT count(*) FROM delivery.assets a WHERE a.product_id = p.id), p.code`, [clusterId, `${contentType}%`, deliveryKind]);
    if (!found) throw new Error(`The demo has no ${contentType} of ${clusterId}`);
    return found;
  }

  /** The payment provider says nothing of a payment for a while, not even when it is asked. */
  async function keepPaymentsSecret(questions: number): Promise<void> {
    await market.provide('/webhooks/hold');
    await market.provide('/faults', { kind: 'status', status: 503, count: questions, method: 'GET', path: '/v1/checkout/sessions' });
  }

  async function fileBehind(page: Page, link: number): Promise<{ name: string; digest: string }> {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.file a.button').nth(link).click()]);
    return { name: download.suggestedFilename(), digest: sha256(readFileSync(await download.path())) };
  }

  describe('in Almaty', () => {
    let page: Page;
    let link: string;
    beforeAll(async () => {
      page = await chromium.visitor(almaty);
    });

    it('is spoken to in Russian and shown tenge, and finds an e-book in Shanghai and a data set in Guiyang', async () => {
      await page.goto('/', { waitUntil: 'load' });
      expect(new URL(page.url()).pathname).toBe('/ru');
      expect(await page.locator('html').getAttribute('lang')).toBe('ru');
      for (const [name, chosen] of Object.entries({ locale: 'ru', country: 'KZ', currency: 'KZT' })) expect([name, await page.locator(`.choices select[name="${name}"]`).inputValue()]).toEqual([name, chosen]);
      await chromium.look(page, 'almaty-1-home');
      await page.locator('.site-nav a[href="/ru/clusters"]').click();
      await page.waitForURL('**/ru/clusters');
      await follow(page, '/clusters/shanghai-pudong');
      await chromium.look(page, 'almaty-2-cluster');
      const book = await made('shanghai-pudong', 'application/epub+zip');
      await follow(page, `/products/${book.slug}`);
      expect(await page.locator('.product-price .price').innerText()).toMatch(/₸|KZT/);
      await chromium.look(page, 'almaty-3-product');
      await buy(page);

      const table = await made('guiyang', 'text/csv');
      await page.fill('#q', table.name);
      await page.press('#q', 'Enter');
      await page.waitForURL('**/ru/search?**');
      expect(await page.locator('.cards .price').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/₸|KZT/)]));
      await chromium.look(page, 'almaty-4-search');
      await follow(page, `/products/${table.slug}`);
      await buy(page);
      expect(await page.locator('.bought-line').count()).toBe(2);
      await chromium.look(page, 'almaty-5-basket');
    });

    it('is declined by the bank and owes nothing, pays with another card, and sees the page turn to paid by itself', async () => {
      await goToCheckout(page);
      expect(await page.locator('.sum-total').innerText()).toMatch(/₸|KZT/);
      await chromium.look(page, 'almaty-6-checkout');
      await fillCheckout(page, email);
      await order(page);
      await chromium.look(page, 'almaty-7-payment');
      await fillCard(page, declined);
      await page.click('button[type="submit"]');
      await page.locator('[role="alert"]').waitFor();
      expect(await page.locator('#card_number-error').innerText()).toMatch(/[а-я]{4,}/i);
      await chromium.look(page, 'almaty-8-declined');
      const [placed] = await market.query<{ number: string }>('SELECT number FROM ordering.orders WHERE email = $1', [email]);
      expect(await market.books({ number: placed?.number ?? '' })).toMatchObject({ status: 'awaiting_payment', orders: 1, charges: 0, chargesAtStripe: 0 });

      await keepPaymentsSecret(2);
      await pay(page);
      await page.locator('[data-island="order-status"]').waitFor();
      await chromium.look(page, 'almaty-9-confirming');
      await receive(page);
      expect(orderNumber(page)).toBe(placed?.number);
      expect(await page.locator('main h1').innerText()).toMatch(/[а-я]{4,}/i);
      await market.provide('/webhooks/release');
      await chromium.look(page, 'almaty-10-order');
      await market.untilBooks({ number: orderNumber(page) }, paidOnce(2));
    });

    it('receives both files through the page, byte for byte', async () => {
      const promised = await page.locator('.digest').allTextContents();
      expect(promised.length).toBeGreaterThanOrEqual(2);
      const stored = await market.query<{ sha256: string; name: string }>('SELECT sha256, file_name AS name FROM delivery.assets WHERE sha256 = ANY($1)', [promised]);
      for (const [index, digest] of promised.entries()) {
        const file = await fileBehind(page, index);
        expect(file.digest).toBe(digest);
        expect(stored).toContainEqual({ sha256: file.digest, name: file.name });
      }
      expect((await page.locator('.file').allInnerTexts()).join(' ')).toMatch(/EPUB[^]*CSV/);
    });

    it('opens the order again by the link in the mail, in a browser that has never been here', async () => {
      await market.until(async () => (await market.mailsTo(email)).length > 0);
      const [mail] = await market.mailsTo(email);
      link = /http:\/\/127[^\s>)"]+key=[^\s>)"]+/.exec(mail?.text ?? '')?.[0] ?? '';
      const elsewhere = await chromium.visitor({ ...phone, locale: 'ru-KZ' });
      await elsewhere.goto('/mail', { waitUntil: 'load' });
      await chromium.look(elsewhere, 'mail-1-list-phone');
      await elsewhere.getByRole('link', { name: mail?.subject ?? '' }).first().click();
      await elsewhere.locator('iframe').waitFor();
      await chromium.look(elsewhere, 'mail-2-confirmation-phone');
      await elsewhere.frameLocator('iframe').locator('a[href*="key="]').first().click();
      await elsewhere.waitForURL(link);
      expect(await elsewhere.locator('.received').count()).toBe(2);
      await elsewhere.emulateMedia({ colorScheme: 'dark' });
      await chromium.look(elsewhere, 'almaty-11-order-from-mail-phone-dark');
      await elsewhere.goto(link.replace(/key=(.)/, (_key, first: string) => `key=${first === '_' ? '-' : '_'}`), { waitUntil: 'load' });
      expect(await elsewhere.locator('.received').count()).toBe(0);
      await chromium.look(elsewhere, 'almaty-12-order-unknown-phone-dark');
    });

    it('makes an account later, finds the order in its library, and leaves', async () => {
      await page.locator('.site-nav a[href="/ru/library"]').click();
      await page.waitForURL('**/ru/library');
      await chromium.look(page, 'account-1-library-of-a-guest');
      await page.locator('main a[href*="/sign-up"]').click();
      await page.waitForURL('**/ru/sign-up**');
      await page.fill('#email', 'aigerim');
      await page.fill('#password', 'short');
      await leaveChecksToServer(page);
      await page.click('main form button[type="submit"]');
      await page.locator('#email[aria-invalid="true"]').waitFor();
      await chromium.look(page, 'account-2-sign-up-refused');
      await page.fill('#email', email);
      await page.fill('#password', 'steppe and sky and silk');
      await page.click('main form button[type="submit"]');
      await page.waitForURL('**/ru/sign-up?sent=1');
      await chromium.look(page, 'account-3-mail-sent');
      await market.until(async () => (await market.mailsTo(email)).some(({ text }) => text.includes('token=')));
      const asking = (await market.mailsTo(email)).find(({ text }) => text.includes('token='));
      await page.goto(/http:\/\/127[^\s>)"]+token=[^\s>)"]+/.exec(asking?.text ?? '')?.[0] ?? '', { waitUntil: 'load' });
      await chromium.look(page, 'account-4-confirmed');
      await page.locator('main a[href*="/sign-in"]').click();
      await page.fill('#email', email);
      await page.fill('#password', 'steppe and sky and silk');
      await chromium.look(page, 'account-5-sign-in');
      await page.click('main form button[type="submit"]');
      await page.waitForURL('**/ru/library');
      const number = /\/orders\/(SP-[^?]+)/.exec(link)?.[1] ?? '';
      expect(await page.locator(`.shelf .bought-when a[href="/ru/orders/${number}"]`).count()).toBe(2);
      await chromium.look(page, 'account-6-library');
      await follow(page, `/orders/${number}`);
      await receive(page);
      await page.click('.footer-nav form button');
      await page.waitForURL('**/ru');
      await page.goto('/ru/library', { waitUntil: 'load' });
      expect(await page.locator('.shelf').count()).toBe(0);
      await page.goto(`/ru/orders/${number}`, { waitUntil: 'load' });
      expect(await page.locator('.received').count()).toBe(0);
    });
  });

  it('without script, on a phone, in English buys a licence key, and the page turns to paid all the same', async () => {
    const page = await chromium.visitor({ ...phone, javaScriptEnabled: false, locale: 'en-KZ', timezoneId: 'Asia/Almaty' });
    const software = await made('', '', 'licence-key');
    await page.goto('/', { waitUntil: 'load' });
    await chromium.look(page, 'no-script-1-home');
    await page.fill('#q', software.name);
    await page.press('#q', 'Enter');
    await follow(page, `/products/${software.slug}`);
    await chromium.look(page, 'no-script-2-product');
    await buy(page);
    await chromium.look(page, 'no-script-3-basket');
    await goToCheckout(page);
    await fillCheckout(page, 'damir@example.kz');
    await chromium.look(page, 'no-script-4-checkout');
    await order(page);
    await chromium.look(page, 'no-script-5-payment');
    await keepPaymentsSecret(2);
    await pay(page);
    expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(1);
    await chromium.look(page, 'no-script-6-confirming');
    await receive(page);
    expect(await page.locator('.key code').first().innerText()).toMatch(/^\S{8,}$/);
    expect(await page.locator('.key button').first().isVisible()).toBe(false);
    await chromium.look(page, 'no-script-7-order');
    await market.provide('/webhooks/release');
    await market.untilBooks({ number: orderNumber(page) }, paidOnce());
  });

  it('who clicks twice, on ordering and on paying, and goes back afterwards, has one order and one charge', async () => {
    const page = await chromium.visitor({ locale: 'en-GB', timezoneId: 'Europe/London' });
    const book = await made('shanghai-pudong', 'application/epub+zip');
    await page.goto(`/en/products/${book.slug}`, { waitUntil: 'load' });
    await buy(page);
    await goToCheckout(page);
    const buyer = 'twice@example.com';
    await fillCheckout(page, buyer);
    await page.dblclick('.pay-button');
    await page.waitForURL(/\/pay\/cs_/);
    await fillCard(page, '4242 4242 4242 4242', 'GB');
    const paymentPage = page.url();
    await page.dblclick('button[type="submit"]');
    await page.waitForURL(/\/orders\/SP-/);
    await receive(page);
    const orders = await market.query<{ number: string }>('SELECT number FROM ordering.orders WHERE email = $1', [buyer]);
    expect(orders).toEqual([{ number: orderNumber(page) }]);
    await market.untilBooks({ number: orderNumber(page) }, paidOnce());

    await page.goBack({ waitUntil: 'load' });
    expect([page.url(), await page.locator('#card_number').count()]).toEqual([paymentPage, 0]);
    await chromium.look(page, 'twice-back-at-payment');
    await page.goBack({ waitUntil: 'load' });
    expect(page.url()).toContain('/checkout/');
    await agree(page);
    await page.click('.pay-button');
    await page.waitForURL(/\/orders\/SP-/);
    await receive(page);
    expect(await market.query('SELECT number FROM ordering.orders WHERE email = $1', [buyer])).toEqual(orders);
    expect(await market.books(orders[0] ?? { number: '' })).toEqual(paidOnce());
  });

  it('of a parcel is asked where it goes, and told what to do when it is sold out meanwhile', async () => {
    await putOnSale(market, { slug: 'last-bowls', kind: 'parcel', stock: 2 });
    const page = await chromium.visitor({ ...phone, locale: 'en-KZ', timezoneId: 'Asia/Almaty' });
    await page.goto('/en/products/last-bowls', { waitUntil: 'load' });
    await page.fill('#quantity', '2');
    await buy(page);
    await goToCheckout(page);
    await chromium.look(page, 'parcel-1-checkout');
    await fillCheckout(page, 'parcel@example.kz');
    await leaveChecksToServer(page);
    await page.click('.pay-button');
    await page.locator('#problem').waitFor();
    for (const field of ['name', 'street', 'city']) expect([field, await page.locator(`#${field}`).getAttribute('aria-invalid')]).toEqual([field, 'true']);
    expect([await page.inputValue('#email'), await page.isChecked('#accepted')]).toEqual(['parcel@example.kz', true]);
    await chromium.look(page, 'parcel-2-address-missing');
    await page.fill('#name', 'Айгерім Серікқызы');
    await page.fill('#street', 'Abai Avenue 10');
    await page.fill('#city', 'Almaty');

    const recipient = { name: 'Somebody Else', street: 'Abai Avenue 12', city: 'Almaty' };
    const { body } = await market.quote([{ variantId: await market.variant('last-bowls'), quantity: 1 }]).expect(201);
    await market.place((body as { id: string }).id, { email: 'quicker@example.kz', recipient }).expect(201);
    await page.click('.pay-button');
    await page.locator('#problem').waitFor();
    await chromium.look(page, 'parcel-3-sold-out-at-checkout');
    await page.locator('main a[href$="/basket"]').first().click();
    await page.waitForURL('**/en/basket');
    await chromium.look(page, 'parcel-4-sold-out-in-basket');
    await page.locator('.stuck-choices button').first().click();
    await page.locator('.bought-line').waitFor();
    await goToCheckout(page);
    expect(await page.inputValue('#street')).toBe('Abai Avenue 10');
    await page.check('#accepted');
    await order(page);
    await pay(page);
    await receive(page);
    await chromium.look(page, 'parcel-5-order');
    await market.untilBooks({ number: orderNumber(page) }, { status: 'paid', parcels: 1, charges: 1 });
  });
});
