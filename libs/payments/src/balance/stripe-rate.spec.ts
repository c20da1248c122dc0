import { stripeRate } from './stripe-rate.js';

describe('an exchange rate of Stripe\'s', () => {
  it.each([['1.17234', '1.17234'], ['0.001907', '0.001907'], ['0.00000057', '0.00000057'], ['5.7e-8', '0.000000057'], ['25000', '25000'], ['1e21', '1000000000000000000000']])('that is written %s is the decimal %s', (written, decimal) => {
    expect(stripeRate(JSON.parse(written) as number)).toBe(decimal);
  });

  it('is nothing where nothing was converted', () => {
    expect(stripeRate(null)).toBeNull();
  });
});
