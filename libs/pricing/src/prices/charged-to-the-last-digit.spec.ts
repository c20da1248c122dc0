import fc from 'fast-check';
import { findCurrency } from '@silkport/markets';
import { decimalOfMinor, money } from '@silkport/values';
import { chargeDecimals, chargeStepMinor, isChargeable, payoutStepMinor } from '../../../markets/src/charge-currencies.js';
import { fromStripeAmount, toStripeAmount } from '../../../payments/src/stripe-amount.js';
import { convertToGrid } from './convert-to-grid.js';
import { CurrencyNotOffered, resolvePrice, sampleRates, toWireMoney } from '../index.js';
import { aPriceTable } from '../testing.js';

const table = aPriceTable({ rates: new Map(Object.entries(sampleRates().rates)), marginPct: '2' });
const ask = (currency: string) => ({ currency, market: null, merchantId: 'kiln', at: new Date('2026-11-23T00:00:00Z') });
const priceOf = (fen: bigint, currency: string, endings = table.endings) => resolvePrice({ ...table, endings }, [money(fen, 'CNY')], ask(currency)).price;

/** 68.00 CNY at the sample's rates with 2 %: as it is shown, as Stripe is sent it, and the step that Stripe wants a charge to be a multiple of. */
const special = [
  ['JPY', '1628', 1628, 1], ['KRW', '14044', 14_044, 1], ['VND', '268306', 268_306, 1], ['KWD', '3.190', 3190, 10], ['BHD', '3.890', 3890, 10], ['HUF', '3344.67', 334_467, 1], ['TWD', '329.36', 32_936, 1],
] as const;

describe('a price in', () => {
  it.each(special)('%s is %s, and Stripe is sent %d', (currency, amount, sent) => {
    expect(toWireMoney(priceOf(6800n, currency))).toEqual({ amount, currency });
    expect(toStripeAmount(priceOf(6800n, currency))).toEqual({ amount: sent, currency: currency.toLowerCase() });
  });

  it.each(special)('%s can be charged whatever the merchant asks for and however it is rounded, and comes back from Stripe as it was', (currency, _amount, _sent, step) => {
    const unit = findCurrency(currency)?.chargeStepMinor ?? 0n;
    fc.assert(fc.property(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 1000n), fc.bigInt(0n, 999n), fc.constantFrom('up' as const, 'nearest' as const), fc.integer({ min: 1, max: 99 }), (fen, steps, part, direction, quantity) => {
      const ending = { stepMinor: steps * unit, endingMinor: (part % steps) * unit, direction };
      for (const price of [priceOf(fen, currency), priceOf(fen, currency, new Map([['kiln', new Map([[currency, ending]])]]))]) {
        const charged = money(price.amountMinor * BigInt(quantity), currency);
        const sent = toStripeAmount(charged);
        expect(sent.amount % step).toBe(0);
        expect(fromStripeAmount(sent)).toEqual(charged);
      }
    }), { numRuns: 60 });
  });

  it.each([['JPY', 100n, 80n, '1680'], ['KRW', 1000n, 900n, '14900'], ['VND', 1000n, 0n, '269000'], ['KWD', 250n, 0n, '3.250'], ['BHD', 500n, 490n, '3.990'], ['HUF', 10_000n, 9000n, '3390.00'], ['TWD', 1000n, 900n, '339.00']])(
    '%s of steps %d and ending %d, rounded up, ends as the merchant wants: %s', (currency, stepMinor, endingMinor, amount) => {
      const endings = new Map([['kiln', new Map([[currency, { stepMinor, endingMinor, direction: 'up' as const }]])]]);
      expect(toWireMoney(priceOf(6800n, currency, endings))).toEqual({ amount, currency });
    });

  it.each([['JPY', 1n], ['KRW', 2n], ['VND', 39n], ['KWD', 10n], ['BHD', 10n], ['HUF', 49n], ['TWD', 5n]])('%s of one fen is never nothing: %d of its minor units', (currency, amountMinor) => {
    expect(priceOf(1n, currency).amountMinor).toBe(amountMinor);
  });
});

describe('Stripe’s exceptions', () => {
  it.each([['HUF', 334_467n], ['TWD', 32_936n]])('%s is charged with its decimals, though Stripe pays it out in whole units only', (currency, amountMinor) => {
    expect([priceOf(6800n, currency).amountMinor, findCurrency(currency)?.payoutStepMinor]).toEqual([amountMinor, 100n]);
  });

  it.each([['ISK', '18.5', 1283n, 128_300n], ['UGX', '520.25', 36_085n, 3_608_500n]])('%s has no decimals, yet Stripe is sent two noughts', (currency, rate, whole, sent) => {
    const grid = { stepMinor: chargeStepMinor(currency, 0), endingMinor: 0n, direction: 'nearest' as const };
    const converted = convertToGrid({ amountMinor: 6936n, fromMinorUnits: 2, toMinorUnits: 0, rate, grid });
    expect([converted, converted * 10n ** BigInt(chargeDecimals(currency, 0)), payoutStepMinor(currency, 0)]).toEqual([whole, sent, 1n]);
    expect(decimalOfMinor(converted, 0)).not.toContain('.');
  });

  it.each(['ISK', 'UGX', 'IRR', 'TMT'])('%s, which no market of ours can be charged in, has no price at all', (currency) => {
    expect(isChargeable(currency)).toBe(false);
    expect(() => priceOf(6800n, currency)).toThrow(CurrencyNotOffered);
  });
});
