import { kindTraits, type ProductCard, type ProductView } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { Phrases } from '@silkport/i18n';
import { money, newId, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { storefrontMessages } from '../storefront-messages.js';
import { Visitor } from '../visitor.js';
import { ClustersPage } from './clusters.js';
import { ProductPage } from './product.js';
import { SearchPage } from './search.js';

const phrases = new Phrases([storefrontMessages]);
const readerOf = (locale: Locale, address = `/${locale}`) => new Visitor({ locale, currency: 'CNY', country: 'KZ' }, phrases, address, [], undefined);

function aVariant(change: Partial<ProductView['variants'][number]> = {}): ProductView['variants'][number] {
  return { id: newId(), sku: 'bowl-1', name: { en: 'Standard' }, price: money(12_80n, 'CNY'), priceStop: null, merchantPrice: money(12_80n, 'CNY'), weightGrams: null, available: null, billing: null, contains: [], ...change };
}

function aProduct(change: Partial<ProductView> = {}): ProductView {
  return {
    id: newId(), code: 'bowl', slug: 'bowl', status: 'published', name: { en: 'Bowl', 'zh-CN': '碗' }, description: { en: 'Round.' }, tags: { en: ['round'] }, merchantId: newId(),
    merchantName: { en: 'Kiln' }, merchantSlug: 'kiln', clusterId: 'jingdezhen', taxonomyId: 'g.ceramics.tea', deliveryKind: 'parcel', unit: 'piece', publishedAt: new Date(0), variants: [aVariant()], ...change,
  };
}

const productPage = (product: ProductView, locale: Locale = 'en', more: ProductCard[] = []) =>
  render(h(ProductPage, { visitor: readerOf(locale), product, clusters: new Map<string, ClusterView>(), files: [], more, publicUrl: 'https://shop.example' }));

const place = (id: string, merchantCount: number): ClusterView => ({
  id, kind: 'industrial-cluster', country: 'CN', name: { en: `Place ${id}` }, city: { en: 'City' }, province: { en: 'Jiangxi' }, tagline: { en: 'Clay' }, story: { en: 'Long ago' },
  specialities: [], knownSince: '1004', latitude: 29, longitude: 117, merchantCount,
});

describe('product page', () => {
  it('writes a hostile name as words, in the page and in its facts', () => {
    const hostile = '</script><script>alert("x")</script><img src=x onerror=alert(1)>';
    const html = productPage(aProduct({ name: { en: hostile }, description: { en: hostile }, merchantName: { en: hostile }, tags: { en: [hostile] } }));
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    const facts = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect((JSON.parse(facts) as { name: string }).name).toBe(hostile);
  });

  it('marks a text with the language it is really in', () => {
    const html = productPage(aProduct(), 'ru');
    expect(html).toContain('<h1><bdi lang="en">Bowl</bdi></h1>');
    expect(html).toMatch(/<p class="name-other" lang="zh-CN" dir="ltr">碗<\/p>/);
    expect(html).toContain('lang="en" dir="auto">Round.');
  });

  it('says once, to readers of Chinese, what is Chinese already', () => {
    const html = productPage(aProduct(), 'zh-CN');
    expect(html).toContain('<h1>碗</h1>');
    expect(html).not.toContain('class="name-other"');
  });

  it.each([['download', 'Buy and download'], ['licence-key', 'Buy and get the key'], ['service', 'Book'], ['parcel', 'Order']] as const)('has a button for %s that says what happens', (deliveryKind, words) => {
    const html = productPage(aProduct({ deliveryKind }));
    expect(html).toContain(`type="submit">${words}</button>`);
    expect(html.includes('type="number"')).toBe(deliveryKind === 'parcel' || kindTraits[deliveryKind].isSeated);
  });

  it('offers what is left, and chooses the first version that can be had', () => {
    const [gone, few] = [aVariant({ available: 0 }), aVariant({ available: 5, price: money(20_00n, 'CNY') })];
    const html = productPage(aProduct({ variants: [gone, few] }));
    expect(html).toContain('5 left');
    expect(html).toContain('Sold out');
    expect(html).toMatch(new RegExp(`value="${few.id}" checked`));
    expect(html).toMatch(new RegExp(`value="${gone.id}"(?! checked)[^>]* disabled`));
    expect(html).toContain('from CN¥20.00');
  });

  it.each([['en', 'There is no price in CNY now'], ['ru', 'Сейчас нет цены в CNY'], ['zh-CN', '目前没有 CNY 价格'], ['ar', 'لا يوجد سعر بعملة CNY الآن']] as const)('says in %s that there is no price in the currency now, beside the maker’s own', (locale, words) => {
    const stopped = aVariant({ price: money(9_90n, 'USD'), merchantPrice: money(9_90n, 'USD'), priceStop: 'jumped' });
    const html = productPage(aProduct({ variants: [stopped] }), locale);
    expect(html).toContain(words);
    expect(html).toMatch(/9[.,]90/);
    expect(productPage(aProduct(), locale)).not.toContain(words);
  });

  it('cannot be bought when nothing is left', () => {
    const html = productPage(aProduct({ variants: [aVariant({ available: 0 })] }));
    expect(html).not.toContain('<form class="buy-form"');
    expect(html).toMatch(/disabled[^>]*>Sold out<\/button>/);
  });
});

describe('clusters page', () => {
  it('counts makers by the plural rules of each language', () => {
    expect(render(h(ClustersPage, { visitor: readerOf('ru'), clusters: [place('a', 1), place('b', 3), place('c', 5)] }))).toMatch(/1 мастер<.*3 мастера<.*5 мастеров</s);
    expect(render(h(ClustersPage, { visitor: readerOf('ar'), clusters: [place('a', 2)] }))).toContain('صانعان');
  });
});

describe('search page', () => {
  it('helps on when nothing was found', () => {
    const found = { items: [], nextCursor: undefined, isApproximate: false, facets: { clusters: [], categories: [], deliveryKinds: [] } };
    const html = render(h(SearchPage, { visitor: readerOf('en'), query: { words: '<b>zzz' }, found, clusters: new Map<string, ClusterView>() }));
    expect(html).toContain('Nothing found for “&lt;b>zzz”');
    expect(html).toContain('href="/en/categories/goods"');
  });
});
