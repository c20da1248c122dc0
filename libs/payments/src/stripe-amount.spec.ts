import { money } from '@silkport/values';
import { AmountNotChargeable, CurrencyNotChargeable } from './payments.errors.js';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.js';

describe('amounts in the units of Stripe', () => {
  it.each([
    ['EUR', 1250n, 1250], ['KZT', 523_499n, 523_499],
    ['JPY', 1250n, 1250], ['KRW', 13_000n, 13_000], ['VND', 250_000n, 250_000],
    ['KWD', 12_350n, 12_350], ['BHD', 4_990n, 4_990],
    ['HUF', 459_050n, 459_050], ['TWD', 39_950n, 39_950],
  ])('sends %s %s as the integer %s and reads it back', (currency, amountMinor, amount) => {
    expect(toStripeAmount(money(amountMinor, currency))).toEqual({ amount, currency: currency.toLowerCase() });
    expect(fromStripeAmount({ amount, currency: currency.toLowerCase() })).toEqual(money(amountMinor, currency));
  });

  it.each(['KWD', 'BHD'])('refuses %s finer than a hundredth, which cards cannot pay', (currency) => {
    expect(() => toStripeAmount(money(12_345n, currency))).toThrow(AmountNotChargeable);
  });

  it('names the refused amount in major units', () => {
    const refused = catchRefusal(() => toStripeAmount(money(12_345n, 'KWD')));
    expect(refused).toMatchObject({ code: 'payments.amount_not_chargeable', status: 422, params: { amount: '12.345', currency: 'KWD' } });
  });

  it.each([0n, -100n])('refuses to charge %s', (amountMinor) => {
    expect(() => toStripeAmount(money(amountMinor, 'EUR'))).toThrow(AmountNotChargeable);
  });

  it('refuses an amount that a JSON number cannot hold exactly', () => {
    expect(() => toStripeAmount(money(9_007_199_254_740_993n, 'VND'))).toThrow(AmountNotChargeable);
  });

  it.each(['IRR', 'TMT', 'XXX', 'eur'])('refuses %s, which Stripe does not charge or nobody knows', (currency) => {
    expect(() => toStripeAmount(money(100n, currency))).toThrow(CurrencyNotChargeable);
  });

  it('refuses to read a currency that is never asked for', () => {
    expect(() => fromStripeAmount({ amount: 100, currency: 'irr' })).toThrow(CurrencyNotChargeable);
  });
});

function catchRefusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
