import { guessMarket } from './guess-market.js';

describe('the first guess of a market', () => {
  it.each([
    ['kk-KZ', 'KZ'], ['ru-KZ', 'KZ'], ['zh-CN', 'CN'], ['zh-Hant-HK', 'HK'], ['pt-BR', 'BR'], ['en-GB', 'GB'], ['es-419', 'MX'],
  ])('takes the region of %s to be %s', (tag, market) => {
    expect(guessMarket({ acceptLanguage: [tag] })).toBe(market);
  });

  it.each([
    ['ar', 'EG'], ['en', 'US'], ['kk', 'KZ'], ['ru', 'RU'], ['pt', 'BR'], ['zh', 'CN'], ['zh-Hant', 'TW'], ['de', 'DE'], ['en-001', 'US'],
  ])('takes the main market of %s to be %s', (tag, market) => {
    expect(guessMarket({ acceptLanguage: [tag] })).toBe(market);
  });

  it('believes the country header before any language', () => {
    expect(guessMarket({ acceptLanguage: ['ru-RU'], countryHeader: ' kz ' })).toBe('KZ');
  });

  it('passes over a header that names no market', () => {
    for (const countryHeader of ['XX', 'T1', '', 'AQ', '<script>']) {
      expect(guessMarket({ acceptLanguage: ['kk-KZ'], countryHeader })).toBe('KZ');
    }
  });

  it('lets a later tag of the same language name the region', () => {
    expect(guessMarket({ acceptLanguage: ['ru', 'en-US', 'ru-KZ'] })).toBe('KZ');
  });

  it('prefers the first language to the region of another', () => {
    expect(guessMarket({ acceptLanguage: ['ru', 'en-US'] })).toBe('RU');
  });

  it('goes on to the next language where the first has no market', () => {
    expect(guessMarket({ acceptLanguage: ['bn-BD', 'ms'] })).toBe('MY');
  });

  it('falls back to the United States for nothing, for a wildcard and for nonsense', () => {
    for (const acceptLanguage of [[], ['*'], ['not a tag', '']]) expect(guessMarket({ acceptLanguage })).toBe('US');
  });
});
