import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PublishProducts, WithdrawProduct, type NewProduct } from '@silkport/catalog';
import { FoundClusters } from '@silkport/clusters';
import { I18nModule } from '@silkport/i18n';
import { IdentityModule } from '@silkport/identity';
import { createHttpApp, Database, loadConfig, PlatformModule } from '@silkport/platform';
import { RecordRates, sampleRates } from '@silkport/pricing';
import { locales, money, newId } from '@silkport/values';
import { createTestDatabase } from '../../../test/support/test-database.js';
import { BrowseModule } from './browse.module.js';
import { storefrontContexts } from './contexts.js';
import { storefrontMessages } from './storefront-messages.js';

@Module({})
class BrowsingShop {}

let app: NestFastifyApplication;
let merchantId: string;
const folder = mkdtempSync(path.join(tmpdir(), 'browse-'));

function aProduct(number: number): NewProduct {
  const name = { en: `Tea bowl ${number}`, 'zh-CN': `茶碗${number}` };
  return {
    code: `bowl-${number}`, slug: `tea-bowl-${number}`, merchant: { id: merchantId, slug: 'old-kiln', name: { en: 'Old Kiln' } }, clusterId: 'jingdezhen', taxonomyId: 'g.ceramics.tea',
    deliveryKind: 'parcel', unit: 'piece', name, description: { en: 'Thrown by hand.' }, tags: { en: ['tea'] }, variants: [{ sku: `B${number}`, name, prices: [money(12_80n, 'CNY')], stock: 5 }],
  };
}

const place = (id: string, position: number) => ({
  id, kind: 'industrial-cluster', country: 'CN', name: { en: 'Jingdezhen ceramics', 'zh-CN': '景德镇陶瓷' }, city: { en: 'Jingdezhen' }, province: { en: 'Jiangxi' }, tagline: { en: 'Clay' },
  story: { en: 'A river town.' }, specialities: [{ en: 'Porcelain' }], knownSince: '1004', latitude: 29.3, longitude: 117.2, position,
});

