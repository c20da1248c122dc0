import { formatMoney } from '@silkport/i18n';
import { findCurrency } from '@silkport/markets';
import { toWireMoney } from '@silkport/pricing';
import { decimalOfMinor, divideHalfUp, type Locale, type Money } from '@silkport/values';

export function moneyText(amount: Money, locale: Locale): string {
  const { amount: decimal, currency } = toWireMoney(amount);
  return formatMoney(decimal, currency, locale);
}

/** What one piece costs: to the hundredth of a minor unit, half up, where it is no whole number of them. */
export function unitPriceText({ amountMinor, currency }: Money, quantity: number, locale: Locale): string {
  const pieces = BigInt(quantity);
  if (amountMinor % pieces === 0n) return moneyText({ amountMinor: amountMinor / pieces, currency }, locale);
  return formatMoney(decimalOfMinor(divideHalfUp(amountMinor * 100n, pieces), (findCurrency(currency)?.minorUnits ?? 2) + 2), currency, locale);
}
