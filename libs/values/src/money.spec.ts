import fc from 'fast-check';
import { addMoney, allocateMoney, convertHalfUp, crossRate, CurrencyMismatch, decimalOfMinor, InvalidRate, minorOfDecimal, money, multiplyMoney, sumMoney } from './index.js';

const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('money', () => {
  it('refuses to add two currencies', () => {
    expect(() => addMoney(money(1n, 'EUR'), money(1n, 'KZT'))).toThrow(CurrencyMismatch);
  });

  it('multiplies and sums without loss', () => {
    fc.assert(fc.property(amounts, fc.integer({ min: 1, max: 200 }), (amount, quantity) => {
      const each = money(amount, 'CNY');
      expect(multiplyMoney(each, quantity)).toEqual(sumMoney(Array.from({ length: quantity }, () => each), 'CNY'));
    }));
  });

  it('splits into parts that sum to the whole', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 20 }), (amount, ratios) => {
      expect(sumMoney(allocateMoney(money(amount, 'KWD'), ratios), 'KWD').amountMinor).toBe(amount);
    }));
  });
});

describe('decimals', () => {
  it('come back unchanged for currencies of 0, 2 and 3 decimals', () => {
    fc.assert(fc.property(amounts, fc.constantFrom(0, 2, 3), (amount, units) => {
      expect(minorOfDecimal(decimalOfMinor(amount, units), units)).toBe(amount);
    }));
  });

  it.each([['1e3'], ['1,5'], [''], [' 1'], ['1.'], ['.5'], ['0x1f']])('are not read from %j', (text) => {
    expect(minorOfDecimal(text, 2)).toBeUndefined();
  });

  it('are not read with more digits than the currency has', () => {
    expect(minorOfDecimal('1.5', 0)).toBeUndefined();
    expect(minorOfDecimal('1.505', 2)).toBeUndefined();
  });
});

describe('conversion', () => {
  it.each([
    ['12.50 yuan to tenge', { amountMinor: 1250n, fromMinorUnits: 2, toMinorUnits: 2, rate: '65.779395', stepMinor: 1n }, 82224n],
    ['half a yen up', { amountMinor: 50n, fromMinorUnits: 2, toMinorUnits: 0, rate: '1', stepMinor: 1n }, 1n],
    ['minus half a yen away from zero', { amountMinor: -50n, fromMinorUnits: 2, toMinorUnits: 0, rate: '1', stepMinor: 1n }, -1n],
    ['dinars in steps of ten fils', { amountMinor: 1000n, fromMinorUnits: 2, toMinorUnits: 3, rate: '0.04602', stepMinor: 10n }, 460n],
  ])('rounds once, at the end: %s', (_name, conversion, expected) => {
    expect(convertHalfUp(conversion)).toBe(expected);
  });

  it('is at most half a step away from the exact value', () => {
    fc.assert(fc.property(amounts, fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.constantFrom(0, 2, 3), fc.constantFrom(1n, 10n), (amountMinor, digits, toMinorUnits, stepMinor) => {
      const rate = decimalOfMinor(digits, 6);
      const converted = convertHalfUp({ amountMinor, fromMinorUnits: 2, toMinorUnits, rate, stepMinor });
      const scale = 10n ** 8n;
      const error = converted * scale - amountMinor * digits * 10n ** BigInt(toMinorUnits);
      expect((error < 0n ? -error : error) * 2n <= stepMinor * scale).toBe(true);
      expect(converted % stepMinor).toBe(0n);
    }));
  });

  it('refuses a rate of zero, a negative one and one that is no number', () => {
    for (const rate of ['0', '-1', 'NaN', '']) {
      expect(() => convertHalfUp({ amountMinor: 1n, fromMinorUnits: 2, toMinorUnits: 2, rate, stepMinor: 1n })).toThrow(InvalidRate);
    }
  });

  it('crosses two rates of one base', () => {
    expect(crossRate('1', '65.78')).toBe('65.78');
    expect(crossRate('2', '1')).toBe('0.500000000000');
    expect(crossRate('7.62052519', '501.273535')).toMatch(/^65\.779394/);
  });
});
