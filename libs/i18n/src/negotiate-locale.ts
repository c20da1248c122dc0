import Negotiator from 'negotiator';
import { locales, type Locale } from '@silkport/values';

const remembered = new Map<string, Locale>();

/** The best of our languages for an Accept-Language header: by language first, so that any Chinese finds zh-CN. */
export function negotiateLocale(acceptLanguage: string | undefined): Locale {
  if (!acceptLanguage) return 'en';
  const known = remembered.get(acceptLanguage);
  if (known) return known;
  const found = acceptedLanguages(acceptLanguage).map(localeOfTag).find((locale) => locale !== undefined) ?? 'en';
  // Browsers send a few hundred different headers; the bound keeps a hostile client from filling memory.
  if (remembered.size < 1000) remembered.set(acceptLanguage, found);
  return found;
}

/** BCP 47 tags of the header, best first. */
export function acceptedLanguages(acceptLanguage: string | undefined): string[] {
  if (!acceptLanguage || acceptLanguage.length > 500) return [];
  return new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages().filter((tag) => tag !== '*');
}

function localeOfTag(tag: string): Locale | undefined {
  const language = tag.toLowerCase().split('-')[0];
  return locales.find((locale) => locale.toLowerCase().split('-')[0] === language);
}
