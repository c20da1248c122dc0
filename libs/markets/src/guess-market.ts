import { findMarket } from './markets.js';

const fallback = 'US';

/** Numeric regions of UN M.49 that browsers send: Latin American Spanish says no economy, and Mexico speaks most of it. */
const mainMarketOfArea: Readonly<Record<string, string>> = { '419': 'MX' };

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.trim());
  } catch {
    return undefined;
  }
}

function servedRegion(region: string | undefined): string | undefined {
  return region ? findMarket(mainMarketOfArea[region] ?? region)?.code : undefined;
}

/** The region where CLDR's likely subtags place a language: `kk` KZ, `pt` BR, `ar` EG, `zh-Hant` TW. */
function mainMarket({ language, script }: Intl.Locale): string | undefined {
  return servedRegion(new Intl.Locale(language, { script }).maximize().region);
}

/**
 * The country/region a new visitor most likely buys from, as a market code; a first guess that the visitor may change,
 * and no evidence of the place of supply. First the proxy's header (ISO 3166-1 alpha-2; `XX` and `T1` are passed over),
 * then the preferred language's region, where a later tag of the same language may supply it (`ru, ru-KZ`), then
 * the main market of that language, then the same for the next language, at last the United States.
 */
export function guessMarket({ acceptLanguage, countryHeader }: {
  /** BCP 47 tags without weights, most wanted first; what cannot be parsed (`*`) is passed over. */
  acceptLanguage: readonly string[];
  countryHeader?: string | undefined;
}): string {
  const declared = servedRegion(countryHeader?.trim().toUpperCase());
  if (declared) return declared;
  const wanted = acceptLanguage.map(localeOf).filter((locale) => locale !== undefined);
  for (const locale of wanted) {
    const sameLanguage = wanted.filter(({ language }) => language === locale.language);
    const spoken = [locale, ...sameLanguage].map(({ region }) => servedRegion(region)).find((code) => code !== undefined);
    const guess = spoken ?? mainMarket(locale);
    if (guess) return guess;
  }
  return fallback;
}
