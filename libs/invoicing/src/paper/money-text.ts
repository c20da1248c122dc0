import { formatMoney } from '@silkport/i18n';
import { toWireMoney } from '@silkport/pricing';
import type { Locale, Money } from '@silkport/values';

export function moneyText(amount: Money, locale: Locale): string {
  const { amount: decimal, currency } = toWireMoney(amount);
  return formatMoney(decimal, currency, locale);
}
