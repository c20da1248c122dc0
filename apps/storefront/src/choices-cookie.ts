import { acceptedLanguages, negotiateLocale } from '@silkport/i18n';
import { findCurrency, findMarket, guessMarket } from '@silkport/markets';
import { isLocale, type Locale } from '@silkport/values';

export const choicesCookieName = 'silkport_choices';

export interface RememberedChoices { readonly locale?: Locale; readonly country?: string; readonly currency?: string }

/** `ru.KZ.KZT`: language, country/region, currency. */
export function writeChoices(choices: { locale: string; country: string; currency: string }): string {
  return `${choices.locale}.${choices.country}.${choices.currency}`;
}

/** Choices that are still possible; a market or currency that we do not have (any more) is left out. */
export function readChoices(cookie: string | undefined): RememberedChoices {
  const [locale = '', country = '', currency = ''] = cookie?.split('.') ?? [];
  return {
    ...(isLocale(locale) ? { locale } : {}),
    ...(findMarket(country) ? { country } : {}),
    ...(findCurrency(currency)?.chargeable ? { currency } : {}),
  };
}

/** The first guess, from what the browser says; each of the three can be changed and is then remembered. */
export function guessChoices(acceptLanguage: string | undefined, countryHeader: string | undefined): { locale: Locale; country: string; currency: string } {
  const country = guessMarket({ acceptLanguage: acceptedLanguages(acceptLanguage), countryHeader });
  return { locale: negotiateLocale(acceptLanguage), country, currency: currencyOf(country) };
}

/** The currency that people of a market pay in, or dollars where the payment provider cannot charge it. */
export function currencyOf(country: string): string {
  const currency = findMarket(country)?.currency ?? 'USD';
  return findCurrency(currency)?.chargeable ? currency : 'USD';
}
