import { readFile } from 'node:fs/promises';
import { AddAssets } from '@silkport/delivery';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { Chromium, describeInBrowser } from '../support/browser.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const fontOf = (name: string) => readFile(new URL(`../../node_modules/@embedpdf/${name}`, import.meta.url));

interface Written { readonly language: string; readonly progression: 'ltr' | 'rtl'; readonly css: string; readonly parts: readonly string[]; readonly font: Uint8Array; readonly root?: string }

function epubOf({ language, progression, css, parts, font, root = '' }: Written): Buffer {
  const items = parts.map((_, index) => `<item id="p${index}" href="p${index}.xhtml" media-type="application/xhtml+xml"/>`).join('');
  const toc = parts.map((_, index) => `<li><a href="p${index}.xhtml">${index + 1}</a></li>`).join('');
  return Buffer.from(zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8('<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'),
    'book.opf': strToU8(`<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title><dc:language>${language}</dc:language></metadata>
      <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="css" href="style.css" media-type="text/css"/><item id="font" href="font.bin" media-type="application/vnd.ms-opentype"/><item id="art" href="art.svg" media-type="image/svg+xml"/>${items}</manifest>
      <spine page-progression-direction="${progression}">${parts.map((_, index) => `<itemref idref="p${index}"/>`).join('')}</spine></package>`),
    'nav.xhtml': strToU8(`<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>${toc}</ol></nav></body></html>`),
    'style.css': strToU8(css), 'font.bin': [font, { level: 0 }],
    'art.svg': strToU8('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="600" height="300" fill="#2b5f75"/><circle cx="300" cy="150" r="90" fill="#e9c46a"/></svg>'),
    ...Object.fromEntries(parts.map((part, index) => [`p${index}.xhtml`, strToU8(`<html xmlns="http://www.w3.org/1999/xhtml" ${root}><head><title>x</title><link rel="stylesheet" href="style.css"/></head><body>${part}</body></html>`)])),
  }));
}

