import { currencyOf, guessChoices, readChoices, writeChoices } from './choices-cookie.js';

describe('choices cookie', () => {
  it('reads back language, country/region and currency', () => {
    expect(readChoices(writeChoices({ locale: 'ru', country: 'KZ', currency: 'KZT' }))).toEqual({ locale: 'ru', country: 'KZ', currency: 'KZT' });
  });

  it('keeps the choices that are possible and leaves out the others', () => {
    expect(readChoices('xx.KZ.KZT')).toEqual({ country: 'KZ', currency: 'KZT' });
    expect(readChoices('ar.ZZ.XXX')).toEqual({ locale: 'ar' });
    expect(readChoices('"><script>.KZ')).toEqual({ country: 'KZ' });
    expect(readChoices(undefined)).toEqual({});
    expect(readChoices('')).toEqual({});
  });

  it('lets the three choices differ freely', () => {
    expect(readChoices('zh-CN.KZ.EUR')).toEqual({ locale: 'zh-CN', country: 'KZ', currency: 'EUR' });
  });

  it('guesses from the language of the browser', () => {
    expect(guessChoices('ru-KZ,ru;q=0.9', undefined)).toEqual({ locale: 'ru', country: 'KZ', currency: 'KZT' });
  });

  it('believes a trusted header about the country/region, not about the language', () => {
    expect(guessChoices('en-US', 'KZ')).toEqual({ locale: 'en', country: 'KZ', currency: 'KZT' });
  });

  it('pays in dollars where there is no chargeable currency', () => {
    expect(currencyOf('ZZ')).toBe('USD');
  });
});
