import type { RateTable } from '@silkport/pricing';
import { money } from '@silkport/values';
import { refuseUnpayable } from './order-limits.js';
import { OrderTooLarge, OrderTooSmall } from '../ordering.errors.js';

const table: RateTable = { rateSetId: '', base: 'CNY', effectiveDate: '', source: '', rates: new Map([['KZT', '65.78'], ['JPY', '23.48'], ['KWD', '0.046'], ['IDR', '2686']]) };

describe('the size of an order', () => {
  it.each([['CNY', 499n, 500n], ['KZT', 32_889n, 32_890n], ['JPY', 116n, 117n], ['KWD', 220n, 230n]])('in %s is too small at %s minor units and right at %s', (currency, small, enough) => {
    expect(() => refuseUnpayable(money(small, currency), table)).toThrow(OrderTooSmall);
    expect(() => refuseUnpayable(money(enough, currency), table)).not.toThrow();
  });

  it('is at most what one card payment takes, more in currencies of small units', () => {
    expect(() => refuseUnpayable(money(99_999_999n, 'KZT'), table)).not.toThrow();
    expect(() => refuseUnpayable(money(100_000_000n, 'KZT'), table)).toThrow(OrderTooLarge);
    expect(() => refuseUnpayable(money(100_000_000n, 'IDR'), table)).not.toThrow();
  });
});
