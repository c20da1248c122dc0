import { findCurrency } from '@silkport/markets';
import { money, type Money } from '@silkport/values';
import { CurrencyNotChargeable } from '../payments.errors.js';
import type { StripeAmount } from '../stripe-amount.js';

/** An amount of Stripe's balance, signed, of a currency in which nothing need be chargeable. @throws CurrencyNotChargeable for one that is not in the table */
export function settledMoney({ amount, currency: code }: StripeAmount): Money {
  const currency = findCurrency(code.toUpperCase());
  if (!currency) throw new CurrencyNotChargeable({ currency: code.toUpperCase() });
  return money(BigInt(amount) * 10n ** BigInt(currency.minorUnits - currency.chargeDecimals), currency.code);
}
