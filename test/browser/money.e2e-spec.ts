import { demoOwnerEmail, demoPassword } from '@silkport/demo';
import type { Page } from 'playwright-core';
import { Chromium, describeInBrowser } from '../support/browser.js';
import { Market } from '../support/market.js';
import { buy, fillCard, fillCheckout, good, goToCheckout, order, receive } from './buying-steps.js';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const slug = 'celadon-gaiwan-tea-set-6-cups';

describeInBrowser('the money pages', () => {
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

  /** A tea set on its way to Leipzig, paid with a card from there. */
  async function buyInLeipzig(page: Page): Promise<void> {
    await page.goto(`/en/products/${slug}`);
    await buy(page);
    await goToCheckout(page);
    await fillCheckout(page, 'anna@example.de');
    for (const [field, words] of Object.entries({ name: 'Anna Schmidt', street: 'Markt 1', city: 'Leipzig', postalCode: '04109' })) await page.fill(`#${field}`, words);
    await order(page);
    await fillCard(page, good, 'DE');
    await page.click('button[type="submit"]');
    await page.waitForURL(/\/orders\/SP-/);
    await receive(page);
  }

  it('lead a buyer in Germany on a phone from the order to its withdrawal, its receipt and the money on its way back', async () => {
    const page = await chromium.visitor({ ...phone, locale: 'en-DE', timezoneId: 'Europe/Berlin' });
    await buyInLeipzig(page);
    await chromium.look(page, 'money-1-order-phone');
    await page.getByRole('link', { name: 'Withdraw from contract here' }).first().click();
    await page.waitForURL(/\/withdrawal\?/);
    await chromium.look(page, 'money-2-withdrawal-phone');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/withdrawal\/[\w-]{36}\?/);
    await chromium.look(page, 'money-3-confirm-phone');
    await page.getByRole('button', { name: 'Confirm withdrawal' }).click();
    await page.locator('time[datetime]').waitFor();
    await chromium.look(page, 'money-4-receipt-phone');
    await market.until(async () => (await market.mailsTo('anna@example.de')).some(({ subject }) => subject.startsWith('We have received your withdrawal')));
    await page.goto(page.url().replace(/\/withdrawal\/[\w-]{36}/, '').replace('/en/', '/ar/'));
    expect(await page.locator('.refunds li').count()).toBe(1);
    await chromium.look(page, 'money-5-order-after-arabic-phone');
  });

  it('show its maker what it is owed and how that came about, in the dark and from right to left too', async () => {
    const [maker] = await market.query<{ slug: string }>('SELECT merchant_slug AS slug FROM catalog.products WHERE slug = $1', [slug]);
    const page = await chromium.visitor({ ...phone, locale: 'ar-AE', colorScheme: 'dark' });
    await page.goto('/ar/merchant/money');
    expect(new URL(page.url()).pathname).toBe('/ar/sign-in');
    await page.fill('#email', demoOwnerEmail(maker?.slug ?? ''));
    await page.fill('#password', demoPassword);
    await page.click('main button[type="submit"]');
    await page.waitForURL(/\/ar\/merchant\/money$/);
    await chromium.look(page, 'money-6-balance-arabic-phone-dark');
    await page.locator('main a[href*="/merchant/statements/"]').first().click();
    await page.waitForURL(/\/statements\//);
    expect(await page.locator('tbody tr').count()).toBe(3);
    await chromium.look(page, 'money-7-statement-arabic-phone-dark');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(page.url().replace('/ar/', '/en/'));
    await chromium.look(page, 'money-8-statement');
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$=".pdf"]').click()]);
    expect(file.suggestedFilename()).toMatch(/^statement-20\d\d-\d\d-CNY\.pdf$/);
  });
});
