import { formatBytes, formatDate, formatDecimal, formatMoney, formatNumber, regionName } from './formats.js';

/** Digits of the text in order; the signs between them are the language's own. */
const digits = (text: string) => text.replace(/\D/g, '');

describe('money', () => {
  it.each([['en'], ['zh-CN'], ['ru'], ['ar']] as const)('keeps every digit of the currency in %s', (locale) => {
    expect(digits(formatMoney('1234.50', 'KZT', locale))).toBe('123450');
    expect(digits(formatMoney('1596', 'JPY', locale))).toBe('1596');
    expect(digits(formatMoney('3.130', 'KWD', locale))).toBe('3130');
    expect(digits(formatMoney('90071992547409931.23', 'CNY', locale))).toBe('9007199254740993123');
  });

  it('names the code where a symbol means several currencies', () => {
    expect(formatMoney('5.00', 'USD', 'en')).toContain('USD');
    expect(formatMoney('5.00', 'CNY', 'zh-CN')).toContain('CNY');
    expect(formatMoney('5.00', 'EUR', 'ru')).toContain('€');
  });
});

describe('money below zero in Arabic', () => {
  it('has its currency on the side where that of money above zero is', () => {
    expect(formatMoney('35.00', 'CNY', 'ar')).toBe('\u200f35.00\u00a0CNY');
    expect(formatMoney('-0.62', 'CNY', 'ar')).toBe('\u200f\u200e-0.62\u200f\u00a0CNY');
    expect(formatMoney('-12.50', 'CNY', 'en')).not.toMatch(/[\u200e\u200f]/);
  });
});

describe('a decimal without its currency', () => {
  it('keeps every digit, however long, and all of its decimals', () => {
    expect(formatDecimal('90071992547409931.20', 'en')).toBe('90,071,992,547,409,931.20');
    expect(formatDecimal('-1596', 'en')).toBe('-1,596');
    expect(digits(formatDecimal('-0.050', 'ar'))).toBe('0050');
  });
});

describe('other figures', () => {
  it('are grouped and named in the language', () => {
    expect(formatNumber(1_234_567, 'en')).toBe('1,234,567');
    expect(digits(formatNumber(1_234_567, 'ru'))).toBe('1234567');
    expect(regionName('KZ', 'ru')).toBe('Казахстан');
    expect(formatBytes(48_200_000, 'en')).toBe('48.2 MB');
    expect(formatBytes(0, 'en')).toBe('0 bytes');
  });

  it('use the Gregorian year and Latin digits in every language', () => {
    for (const locale of ['en', 'zh-CN', 'ru', 'ar'] as const) expect(formatDate(new Date('2026-11-23T08:00:00Z'), locale)).toContain('2026');
  });
});
