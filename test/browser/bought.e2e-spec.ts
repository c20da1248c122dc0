import type { DeliveryKind } from '@silkport/catalog';
import { demoClusters, newProductOf, placedProducts } from '@silkport/demo';
import { locales } from '@silkport/values';
import type { Page } from 'playwright-core';
import { Chromium, describeInBrowser } from '../support/browser.js';
import { Market, type PlacedOrder } from '../support/market.js';
import { tabTo } from './keyboard.js';

interface Thing { readonly entitlementId: string; readonly deliveryKind: DeliveryKind; readonly seat: number | null }

/** The narrowest screen that is still sold, and the widest that is usual. */
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
/** What is done with each kind, below the page of the item. */
const acts: Partial<Record<DeliveryKind, string>> = { stream: '/watch', 'api-access': '/usage', 'data-set': '/query', course: '/lessons', booking: '/booking', commission: '/brief', 'licence-key': '/machines' };

describeInBrowser('what was bought', () => {
  let market: Market;
  let chromium: Chromium;
  let order: PlacedOrder;
  let subscription: PlacedOrder;
  let things: readonly Thing[];
  let plan: string;

  beforeAll(async () => {
    market = await Market.open();
    chromium = await Chromium.open(market);
    const products = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index));
    const cheapest = (kind: DeliveryKind) => products.filter(({ deliveryKind, variants: [{ prices }] }) => deliveryKind === kind && prices[0].amountMinor < 200_000n)[0]?.slug ?? '';
    plan = cheapest('subscription');
    const kinds = ['download', 'licence-key', 'stream', 'api-access', 'data-set', 'course', 'booking', 'commission'] as const;
    order = await buy(kinds.map(cheapest).filter((slug) => slug !== ''));
    subscription = await buy([plan]);
    things = ((await market.deliveries(order)) as unknown as Thing[]);
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await market.close();
  });
  afterEach(() => expect(chromium.faults).toEqual([]));

  /** Two of each, so that there are seats; paid, and handed out. */
  async function buy(slugs: readonly string[]): Promise<PlacedOrder> {
    const items = await Promise.all(slugs.map(async (slug) => ({ variantId: await market.variant(slug), quantity: 2 })));
    const { body: quote } = await market.quote(items).expect(201);
    const placed = (await market.place((quote as { id: string }).id).expect(201)).body as PlacedOrder;
    await market.pay(placed).expect(303);
    await market.until(async () => (await market.ask(placed)).status !== 'awaiting_payment' && (await market.deliveries(placed)).length >= slugs.length);
    return placed;
  }

  const pagesOf = (locale: string) => {
    const [of, key] = [`/${locale}/orders/${order.number}`, `?key=${order.accessKey}`];
    const firsts = [...new Map(things.filter(({ seat }) => seat === 1).map((thing) => [thing.deliveryKind, thing])).values()];
    return [
      [`order`, of + key], ['subscription', `/${locale}/orders/${subscription.number}/subscription?key=${subscription.accessKey}`], ['subscription-order', `/${locale}/orders/${subscription.number}?key=${subscription.accessKey}`],
      ...firsts.flatMap(({ entitlementId, deliveryKind }) => [[`item-${deliveryKind}`, `${of}/items/${entitlementId}${key}`], ...(acts[deliveryKind] ? [[`act-${deliveryKind}`, `${of}/items/${entitlementId}${acts[deliveryKind]}${key}`]] : [])]),
    ] as [string, string][];
  };

  it.each(locales)('is found in %s on the narrowest phone, each kind with its pages, whole and readable', async (locale) => {
    const page = await chromium.visitor({ ...phone, locale });
    for (const [name, address] of pagesOf(locale)) {
      await page.goto(address);
      // The longest words and the other direction are looked at as pictures too; that takes its time.
      if (locale === 'ru' || locale === 'ar') await chromium.look(page, `bought-${locale}-${name}`);
      expect({ name, ...(await standingOf(page)) }).toEqual({ name, headings: 1, skipped: [], broken: [], words: [] });
    }
    expect(new Set(things.map(({ deliveryKind }) => deliveryKind)).size).toBeGreaterThanOrEqual(6);
  });

  it('shows plans on a phone with their names in one piece', async () => {
    for (const locale of locales) {
      const page = await chromium.visitor({ ...phone, locale });
      await page.goto(`/${locale}/products/${plan}`);
      expect(await page.locator('.variant').count()).toBeGreaterThan(1);
      expect(await standingOf(page)).toMatchObject({ broken: [] });
    }
  });

  it('is reached by the keyboard alone, the next act among the first stops of the page', async () => {
    const page = await chromium.visitor();
    const course = things.find(({ deliveryKind }) => deliveryKind === 'course');
    await page.goto(`/en/orders/${order.number}/items/${course?.entitlementId}?key=${order.accessKey}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await tabTo(page, 'a[href*="/items/"][href*="/lessons"]')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/lessons\?/);
  });

  it('copies the key of the one seat that its button stands beside', async () => {
    const page = await chromium.visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`/en/orders/${order.number}?key=${order.accessKey}`);
    const second = page.locator('.seats li').filter({ has: page.locator('code') }).nth(1);
    await second.getByRole('button').click();
    await second.getByText('Copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(await second.locator('code').innerText());
  });

  it('leads to the answer of a query, not to the top of its page', async () => {
    const page = await chromium.visitor(phone);
    const data = things.find(({ deliveryKind }) => deliveryKind === 'data-set');
    await page.goto(`/en/orders/${order.number}/items/${data?.entitlementId}/query?key=${order.accessKey}`);
    await page.locator('button[value="page"]').first().click();
    await page.locator('#answer').waitFor();
    expect(await page.evaluate<boolean>(`(() => { const { top } = document.querySelector('#answer').getBoundingClientRect(); return top >= 0 && top < innerHeight; })()`)).toBe(true);
  });

  /** Headings in order, no word set letter below letter, no key left without its sentence. */
  function standingOf(page: Page): Promise<{ headings: number; skipped: string[]; broken: string[]; words: string[] }> {
    return page.evaluate(`(() => {
      const levels = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')];
      const skipped = levels.filter((each, at) => at > 0 && Number(each.tagName[1]) > Number(levels[at - 1].tagName[1]) + 1).map(({ innerText }) => innerText);
      const broken = [...document.querySelectorAll('main :is(.variant-name, .button, .tag, dt, th, label, legend)')].filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return !each.closest('.visually-hidden') && each.innerText.trim().length > 3 && width > 1 && width < 48 && height > 44;
      }).map(({ outerHTML }) => outerHTML.slice(0, 120));
      const words = document.body.innerText.match(/\\b(?:storefront|delivery|ordering)\\.[a-z_.]+|\\{\\{\\w+\\}\\}|\\bundefined\\b|\\bNaN\\b|Invalid Date/g) ?? [];
      return { headings: document.querySelectorAll('h1').length, skipped, broken, words };
    })()`);
  }
});
