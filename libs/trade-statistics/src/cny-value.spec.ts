import { money } from '@silkport/values';
import { cnyValueOf, isPricedInCny } from './cny-value.js';

const orders = { rateSetId: 'the set of the order', rate: '65.78' };
const table = { rateSetId: 'the set of the day', base: 'CNY', effectiveDate: '2026-11-20', source: 'test', rates: new Map([['USD', '0.14'], ['KZT', '65.78'], ['JPY', '21.5']]) };

describe('the value of a line in yuan', () => {
  it('is the merchant’s own price, to the fen, where the merchant prices in yuan', () => {
    const line = { ...orders, total: money(131_600n, 'KZT'), merchantTotal: money(1999n, 'CNY') };
    expect(isPricedInCny(line)).toBe(true);
    expect(cnyValueOf(line, undefined)).toEqual({ cnyMinor: 1999n, rate: '65.78', rateSetId: 'the set of the order' });
  });

  it('is what the buyer paid, where that was in yuan', () => {
    const line = { ...orders, rate: '7.1', total: money(14_200n, 'CNY'), merchantTotal: money(2000n, 'USD') };
    expect(cnyValueOf(line, undefined)).toEqual({ cnyMinor: 14_200n, rate: '1', rateSetId: 'the set of the order' });
  });

  it('is converted where yuan is on neither side, and names the rates that were used', () => {
    const line = { ...orders, rate: '1', total: money(4300n, 'JPY'), merchantTotal: money(4300n, 'JPY') };
    expect(isPricedInCny(line)).toBe(false);
    expect(cnyValueOf(line, table)).toEqual({ cnyMinor: 20_000n, rate: '21.5', rateSetId: 'the set of the day' });
  });

  it('is never guessed without rates', () => {
    expect(() => cnyValueOf({ ...orders, total: money(1n, 'USD'), merchantTotal: money(1n, 'USD') }, undefined)).toThrow('rates');
  });
});
