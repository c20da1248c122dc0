import { acceptedLanguages, negotiateLocale } from './negotiate-locale.js';

describe('the language of a request', () => {
  it.each([
    ['ru-KZ,ru;q=0.9,en;q=0.5', 'ru'],
    ['zh-TW', 'zh-CN'],
    ['zh-Hant-HK,en;q=0.1', 'zh-CN'],
    ['ar-SA', 'ar'],
    ['kk,ru;q=0.8', 'ru'],
    ['fr-FR,fr', 'en'],
    ['en;q=0.2, ar;q=0.9', 'ar'],
    ['*', 'en'],
    ['', 'en'],
    ['; ; ,,q=', 'en'],
    [undefined, 'en'],
  ])('for %j is %s', (header, expected) => {
    expect(negotiateLocale(header)).toBe(expected);
  });

  it('is not looked for in a header of unusual length', () => {
    expect(acceptedLanguages('ru,'.repeat(1000))).toEqual([]);
  });
});
