import { ApiProperty } from '@nestjs/swagger';
import { currencyName, regionName } from '@silkport/i18n';
import { chargeableCurrencies, findCurrency, markets } from '@silkport/markets';
import { locales, type Locale } from '@silkport/values';

/** A country/region that buyers order from. */
export class MarketAnswer {
  @ApiProperty({ description: 'Country/region, ISO 3166-1 alpha-2.', example: 'KZ' }) code: string;
  @ApiProperty({ example: 'Kazakhstan' }) name: string;
  @ApiProperty({ enum: locales, example: 'en' }) nameLocale: Locale;
  @ApiProperty({ description: 'Legal tender, ISO 4217.', example: 'KZT' }) currency: string;
  @ApiProperty({ description: 'Whether cards can be charged in it; where not, choose one of /v1/currencies.', example: true }) isCurrencyChargeable: boolean;
  @ApiProperty({ type: [String], description: 'Groups of economies that it is a full member of.', example: ['central-asia', 'sco'] }) groups: readonly string[];
}

export class MarketsAnswer {
  @ApiProperty({ type: [MarketAnswer] }) items: MarketAnswer[];
}

/** A currency that buyers can pay in. */
export class CurrencyAnswer {
  @ApiProperty({ description: 'ISO 4217.', example: 'KZT' }) code: string;
  @ApiProperty({ example: 'Kazakhstani Tenge' }) name: string;
  @ApiProperty({ enum: locales, example: 'en' }) nameLocale: Locale;
  @ApiProperty({ type: 'integer', description: 'Decimals of its amounts.', example: 2 }) minorUnits: number;
}

export class CurrenciesAnswer {
  @ApiProperty({ type: [CurrencyAnswer] }) items: CurrencyAnswer[];
}

const marketsIn = new Map<Locale, MarketsAnswer>();
const currenciesIn = new Map<Locale, CurrenciesAnswer>();

/** In the order of their names in the language; made once for each. */
export function marketsAnswer(locale: Locale): MarketsAnswer {
  const made = marketsIn.get(locale);
  if (made) return made;
  const collator = new Intl.Collator(locale);
  const items = markets.map(({ code, currency, groups }) => ({
    code, name: regionName(code, locale), nameLocale: locale, currency, isCurrencyChargeable: findCurrency(currency)?.chargeable ?? false, groups,
  })).toSorted((left, right) => collator.compare(left.name, right.name));
  marketsIn.set(locale, { items });
  return { items };
}

export function currenciesAnswer(locale: Locale): CurrenciesAnswer {
  const made = currenciesIn.get(locale);
  if (made) return made;
  const items = chargeableCurrencies.map(({ code, minorUnits }) => ({ code, name: currencyName(code, locale), nameLocale: locale, minorUnits }));
  currenciesIn.set(locale, { items });
  return { items };
}
