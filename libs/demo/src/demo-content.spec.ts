import { unzipSync } from 'fflate';
import { checkedLegalFacts } from '../../clusters/src/legal-facts/checked-legal-facts.js';
import { demoClusters } from './demo-content.js';
import { demoFiles } from './demo-files.js';
import { demoLegalFacts } from './demo-legal-facts.js';

const clusters = demoClusters();
const products = clusters.flatMap(({ products: own }) => own);
const digital = clusters.flatMap((cluster) => cluster.products.filter(({ isDigital }) => isDigital).map((product) => {
  const merchant = cluster.merchants.find(({ slug }) => slug === product.merchant);
  if (!merchant) throw new Error(`${product.code} has no merchant`);
  const files = demoFiles(cluster, merchant, product);
  return { product, files, paths: pathsOf(files) };
}));

/** A word of a description and the end of the file name that it promises; `OpenAPI` and `JSON` are told apart by the name. */
const KINDS: Readonly<Record<string, RegExp>> = {
  PDF: /\.pdf$/, EPUB: /\.epub$/, CSV: /\.csv$/, WAV: /\.wav$/, SVG: /\.svg$/, PNG: /\.png$/, ZIP: /\.zip$/, JSON: /\.json$/, GeoJSON: /\.geojson$/, OpenAPI: /openapi\.json$/, glTF: /\.gltf$/, IES: /\.ies$/,
};
/** Kinds that no maker writes; a text that names one promises what nobody receives. */
const NEVER = /(?<![A-Za-z])(TTF|OTF|WOFF2?|OBJ|FBX|STL|DXF|DWG|MP3|MP4|FLAC|TIFF|JPE?G|XLSX|DOCX|PPTX|ProRes)(?![A-Za-z])|GeoTIFF|shapefile/i;

/** Names of the files and of everything inside of their archives; a book is an archive too, but is opened as one file. */
function pathsOf(files: ReturnType<typeof demoFiles>): string[] {
  return files.flatMap(({ fileName, bytes }) => [fileName, ...(fileName.endsWith('.zip') ? Object.keys(unzipSync(bytes)) : [])]);
}

