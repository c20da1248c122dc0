import { locales } from '@silkport/values';
import { Chromium, describeInBrowser } from '../support/browser.js';
import type { PlacedOrder } from '../support/market.js';
import { Subscribing } from '../support/subscribing.js';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describeInBrowser('another plan of a subscription', () => {
  let shop: Subscribing;
  let chromium: Chromium;
  let order: PlacedOrder;
  let yearly: string;

  beforeAll(async () => {
    shop = await Subscribing.open();
    chromium = await Chromium.open(shop.market);
    const [monthly = '', byYear = ''] = await shop.product('loom-seen', [
      { name: 'Standard', fen: 12_000n, billing: { interval: 'month', intervalCount: 1, trialDays: 0 } },
      { name: 'Standard by the year', fen: 120_000n, billing: { interval: 'year', intervalCount: 1, trialDays: 0 } },
      { name: 'Professional', fen: 30_000n, billing: { interval: 'month', intervalCount: 1, trialDays: 0 } },
    ]);
    yearly = byYear;
    order = await shop.subscribe(monthly);
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await shop.market.close();
  });
  afterEach(() => expect(chromium.faults).toEqual([]));

  const page = (locale: string, path = '') => `/${locale}/orders/${order.number}/subscription${path}${path.includes('?') ? '&' : '?'}key=${order.accessKey}`;

  it.each(locales)('is chosen and seen with its price in %s on the narrowest phone', async (locale) => {
    const visitor = await chromium.visitor({ ...phone, locale });
    await visitor.goto(page(locale));
    await chromium.look(visitor, `subscription-plans-${locale}`);
    await visitor.locator(`input[name="variantId"][value="${yearly}"]`).check();
    await visitor.locator('form:has(.variant-choice) button').click();
    await visitor.waitForURL(/\/price\?/);
    await chromium.look(visitor, `subscription-price-${locale}`);
    expect(await visitor.locator('.facts > div').count()).toBe(6);
  });

  it('is confirmed without any script', async () => {
    const visitor = await chromium.visitor({ ...phone, javaScriptEnabled: false });
    await visitor.goto(page('en'));
    await visitor.locator(`input[name="variantId"][value="${yearly}"]`).check();
    await visitor.locator('form:has(.variant-choice) button').click();
    await visitor.locator('.confirm-form button').click();
    await visitor.waitForURL(/\/subscription\?/);
    await shop.rest();
    expect(await shop.of(order)).toMatchObject({ terms: { variantId: yearly, interval: 'year' } });
  });
});
