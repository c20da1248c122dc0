import { readFileSync } from 'node:fs';
import { deliveryKinds } from '@silkport/catalog';
import { taxonomyRoots } from '@silkport/markets';
import { locales, type Locale } from '@silkport/values';

const sections = [
  'name', 'skip_to_content', 'nav', 'search', 'choices', 'footer', 'account', 'kind', 'price', 'problem', 'home', 'clusters', 'cluster', 'merchant', 'category', 'categories', 'listing',
  'product', 'search_page', 'unit', 'variant',
  'receive', 'item', 'tax', 'order_money', 'withdrawal', 'merchant_money',
];
const pluralForm = /_(zero|one|two|few|many|other)$/;
const formsOf: Record<Locale, readonly string[]> = { en: ['one', 'other'], 'zh-CN': ['other'], ru: ['one', 'few', 'many', 'other'], ar: ['zero', 'one', 'two', 'few', 'many', 'other'] };

function sentences(locale: Locale): Map<string, string> {
  const file = JSON.parse(readFileSync(new URL(`./locales/${locale}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else for (const [key, each] of Object.entries(value as object)) walk(each, path ? `${path}.${key}` : key);
  };
  for (const section of sections) walk(file[section], section);
  return found;
}

const english = sentences('en');
const stem = (key: string) => key.replace(pluralForm, '');
const plurals = new Set([...english.keys()].filter((key) => pluralForm.test(key)).map(stem));
const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each(locales)('the words of the browsing pages in %s', (locale) => {
  const own = sentences(locale);

  it('say everything that is said in English, and nothing else', () => {
    expect(new Set([...own.keys()].map(stem))).toEqual(new Set([...english.keys()].map(stem)));
  });

  it('have every plural form of the language', () => {
    const wanted = [...plurals].flatMap((key) => formsOf[locale].map((form) => `${key}_${form}`)).sort();
    expect([...own.keys()].filter((key) => pluralForm.test(key)).sort()).toEqual(wanted);
  });

  it('name the same values; a plural form may say a number in words', () => {
    for (const [key, text] of own) {
      const inEnglish = parameters(english.get(pluralForm.test(key) ? `${stem(key)}_other` : key) ?? '');
      const named = parameters(text);
      if (pluralForm.test(key)) expect(inEnglish).toEqual(expect.arrayContaining(named));
      else expect({ key, named }).toEqual({ key, named: inEnglish });
    }
  });

  it('have words for every root of the taxonomy and every kind of delivery', () => {
    for (const { id } of taxonomyRoots) expect(own.has(`home.root.${id}`)).toBe(true);
    for (const kind of deliveryKinds) for (const part of ['kind', 'product.buy', 'product.arrives', 'product.licence']) expect(own.has(`${part}.${kind}`)).toBe(true);
  });

  it('are never left in English', () => {
    const same = [...own].filter(([key, text]) => locale !== 'en' && text === english.get(key) && /[a-z]{3}/.test(text.replaceAll(/\{\{\w+\}\}/g, ''))).map(([key]) => key);
    expect(same.filter((key) => key !== 'name')).toEqual([]);
  });
});