beforeAll(async () => {
  const databaseUrl = await createTestDatabase(storefrontContexts);
  const config = { ...loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', STRIPE_SECRET_KEY: 'sk_test_unasked', STRIPE_WEBHOOK_SECRET: 'whsec_unasked', STRIPE_API_URL: 'http://127.0.0.1:1' }), databaseUrl, signingSecret: 'a secret of thirty-two letters..', databasePoolSize: 4 };
  const imports = [PlatformModule.forRoot({ config, contexts: storefrontContexts, worker: false }), I18nModule.forRoot([...storefrontContexts, storefrontMessages]), IdentityModule, BrowseModule];
  app = await createHttpApp({ module: BrowsingShop, imports }, config);
  await app.init();
  merchantId = newId();
  await app.get(RecordRates, { strict: false }).run(sampleRates());
  await app.get(FoundClusters, { strict: false }).run([place('jingdezhen', 0), place('empty-place', 1)], [{
    id: merchantId, slug: 'old-kiln', clusterId: 'jingdezhen', name: { en: 'Old Kiln' }, city: { en: 'Jingdezhen' }, story: { en: 'Since long.' }, sizeClass: 'leading', foundedYear: 1986, country: 'CN',
  }]);
  const published = await app.get(PublishProducts, { strict: false }).run(Array.from({ length: 60 }, (_, index) => aProduct(index)) as [NewProduct, ...NewProduct[]]);
  await app.get(WithdrawProduct, { strict: false }).run({ merchantId, productId: published[59]?.productId ?? '' });
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

const visit = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers: { accept: 'text/html', ...headers } });

describe('browsing pages', () => {
  it('are whole and light in every language', async () => {
    const paths = ['', '/clusters', '/clusters/jingdezhen', '/clusters/empty-place', '/merchants/old-kiln', '/categories', '/categories/goods', '/categories/g.ceramics.tea', '/products/tea-bowl-1', '/search', '/search?q=tea'];
    for (const locale of locales) {
      for (const each of paths) {
        const { statusCode, body } = await visit(`/${locale}${each}`);
        expect({ locale, each, statusCode, missing: /storefront\.[a-z_]+/.exec(body)?.[0] }).toEqual({ locale, each, statusCode: 200, missing: undefined });
        expect(body).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
        expect(Buffer.byteLength(body)).toBeLessThan(40_000);
      }
    }
  });

  it.each(['/products/tea-bowl-1', '/clusters/jingdezhen', '/merchants/old-kiln', '/categories/goods', '/search?q=bowl'])('ask the catalogue once: %s', async (each) => {
    await visit(`/en${each}`);
    const read = jest.spyOn(app.get(Database), 'read');
    await visit(`/en${each}`);
    const asked = read.mock.calls.map(([{ name }]) => name).filter((name) => name.startsWith('catalog.'));
    read.mockRestore();
    expect(asked).toHaveLength(1);
  });

  it('lead from page to page of a list, without a product twice or lost', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/en/categories/g.ceramics.tea';
    while (next) {
      const { body } = await visit(next);
      seen.push(...[...body.matchAll(/href="\/en\/products\/([\w-]+)"/g)].map(([, slug]) => slug ?? ''));
      next = /rel="next" href="([^"#]+)/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(new Set(seen).size).toBe(59);
    expect(seen).toHaveLength(59);
  });

  it('enter by the door in the visitor’s language, remembered before guessed', async () => {
    expect((await visit('/', { 'accept-language': 'ru-KZ' })).headers).toMatchObject({ location: '/ru', vary: expect.stringContaining('accept-language') });
    expect((await visit('/', { 'accept-language': 'ru-KZ', cookie: 'silkport_choices=ar.KZ.KZT' })).headers.location).toBe('/ar');
  });

  it('tell what is not there, and what is gone with something like it', async () => {
    for (const each of ['/en/products/nothing', '/en/clusters/nowhere', '/en/merchants/nobody', '/en/categories/no.such', '/en/what-is-this']) {
      const { statusCode, body } = await visit(each);
      expect({ each, statusCode }).toEqual({ each, statusCode: 404 });
      expect(body).toContain('href="/en');
    }
    const gone = await visit('/en/products/tea-bowl-59');
    expect(gone.statusCode).toBe(410);
    expect(gone.body).toContain('/en/products/tea-bowl-58');
    expect((await visit('/en/categories/goods?cursor=nonsense')).statusCode).toBe(400);
  });

  it('bear each visitor’s own choices, basket and address, whoever looked before', async () => {
    const basket = (pieces: number) => `silkport_basket=${newId()}*${pieces}`;
    const seen = async (address: string, cookie: string) => {
      const { body } = await visit(address, { cookie });
      return {
        chosen: [...body.matchAll(/<option value="([^"]+)"(?: lang="[^"]*")? selected/g)].map(([, value]) => value), pieces: /class="count">([^<]+)/.exec(body)?.[1],
        back: /<input type="hidden" name="back" value="([^"]*)" form="choices"/.exec(body)?.[1], words: /name="q"[^>]* value="([^"]*)"/.exec(body)?.[1],
      };
    };
    for (const _ of [1, 2]) {
      expect(await seen('/ru/clusters', `silkport_choices=ru.KZ.KZT; ${basket(3)}`)).toEqual({ chosen: ['KZ', 'ru', 'KZT'], pieces: '3', back: '/ru/clusters', words: undefined });
      expect(await seen('/ru/categories/goods?order=price', `silkport_choices=ru.DE.EUR; ${basket(7)}`)).toEqual({ chosen: ['DE', 'ru', 'EUR'], pieces: '7', back: '/ru/categories/goods?order=price', words: undefined });
      expect(await seen('/en/search?q=tea%22%3E', 'silkport_choices=en.KZ.KZT')).toEqual({ chosen: ['KZ', 'en', 'KZT'], pieces: undefined, back: '/en/search?q=tea%22%3E', words: 'tea&quot;>' });
      expect(await seen('/en', 'silkport_choices=en.KZ.USD')).toEqual({ chosen: ['KZ', 'en', 'USD'], pieces: undefined, back: '/en', words: undefined });
    }
  });

  it('keep the front page for half a minute', async () => {
    await visit('/en');
    const read = jest.spyOn(app.get(Database), 'read');
    await visit('/en');
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  it('offer a form that the basket understands, with the words of the kind', async () => {
    const { body } = await visit('/ru/products/tea-bowl-2', { cookie: 'silkport_choices=ru.KZ.KZT' });
    expect(body).toMatch(/<form class="buy-form" method="post" action="\/ru\/basket"><input type="hidden" name="variantId" value="[\w-]{36}"/);
    expect(body).toContain('Осталось 5 штук');
    expect(/class="price">([^<]+)/.exec(body)?.[1]).toMatch(/^\d+,\d\d\sKZT$/);
  });
});

describe('pictures and public files', () => {
  it.each(['/art/bowl-1.svg', '/art/clusters/jingdezhen/banner.svg', '/art/clusters/jingdezhen/mark.svg', '/art/clusters/jingdezhen/locator.svg', '/art/merchants/old-kiln.svg', '/art/categories/dp.film.svg', '/public/seal.svg'])(
    'draws %s', async (url) => {
      const { statusCode, headers, body } = await visit(url);
      expect({ statusCode, type: headers['content-type'] }).toEqual({ statusCode: 200, type: 'image/svg+xml; charset=utf-8' });
      expect(body).toMatch(/^<svg .*<\/svg>\s*$/s);
    },
  );

  it('sends a picture once to a browser that keeps it', async () => {
    const first = await visit('/art/bowl-1.svg');
    expect((await visit('/art/bowl-1.svg', { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
  });

  it.each(['/art/none.svg', '/art/bowl-1', '/art/clusters/nowhere/mark.svg', '/public/manifest.json', '/public/..%2f..%2fpackage.json', '/public/none.js'])('has no %s', async (url) => {
    expect((await visit(url)).statusCode).toBe(404);
  });

  it('lists every page for search engines in each language, and nothing withdrawn', async () => {
    const { body } = await visit('/sitemap.xml');
    expect(body.match(/<loc>[^<]*\/products\//g)).toHaveLength(59 * locales.length);
    expect(body).toContain('hreflang="zh-CN" href="http://localhost:3000/zh-CN/clusters/jingdezhen"');
    expect((await visit('/robots.txt')).body).toContain('Sitemap: http://localhost:3000/sitemap.xml');
  });
});
