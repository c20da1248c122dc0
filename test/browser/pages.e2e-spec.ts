import { locales } from '@silkport/values';
import type { Page } from 'playwright-core';
import { Chromium, describeInBrowser } from '../support/browser.js';
import { putOnSale } from '../support/market-goods.js';
import { Market } from '../support/market.js';
import { buy, goToCheckout } from './buying-steps.js';
import { focused, tabTo } from './keyboard.js';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const withdrawn = 'withdrawn-scarf';

describeInBrowser('the pages', () => {
  let market: Market;
  let chromium: Chromium;

  beforeAll(async () => {
    market = await Market.open();
    chromium = await Chromium.open(market);
    await putOnSale(market, { slug: withdrawn, kind: 'parcel', stock: 3 });
    await market.query(`UPDATE catalog.products SET status = 'withdrawn' WHERE slug = $1`, [withdrawn]);
  });
  afterAll(async () => {
    await chromium.close();
    await market.close();
  });

  async function slugOf(deliveryKind: string): Promise<string> {
    const [found] = await market.query<{ slug: string }>('SELECT slug FROM catalog.products WHERE delivery_kind = $1 ORDER BY code', [deliveryKind]);
    if (!found) throw new Error(`The demo has no ${deliveryKind}`);
    return found.slug;
  }

  async function open(page: Page, path: string, status = 200): Promise<void> {
    const answer = await page.goto(path, { waitUntil: 'load' });
    expect([path, answer?.status()]).toEqual([path, status]);
  }

  async function choose(page: Page, name: string, value: string): Promise<void> {
    await page.selectOption(`.choices select[name="${name}"]`, value);
    await Promise.all([page.waitForEvent('load'), page.click('.choices button')]);
  }

  async function choices(page: Page): Promise<string[]> {
    return Promise.all(['locale', 'country', 'currency'].map((name) => page.locator(`.choices select[name="${name}"]`).inputValue()));
  }

  it('in Arabic go from right to left, on a phone, in the dark', async () => {
    const page = await chromium.visitor({ ...phone, colorScheme: 'dark', locale: 'ar-AE', timezoneId: 'Asia/Dubai' });
    const slug = await slugOf('licence-key');
    await open(page, '/');
    expect([await page.locator('html').getAttribute('dir'), ...(await choices(page))]).toEqual(['rtl', 'ar', 'AE', 'AED']);
    await chromium.look(page, 'arabic-1-home-phone-dark');
    await open(page, '/ar/clusters/jingdezhen');
    await chromium.look(page, 'arabic-2-cluster-phone-dark');
    await open(page, `/ar/products/${slug}`);
    await chromium.look(page, 'arabic-3-product-phone-dark');
    await buy(page);
    await chromium.look(page, 'arabic-4-basket-phone-dark');
    await goToCheckout(page);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await chromium.look(page, 'arabic-5-checkout-phone-dark');
    expect(chromium.faults).toEqual([]);
  });

  it('keep country/region and currency when the language changes, and each of the others likewise', async () => {
    const page = await chromium.visitor({ locale: 'ar-AE' });
    await open(page, '/ar/categories');
    await choose(page, 'currency', 'EUR');
    expect(await choices(page)).toEqual(['ar', 'AE', 'EUR']);
    await choose(page, 'locale', 'zh-CN');
    expect([new URL(page.url()).pathname, ...(await choices(page))]).toEqual(['/zh-CN/categories', 'zh-CN', 'AE', 'EUR']);
    await choose(page, 'country', 'KZ');
    expect(await choices(page)).toEqual(['zh-CN', 'KZ', 'EUR']);
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it.each(['zh-CN', 'ru'] as const)('stand on a wide screen in %s, also those that have nothing to show', async (locale) => {
    const page = await chromium.visitor({ locale });
    await open(page, `/${locale}`);
    if (locale === 'zh-CN') await chromium.look(page, `${locale}-1-home`);
    await open(page, `/${locale}/clusters`);
    expect(await page.locator('svg a[href*="/clusters/"]').count()).toBe(24);
    await chromium.look(page, `${locale}-2-clusters`);
    await open(page, `/${locale}/categories/data`);
    await chromium.look(page, `${locale}-3-category`);
    await open(page, `/${locale}/search?q=qqqzzzxxx`);
    await chromium.look(page, `${locale}-4-search-nothing`);
    await open(page, `/${locale}/no/such/page`, 404);
    await chromium.look(page, `${locale}-5-not-found`);
    await open(page, `/${locale}/products/${withdrawn}`, 410);
    await chromium.look(page, `${locale}-6-withdrawn`);
    expect(chromium.faults).toEqual([]);
  });

  it('of places, makers, categories and things stand on a phone, in English', async () => {
    const page = await chromium.visitor({ ...phone, locale: 'en-GB' });
    const [merchant] = await market.query<{ slug: string }>('SELECT slug FROM clusters.merchants ORDER BY slug LIMIT 1');
    const pages = { clusters: '/en/clusters', cluster: '/en/clusters/shanghai-pudong', merchant: `/en/merchants/${merchant?.slug}`, categories: '/en/categories', service: `/en/products/${await slugOf('service')}`, 'basket-empty': '/en/basket' };
    for (const [name, path] of Object.entries(pages)) {
      await open(page, path);
      await chromium.look(page, `en-${name}-phone`);
    }
    expect(chromium.faults).toEqual([]);
  });

  it('are used by keyboard alone, from the front page to what is wrong in the checkout, and the focus is always seen', async () => {
    const page = await chromium.visitor({ locale: 'en-KZ' });
    await open(page, '/en');
    const unseen = await tabTo(page, '.skip');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    // The newest things on the front page are parcels, whose checkout asks the most.
    unseen.push(...(await tabTo(page, 'a[href*="/products/"]')));
    await Promise.all([page.waitForURL('**/en/products/**'), page.keyboard.press('Enter')]);
    unseen.push(...(await tabTo(page, '.buy-form button[type="submit"]')));
    await Promise.all([page.waitForURL('**/en/basket'), page.keyboard.press('Enter')]);
    unseen.push(...(await tabTo(page, 'form[action$="/basket/checkout"] button')));
    await Promise.all([page.waitForURL('**/en/checkout/*'), page.keyboard.press('Enter')]);
    unseen.push(...(await tabTo(page, '.pay-button')));
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('email');
    await page.keyboard.type('aigerim@example');
    for (const [field, words] of Object.entries({ name: 'Aigerim Serikkyzy', street: 'Abai Avenue 10', city: 'Almaty' })) {
      unseen.push(...(await tabTo(page, `#${field}`)));
      await page.keyboard.type(words);
    }
    unseen.push(...(await tabTo(page, '#accepted')));
    await page.keyboard.press('Space');
    unseen.push(...(await tabTo(page, '.pay-button')));
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect([await focused(page), await page.locator('#email').getAttribute('aria-invalid'), await page.inputValue('#email')]).toEqual(['problem', 'true', 'aigerim@example']);
    await chromium.look(page, 'keyboard-checkout-refused');
    unseen.push(...(await tabTo(page, '#problem a[href="#email"]')));
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('email');
    unseen.push(...(await tabTo(page, '.footer-nav a:last-of-type')));
    expect(unseen).toEqual([]);
    expect(chromium.faults).toEqual([]);
  });

  it('would be caught at asking strangers, breaking the policy, leaving something out, being too wide or unreadable', async () => {
    const page = await chromium.visitor({ bypassCSP: true });
    await open(page, '/en/basket');
    await page.evaluate(`Promise.allSettled([fetch('/v1/products/no-such-thing'), fetch('http://127.0.0.1:1/')])`);
    await page.evaluate(`console.error('something is wrong')`);
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<p id="faint" style="width: 3000px; color: #eee">Faint words</p>')`);
    await expect(chromium.look(page, 'caught')).rejects.toThrow('Faint words');
    await page.evaluate(`document.querySelector('#faint').style.width = 'auto'`);
    await expect(chromium.look(page, 'caught')).rejects.toThrow('color-contrast');
    const strict = await chromium.visitor();
    await open(strict, '/en/basket');
    await strict.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))`);
    expect(await strict.evaluate('window.ran')).toBeUndefined();
    for (const fault of [/^404 .*no-such-thing$/, /^asks http:\/\/127\.0\.0\.1:1\//, /^says something is wrong/, /^says .*Content Security Policy/]) expect(chromium.faults).toContainEqual(expect.stringMatching(fault));
  });

  it('name themselves, their language and their other languages', async () => {
    const page = await chromium.visitor({ javaScriptEnabled: false });
    for (const locale of locales) {
      await open(page, `/${locale}/categories`);
      expect([await page.title(), await page.locator('html').getAttribute('lang')]).toEqual([expect.stringMatching(/.{2,} · Silkport$/), locale]);
      expect(await page.locator('link[rel="alternate"]').evaluateAll((links) => (links as unknown as { hreflang: string }[]).map(({ hreflang }) => hreflang))).toEqual([...locales]);
    }
  });
});
