import { AddChapter, MerchantChapters, TrackReads } from '@silkport/delivery';
import { demoClusters, placedProducts } from '@silkport/demo';
import type { Page } from 'playwright-core';
import { seedStreams } from '../../libs/demo/src/seeds/streams.js';
import { Chromium, describeInBrowser } from '../support/browser.js';
import { Market, type PlacedOrder } from '../support/market.js';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser('somebody who listens and reads in Chromium', () => {
  let market: Market;
  let chromium: Chromium;
  let comic: string;
  let audiobook: string;
  let film: string;
  let order: PlacedOrder;
  let items: ReadonlyMap<string, string>;

  beforeAll(async () => {
    market = await Market.open();
    chromium = await Chromium.open(market);
    const placed = placedProducts(demoClusters());
    const get = market.app.get.bind(market.app) as Market['app']['get'];
    await seedStreams({ addChapter: get(AddChapter, { strict: false }), chapters: get(MerchantChapters, { strict: false }), tracks: get(TrackReads, { strict: false }), now: new Date() }, placed);
    const slugOf = (taxonomyId: string) => placed.find(({ product }) => product.taxonomyId === taxonomyId)?.product.slug ?? '';
    [comic, audiobook, film] = [slugOf('dp.lit.webcomic'), slugOf('dp.lit.audiobook'), slugOf('dp.film.drama')];
    order = await market.paidOrder([comic, audiobook, film]);
    const rows = await market.query<{ slug: string; id: string }>('SELECT p.slug, e.id FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id JOIN catalog.products p ON p.id = e.product_id WHERE o.number = $1', [order.number]);
    items = new Map(rows.map(({ slug, id }) => [slug, id]));
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await market.close();
  });
  /** The browser's own viewer of PDF is made of pages of its own. */
  afterEach(() => expect(chromium.faults.filter((fault) => !/^asks chrome(-extension)?:/.test(fault))).toEqual([]));

  const contents = (locale: string, slug: string) => `/${locale}/orders/${order.number}/items/${items.get(slug)}/watch?key=${order.accessKey}`;
  const openTrack = async (page: Page, index: number) => {
    await page.locator('.player-tracks a').nth(index).click();
    await page.waitForURL(/\/watch\/[0-9a-f-]{36}/);
  };

  it('listens at a desk, and goes on from the same second later', async () => {
    const page = await chromium.visitor();
    await page.goto(contents('en', audiobook));
    await chromium.look(page, 'streams-1-contents');
    await openTrack(page, 0);
    await page.waitForFunction(() => (document.querySelector('audio')?.readyState ?? 0) >= 1);
    await chromium.look(page, 'streams-2-player');
    const told = page.waitForResponse((response) => response.url().endsWith('/place'));
    await page.evaluate(() => { const audio = document.querySelector('audio'); if (audio) audio.currentTime = 7; });
    await page.evaluate(() => document.querySelector('audio')?.dispatchEvent(new Event('pause')));
    expect((await told).status()).toBe(204);
    await page.reload();
    await page.waitForFunction(() => Math.floor(document.querySelector('audio')?.currentTime ?? 0) === 7);
    expect(await page.locator('.player-media .hint').first().innerText()).toContain('0:07');
  });

  it('reads a comic’s script on a phone in Arabic pages, chapter by chapter', async () => {
    const page = await chromium.visitor({ ...phone, locale: 'ar' });
    await page.goto(contents('ar', comic));
    await chromium.look(page, 'streams-3-contents-ar');
    await openTrack(page, 0);
    await chromium.look(page, 'streams-4-chapter-ar');
    await page.locator('.player-nav a[rel=next]').click();
    await page.locator('.reader-settings summary').click();
    await page.locator('select[name=theme]').selectOption('night');
    await page.locator('select[name=size]').selectOption('large');
    await page.locator('.reader-settings button').click();
    await page.waitForURL(/theme=night/);
    await chromium.look(page, 'streams-5-night-ar');
  });

  it('listens in the dark on a phone in Russian', async () => {
    const page = await chromium.visitor({ ...phone, locale: 'ru', colorScheme: 'dark' });
    await page.goto(contents('ru', audiobook));
    await chromium.look(page, 'streams-10-contents-ru');
    await openTrack(page, 0);
    await chromium.look(page, 'streams-11-player-ru');
    await page.goto(contents('zh-CN', audiobook));
    await openTrack(page, 1);
    await page.locator('.reader-tools details summary').first().click();
    await chromium.look(page, 'streams-12-book-zh');
  });

  it('sees how many plays are left, which are counted from the button on', async () => {
    const [row] = await market.query<{ id: string }>('SELECT id FROM catalog.products WHERE slug = $1', [audiobook]);
    const set = (limit: number | null) => market.query('INSERT INTO delivery.download_terms (product_id, merchant_id, play_limit, stamps_order_number, set_at) VALUES ($1, $1, $2, false, now()) ON CONFLICT (product_id) DO UPDATE SET play_limit = excluded.play_limit', [row?.id, limit]);
    await set(9);
    // A device of its own: on one that just played the same, that play goes on.
    const page = await chromium.visitor({ ...phone, locale: 'ar', userAgent: 'Mozilla/5.0 (Linux; Android 15; Mobile) Chrome/140.0' });
    await page.goto(`/ar/orders/${order.number}/items/${items.get(audiobook)}?key=${order.accessKey}`);
    await chromium.look(page, 'streams-13-plays-ar');
    const before = await playsOf();
    await page.goto(contents('ar', audiobook));
    await openTrack(page, 0);
    await chromium.look(page, 'streams-14-plays-player-ar');
    expect(await playsOf()).toBe(before);
    await page.evaluate(() => { const audio = document.querySelector('audio'); if (audio) audio.muted = true; return audio?.play(); });
    await market.until(async () => (await playsOf()) === before + 1);
    await page.reload();
    await page.evaluate(() => document.querySelector('audio')?.play().catch(() => undefined));
    await page.waitForTimeout(500);
    expect(await playsOf()).toBe(before + 1);
    await set(before + 1);
    await page.goto(contents('ru', audiobook));
    await chromium.look(page, 'streams-15-no-plays-ru');
    await set(null);
  });

  const playsOf = async () => (await market.query<{ count: number }>('SELECT count(*)::int AS count FROM delivery.playbacks WHERE entitlement_id = $1', [items.get(audiobook)]))[0]?.count ?? 0;

  it('reads a book and looks at a storyboard', async () => {
    const page = await chromium.visitor();
    await page.goto(contents('en', comic));
    await openTrack(page, 2);
    await page.locator('.player-nav a[rel=next]').click();
    await chromium.look(page, 'streams-6-book');
    await page.goto(contents('en', film));
    await openTrack(page, 0);
    await chromium.look(page, 'streams-7-animatic');
    await page.locator('.player-nav a[rel=next]').click();
    await page.waitForURL(/\/watch\/[0-9a-f-]{36}/);
    expect(await page.locator('iframe.reader-pages').count()).toBe(1);
    // The viewer asks for the bytes by a name of its own only when it has been let into the page.
    await market.until(async () => chromium.faults.some((fault) => /^asks chrome-extension:\/\/[a-z]+\/[0-9a-f-]{36}$/.test(fault)));
  });

  it('tries a comic for free without any script, from its page', async () => {
    const page = await chromium.visitor({ ...phone, javaScriptEnabled: false });
    await page.goto(`/en/products/${comic}`);
    await chromium.look(page, 'streams-8-product');
    await page.locator('.sample-link a').click();
    await page.waitForURL('**/sample');
    await openSample(page);
    await chromium.look(page, 'streams-9-sample');
    expect(await page.locator('.player-sample a').getAttribute('href')).toBe(`/en/products/${comic}`);
  });

  async function openSample(page: Page): Promise<void> {
    await page.locator('.player-tracks a').first().click();
    await page.waitForURL(/\/sample\/[0-9a-f-]{36}/);
  }
});
