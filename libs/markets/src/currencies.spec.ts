import { chargeDecimals, chargeStepMinor, payoutStepMinor } from './charge-currencies.js';
import { chargeableCurrencies, currencies, findCurrency } from './currencies.js';

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('currencies', () => {
  it('keeps the digits of ISO 4217, not those that are displayed', () => {
    expect(['CNY', 'HUF', 'IDR', 'JPY', 'KWD', 'KZT'].map((code) => findCurrency(code)?.minorUnits)).toEqual([2, 2, 2, 0, 3, 2]);
  });

  it('does not know a currency that no market uses, nor one in small letters', () => {
    expect([findCurrency('ARS'), findCurrency('kzt')]).toEqual([undefined, undefined]);
  });

  it('charges in every currency of the markets but the Iranian rial and the Turkmen manat', () => {
    expect(codes(currencies.filter(({ chargeable }) => !chargeable))).toEqual(['IRR', 'TMT']);
    expect(chargeableCurrencies).toHaveLength(currencies.length - 2);
  });

  it('charges three-decimal dinars and rials in steps of ten', () => {
    expect(codes(currencies.filter(({ chargeStepMinor: step }) => step === 10n))).toEqual(['BHD', 'KWD', 'OMR']);
  });

  it('charges every other currency of the markets to its last ISO digit', () => {
    expect(codes(currencies.filter(({ chargeStepMinor: step }) => step !== 1n))).toEqual(['BHD', 'KWD', 'OMR']);
  });

  it('finds the zero-decimal currencies of Stripe among ours to be those of ISO', () => {
    const zero = ['CLP', 'JPY', 'KRW', 'VND'];
    expect(codes(currencies.filter((currency) => currency.chargeDecimals === 0))).toEqual(zero);
    expect(codes(currencies.filter(({ minorUnits }) => minorUnits === 0))).toEqual(zero);
  });

  it('charges forints and new Taiwan dollars with decimals but pays them out whole', () => {
    expect(codes(currencies.filter((currency) => currency.payoutStepMinor === 100n))).toEqual(['HUF', 'TWD']);
    expect([findCurrency('HUF')?.chargeStepMinor, findCurrency('TWD')?.chargeStepMinor]).toEqual([1n, 1n]);
    expect(payoutStepMinor('KWD', 3)).toBe(10n);
  });

  it('sends krónur and Ugandan shillings with two decimals that ISO does not have', () => {
    expect([chargeDecimals('ISK', 0), chargeDecimals('UGX', 0)]).toEqual([2, 2]);
    expect([chargeStepMinor('ISK', 0), chargeStepMinor('UGX', 0)]).toEqual([1n, 1n]);
  });

  it('charges whole ariary, of which ISO knows hundredths', () => {
    expect([chargeDecimals('MGA', 2), chargeStepMinor('MGA', 2)]).toEqual([0, 100n]);
  });
});
