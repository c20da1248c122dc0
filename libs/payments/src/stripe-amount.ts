import { findCurrency, type Currency } from '@silkport/markets';
import { decimalOfMinor, money, type Money } from '@silkport/values';
import { AmountNotChargeable, CurrencyNotChargeable } from './payments.errors.js';

/** An amount as Stripe's API has it: an integer in Stripe's own decimals of the currency, and the code in small letters. */
export interface StripeAmount {
  readonly amount: number;
  readonly currency: string;
}

/** Stripe counts a few currencies in other units than ISO 4217 does; which ones, `markets` knows. @throws CurrencyNotChargeable @throws AmountNotChargeable */
export function toStripeAmount({ amountMinor, currency: code }: Money): StripeAmount {
  const currency = chargeable(code);
  const amount = Number(rescale(amountMinor, currency.minorUnits, currency.chargeDecimals));
  if (amountMinor <= 0n || amountMinor % currency.chargeStepMinor !== 0n || !Number.isSafeInteger(amount)) {
    throw new AmountNotChargeable({ amount: decimalOfMinor(amountMinor, currency.minorUnits), currency: code });
  }
  return { amount, currency: code.toLowerCase() };
}

/** @throws CurrencyNotChargeable for a currency that was never asked for @throws AmountNotChargeable for one finer than ISO 4217 can hold */
export function fromStripeAmount({ amount, currency: code }: StripeAmount): Money {
  const currency = chargeable(code.toUpperCase());
  const scaled = BigInt(amount);
  const amountMinor = rescale(scaled, currency.chargeDecimals, currency.minorUnits);
  if (rescale(amountMinor, currency.minorUnits, currency.chargeDecimals) !== scaled) {
    throw new AmountNotChargeable({ amount: decimalOfMinor(scaled, currency.chargeDecimals), currency: currency.code });
  }
  return money(amountMinor, currency.code);
}

function chargeable(code: string): Currency {
  const currency = findCurrency(code);
  if (!currency?.chargeable) throw new CurrencyNotChargeable({ currency: code });
  return currency;
}

function rescale(amount: bigint, from: number, to: number): bigint {
  return to >= from ? amount * 10n ** BigInt(to - from) : amount / 10n ** BigInt(from - to);
}