const word = (name: string): RegExp => new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`);
const textOf = (product: (typeof products)[number], locale: 'en' | 'zh-CN'): string => product.description[locale] ?? '';

describe('the content of the demo marketplace', () => {
  it('tells of 24 clusters and 349 products, 219 of them digital', () => {
    expect([clusters.length, products.length, digital.length]).toEqual([24, 349, 219]);
    expect(new Set(clusters.map(({ id }) => id)).size).toBe(24);
    expect(new Set(products.map(({ code }) => code)).size).toBe(349);
  });

  it.each(clusters)('gives $id at least three merchants, of both sizes, each with goods', ({ merchants, products: own }) => {
    expect(merchants.length).toBeGreaterThanOrEqual(3);
    expect(new Set(merchants.map(({ size }) => size))).toEqual(new Set(['leading', 'small-and-medium']));
    expect(new Set(own.map(({ merchant }) => merchant))).toEqual(new Set(merchants.map(({ slug }) => slug)));
  });

  it.each(clusters)('tells the story of $id in four languages, and its merchants and products in two', (cluster) => {
    for (const text of [cluster.name, cluster.city, cluster.tagline, cluster.story]) for (const locale of ['en', 'zh-CN', 'ru', 'ar']) expect(text[locale as 'en']?.trim()).toBeTruthy();
    for (const text of [...cluster.merchants.flatMap(({ name, city, story }) => [name, city, story]), ...cluster.products.map(({ description }) => description)]) {
      for (const locale of ['en', 'zh-CN']) expect(text[locale as 'en']?.trim()).toBeTruthy();
    }
  });

  it('names no merchant and no product by a slug that another has', () => {
    const merchants = clusters.flatMap(({ merchants: own }) => own.map(({ slug }) => slug));
    expect(new Set(merchants).size).toBe(merchants.length);
    expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length);
  });

  it('gives every merchant legal facts of its own that say of themselves that they are invented, with codes that pass their check', async () => {
    const facts = clusters.flatMap((cluster) => cluster.merchants.map((merchant) => ({ cluster, merchant }))).map(({ cluster, merchant }, index) => demoLegalFacts(cluster, merchant, index));
    expect(new Set(facts.map(({ registrationNumber }) => registrationNumber)).size).toBe(facts.length);
    expect(facts.filter(({ legalName, registrationNumber }) => !legalName?.includes('Demo') || !registrationNumber?.startsWith('91000000DEM'))).toEqual([]);
    expect(await Promise.all(facts.map((each) => checkedLegalFacts(each, 'CN')))).toEqual(facts);
  });

  it.each(products)('describes $code in 30 to 70 English words, without an exclamation mark', (product) => {
    const length = textOf(product, 'en').split(/\s+/).length;
    expect(length).toBeGreaterThanOrEqual(30);
    expect(length).toBeLessThanOrEqual(70);
    expect(textOf(product, 'en') + textOf(product, 'zh-CN')).not.toMatch(/[!！]/);
  });
});

describe('what buyers of digital demo products receive', () => {
  it.each(digital)('holds for $product.code at least one file of more than a kilobyte, under names of its own', ({ files }) => {
    expect(files.some(({ bytes }) => bytes.length > 1000)).toBe(true);
    expect(files.every(({ bytes }) => bytes.length > 0)).toBe(true);
    expect(new Set(files.map(({ fileName }) => fileName)).size).toBe(files.length);
  });

  it.each(digital)('is promised at once for $product.code, once in each language', ({ product }) => {
    expect(textOf(product, 'en').match(/You receive [^.]*?at once/g)).toHaveLength(1);
    expect(textOf(product, 'zh-CN').match(/立即收到/g)).toHaveLength(1);
  });

  it.each(digital)('has every kind of file that the texts and tags of $product.code name', ({ product, paths }) => {
    const promised = Object.entries(KINDS).filter(([kind]) => word(kind).test(`${textOf(product, 'en')} ${textOf(product, 'zh-CN')}`)
      || Object.values(product.tags).flat().some((tag) => new RegExp(`(?<![a-z])${kind}(?![a-z])`, 'i').test(tag)));
    expect(promised.filter(([, ending]) => !paths.some((path) => ending.test(path))).map(([kind]) => kind)).toEqual([]);
    for (const locale of ['en', 'zh-CN'] as const) expect(textOf(product, locale)).not.toMatch(NEVER);
    expect(Object.values(product.tags).flat().join(' ')).not.toMatch(NEVER);
  });

  it.each(digital)('names the same kinds of file in both languages for $product.code', ({ product }) => {
    const named = (locale: 'en' | 'zh-CN'): string[] => Object.keys(KINDS).filter((kind) => word(kind).test(textOf(product, locale)));
    expect(named('zh-CN')).toEqual(named('en'));
  });

  it.each(digital)('includes a key for $product.code exactly when one is promised', ({ product }) => {
    const isKeyed = product.licenceKey === true;
    expect(/(licence|access) key/i.test(textOf(product, 'en'))).toBe(isKeyed);
    expect(/(许可|访问)密钥/.test(textOf(product, 'zh-CN'))).toBe(isKeyed);
  });

  it.each(digital.filter(({ product }) => /engagement brief/.test(textOf(product, 'en'))))('holds the brief and the intake form that $product.code speaks of', ({ product, paths }) => {
    expect(paths.filter((path) => /-(brief\.pdf|intake\.json)$/.test(path))).toHaveLength(2);
    expect(textOf(product, 'zh-CN')).toMatch(/说明书/);
  });

  it.each(digital.filter(({ paths }) => paths.some((path) => path.endsWith('-brief.pdf'))))('says that $product.code is a service with a brief', ({ product }) => {
    expect(textOf(product, 'en')).toMatch(/engagement brief/);
  });

  it.each(digital.filter(({ product }) => /\d+ (files|clips|pcs)$|IES/.test(product.name.en)))('holds as many pieces as the name of $product.code says', ({ product, paths }) => {
    const count = Number(/\d+/.exec(product.name.en.replace(/^.*?(?=\d+\D*$)/, ''))?.[0]);
    const pieces = paths.filter((path) => /^(\d+-|models\/).*\.(svg|gltf)$/.test(path));
    expect(pieces).toHaveLength(count);
    if (product.name.en.includes('IES')) expect(paths.filter((path) => path.endsWith('.ies'))).toHaveLength(count);
  });

  it('is less than two megabytes for any product', () => {
    for (const { files } of digital) expect(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(2_000_000);
  });
});
