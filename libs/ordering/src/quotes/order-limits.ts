import { findCurrency } from '@silkport/markets';
import { convertHalfUp, type Money } from '@silkport/values';
import { rateBetween, toWireMoney, type RateTable } from '@silkport/pricing';
import { OrderTooLarge, OrderTooSmall } from '../ordering.errors.js';

/** Five yuan: above the payment provider's smallest charge in every currency that we offer. */
const smallestOrderFen = 500n;

/** Stripe takes charges of at most eight digits; more in the currencies whose units are small (Stripe, "Minimum and maximum charge amounts"; list from memory). */
const largestChargeMinor = 99_999_999n;
const longerCharges: Readonly<Record<string, bigint>> = {
  IDR: 999_999_999_999n, INR: 9_999_999_999n, HUF: 9_999_999_999n, JPY: 9_999_999_999n, KRW: 9_999_999_999n, VND: 99_999_999_999n,
};

/** Refuses a total that no card payment can be made for. @throws OrderTooSmall, OrderTooLarge */
export function refuseUnpayable(total: Money, table: RateTable): void {
  const currency = findCurrency(total.currency);
  if (!currency) return;
  const shown = (amountMinor: bigint) => toWireMoney({ amountMinor, currency: currency.code });
  const smallest = convertHalfUp({
    amountMinor: smallestOrderFen, fromMinorUnits: 2, toMinorUnits: currency.minorUnits, rate: rateBetween(table, 'CNY', currency.code), stepMinor: currency.chargeStepMinor,
  });
  const largest = longerCharges[currency.code] ?? largestChargeMinor;
  if (total.amountMinor < smallest) throw new OrderTooSmall({ minimum: shown(smallest) });
  if (total.amountMinor > largest) throw new OrderTooLarge({ maximum: shown(largest) });
}
