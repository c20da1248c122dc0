import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Market } from './market.js';

const screenshots = '.data/screenshots';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** CHROMIUM names it, or the machine has it where it usually is; undefined where there is none. */
function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  return folders.flatMap((folder) => ['chromium', 'chromium-browser'].map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

/** On a busy machine a page takes its time. */
const timeoutMilliseconds = 90_000;

/** Like `describe`, for what needs a browser: without one it says so and is skipped. */
export function describeInBrowser(words: string, scenarios: () => void): void {
  jest.setTimeout(timeoutMilliseconds);
  if (chromiumPath()) return describe(words, scenarios);
  // Jest keeps to itself what a skipped file says by console.log.
  process.stderr.write('Browser story skipped: no Chromium\n');
  describe.skip(words, scenarios);
}

/** One Chromium, with a visitor of its own wherever one is asked for. Keeps what no page of ours may do. */
export class Chromium {
  /** Errors on the console, pages' own faults, requests that failed, and questions to anybody but the marketplace. */
  readonly faults: string[] = [];

  private readonly scriptless = new WeakSet<Page>();

  private constructor(private readonly browser: Browser, private readonly market: Market) {}

  static async open(market: Market): Promise<Chromium> {
    mkdirSync(screenshots, { recursive: true });
    return new Chromium(await chromium.launch({ executablePath: chromiumPath() ?? '', args: flags }), market);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** A browser that has never been here, which stays still where motion is only pleasant. */
  async visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.market.url, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(20_000);
    this.watch(context);
    const page = await context.newPage();
    if (options.javaScriptEnabled === false) this.scriptless.add(page);
    return page;
  }

  /** Looks at a page as a picture (kept under its name), at its width, and with axe, which is a script itself; each fault fails the test. */
  async look(page: Page, name: string): Promise<void> {
    if (!this.scriptless.has(page)) await page.evaluate(everyPicture);
    await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true });
    expect({ name, ...(await overflow(page)) }).toEqual({ name, pixels: 0, elements: [] });
    if (this.scriptless.has(page)) return;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], elementRef: false }).analyze();
    expect(violations.map(({ id, help, nodes }) => ({ name, id, help, at: nodes.map(({ html }) => html.slice(0, 200)) }))).toEqual([]);
  }

  private watch(context: BrowserContext): void {
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && origin !== this.market.url) this.faults.push(`asks ${request.url()}`);
    });
    context.on('response', (response) => {
      // A page may refuse, and says so; what a page needs must be there.
      if (response.status() >= 400 && !response.request().isNavigationRequest()) this.faults.push(`${response.status()} ${response.url()}`);
    });
    context.on('weberror', (fault) => this.faults.push(`throws ${fault.error().message}`));
    context.on('console', (message) => {
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(message.type()) && !isAnswer) this.faults.push(`says ${message.text()} at ${message.page()?.url()}`);
    });
  }
}

/** Pictures further down are loaded when somebody gets there: the whole page has them all. */
const everyPicture = `Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode().catch(() => undefined); }))`;

/** Screens narrower than what is on them, which people would have to push to and fro. @returns pixels too wide, and the elements that are */
function overflow(page: Page): Promise<{ pixels: number; elements: string[] }> {
  return page.evaluate<{ pixels: number; elements: string[] }>(`(() => {
    const pixels = Math.max(0, document.documentElement.scrollWidth - innerWidth);
    const wide = pixels ? [...document.body.querySelectorAll('*')].filter((each) => { const { left, right } = each.getBoundingClientRect(); return left < -1 || right > innerWidth + 1; }) : [];
    return { pixels, elements: wide.slice(0, 5).map((each) => each.outerHTML.slice(0, 120)) };
  })()`);
}