describeInBrowser('somebody who reads books as their makers set them', () => {
  let market: Market;
  let chromium: Chromium;
  const orders = new Map<string, { order: PlacedOrder; entitlementId: string }>();

  beforeAll(async () => {
    market = await Market.open();
    chromium = await Chromium.open(market);
    const upright = '清晨的雾还没有散，窑火已经亮了。老师傅把坯子一件一件码进匣钵，像是在摆一盘没有下完的棋。'.repeat(40);
    const books: Readonly<Record<string, Written>> = {
      upright: {
        language: 'zh-TW', progression: 'rtl', root: 'class="vrtl"', font: await fontOf('fonts-sc/fonts/NotoSansHans-Light.otf'),
        css: '@font-face { font-family: Kiln; src: url(font.bin) } .vrtl { -epub-writing-mode: vertical-rl; writing-mode: vertical-rl } body { font-family: Kiln, serif; line-height: 2 } h1 { font-size: 28px; margin-inline-end: 2em } p { text-indent: 2em; margin: 0 } .tcy { text-combine-upright: all }',
        parts: [`<h1>第一章　窑</h1><p>${upright}</p><p>一九<span class="tcy">86</span>年。<img src="art.svg" alt="窑"/></p><p id="end">完</p>`, '<h1>第二章</h1><p>天亮了。</p>'],
      },
      loom: {
        language: 'en', progression: 'ltr', font: await fontOf('fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf'),
        css: `@import url(//elsewhere.example/a.css); @font-face { font-family: "Loom Serif"; src: url("font.bin") }
          body { font-family: "Loom Serif", serif; font-size: 13px; text-align: justify } h1 { font-variant: small-caps; letter-spacing: .1em; text-align: center; border-bottom: 2px double #8a6d3b } .lead::first-letter { font-size: 3em; float: left; line-height: .9 }
          figure { float: right; width: 40%; margin: 0 0 1em 1em } aside { font-size: .8em; border-top: 1px solid #999; padding-top: 1em } .badge { position: fixed; top: 0; left: 0; width: 999px; height: 300px; z-index: 99999; background: #fff; color: #a00 }
          header, .wrap, .site-head, a { display: block } .low { margin-top: -3000px; color: #123456 } .box { background: #fff8e1; padding: 1em; border: 1px solid #e0c068 }`,
        parts: [`<h1>The first loom</h1><p class="lead">It began with a thread<a href="#n1" id="r1">1</a>, and nobody knew where it went. ${'The shuttle flew from hand to hand. '.repeat(30)}</p><figure><img src="art.svg" alt="A loom"/><figcaption>A loom</figcaption></figure><div class="box"><p>Kept apart.</p></div><p>${'Warp and weft. '.repeat(200)}</p><div class="badge">Sign in again</div><aside id="n1"><p>1. A thread of silk. <a href="#r1">Back</a></p></aside>`, '<h1>The second</h1><p>Then it broke.</p>'],
      },
      cover: { language: 'ar', progression: 'rtl', font: await fontOf('fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf'), css: '@font-face { font-family: Naskh; src: url(font.bin) } body { font-family: Naskh; direction: rtl } p { text-indent: 1.5em; margin: 0 0 .5em } h1 { color: #7a2e1f }', parts: [`<h1>النول الأول</h1><p>${'بدأ الأمر بخيط واحد. '.repeat(60)}</p>`, '<h1>النهاية</h1><p>تمّت.</p>'] },
    };
    for (const [name, book] of Object.entries(books)) {
      await putOnSale(market, { slug: `book-${name}`, kind: 'stream' });
      const { id: productId } = (await market.get(`/v1/products/book-${name}`).expect(200)).body as { id: string };
      await market.app.get(AddAssets, { strict: false }).run([{ productId, fileName: `${name}.epub`, contentType: 'application/epub+zip', title: { en: name }, bytes: epubOf(book) }]);
      const order = await market.paidOrder([`book-${name}`]);
      const [row] = await market.query<{ id: string }>('SELECT e.id FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1', [order.number]);
      orders.set(name, { order, entitlementId: row?.id ?? '' });
    }
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await market.close();
  });
  afterEach(() => expect(chromium.faults).toEqual([]));

  async function open(page: Page, name: string, locale = 'en'): Promise<void> {
    const { order, entitlementId } = orders.get(name) ?? { order: { number: '', accessKey: '' }, entitlementId: '' };
    await page.goto(`/${locale}/orders/${order.number}/items/${entitlementId}/watch?key=${order.accessKey}`);
    await page.locator('.player-tracks a').first().click();
    await page.waitForURL(/\/watch\/[0-9a-f-]{36}/);
    await market.until(async () => (await fonts(page)).length > 0);
  }

  const fonts = (page: Page) => page.evaluate<string[]>("[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family.replaceAll('\"', ''))");

  it.each([['at a desk', {}], ['on a phone', phone]])('in upright lines from right to left, in the book’s own font (%s)', async (where, options) => {
    const page = await chromium.visitor(options);
    await open(page, 'upright');
    expect(await fonts(page)).toEqual(['bk kiln']);
    const text = page.locator('.reader-text');
    const [isAtBegin, isBeyond, height, lines] = await text.evaluate((element: { scrollLeft: number; scrollWidth: number; clientWidth: number; clientHeight: number }) => [element.scrollLeft === 0, element.scrollWidth > element.clientWidth * 1.5, element.clientHeight, element.scrollWidth] as const);
    expect([isAtBegin, isBeyond, height <= (page.viewportSize()?.height ?? 0) * 0.8, lines > 500]).toEqual([true, true, true, true]);
    if (options !== phone) {
      await text.hover();
      await page.mouse.wheel(0, 300);
      await market.until(async () => (await text.evaluate((element: { scrollLeft: number }) => element.scrollLeft)) < -100);
      await page.mouse.wheel(0, -300);
      await market.until(async () => (await text.evaluate((element: { scrollLeft: number }) => element.scrollLeft)) === 0);
    }
    const heading = await page.locator('.reader-text h2').boundingBox();
    const frame = await text.boundingBox();
    expect((heading?.x ?? 0) + (heading?.width ?? 0) / 2).toBeGreaterThan((frame?.x ?? 0) + (frame?.width ?? 0) / 2);
    await chromium.look(page, `books-1-upright-${where.split(' ').at(-1)}`);
    const [next, previous] = await Promise.all([page.locator('.player-nav .player-next').boundingBox(), page.locator('.player-nav > :first-child').boundingBox()]);
    expect(next?.x ?? 0).toBeLessThan(previous?.x ?? 0);
    await page.goto(`${page.url()}#b-end`);
    expect(await text.evaluate((element: { scrollLeft: number }) => element.scrollLeft)).toBeLessThan(-100);
  });

  it.each([['at a desk', {}], ['on a phone', phone]])('as it is set, with its notes and pictures, and nothing of it leaves its place (%s)', async (where, options) => {
    const page = await chromium.visitor(options);
    await open(page, 'loom');
    expect(await fonts(page)).toEqual(['bk loom serif']);
    await chromium.look(page, `books-2-loom-${where.split(' ').at(-1)}`);
    const [badge, covered, variant, link] = await page.evaluate<[string, boolean, string, string]>(`(() => {
      const header = document.querySelector('header a').getBoundingClientRect();
      return [getComputedStyle(document.querySelector('.b-badge')).position, document.elementFromPoint(header.x + header.width / 2, header.y + header.height / 2).closest('header') === null,
        getComputedStyle(document.querySelector('.reader-text h2')).fontVariantCaps, getComputedStyle(document.querySelector('.player-back a')).display];
    })()`);
    expect([badge, covered, variant, link]).toEqual(['static', false, 'small-caps', 'inline']);
    await page.locator('#b-r1').click();
    expect(new URL(page.url()).hash).toBe('#b-n1');
    expect(await page.locator('#b-n1').evaluate((note: { getBoundingClientRect(): { top: number } }) => note.getBoundingClientRect().top)).toBeLessThan(options === phone ? 844 : 900);
    const sizeOf = () => page.locator('.reader-text .bk-body').evaluate((element) => parseFloat(getComputedStyle(element as never).fontSize));
    const before = await sizeOf();
    await page.goto(`${page.url().split('#')[0]}&size=huge&theme=night`);
    expect((await sizeOf()) / before).toBeGreaterThan(1.4);
    await chromium.look(page, `books-3-night-${where.split(' ').at(-1)}`);
    await page.goto(`${page.url().split('#')[0]}&style=plain&theme=paper`);
    expect(await page.locator('.reader-text style').count()).toBe(0);
    await chromium.look(page, `books-4-plain-${where.split(' ').at(-1)}`);
  });

  it('in Arabic, from right to left, on an English page and on an Arabic one', async () => {
    const page = await chromium.visitor(phone);
    await open(page, 'cover');
    expect([await fonts(page), await page.locator('.reader-text').getAttribute('dir')]).toEqual([['bk naskh'], 'rtl']);
    await chromium.look(page, 'books-5-arabic');
    await open(page, 'cover', 'ar');
    const [next, previous] = await Promise.all([page.locator('.player-nav .player-next').boundingBox(), page.locator('.player-nav > :first-child').boundingBox()]);
    expect(next?.x ?? 0).toBeLessThan(previous?.x ?? 0);
  });
});
