import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { minorOfDecimal, money } from '@silkport/values';
import { offeredCurrency, type ListedPrice } from '@silkport/pricing';
import { PriceRefused } from '@silkport/catalog';
import { Type } from 'class-transformer';
import { IsInstant } from '@silkport/i18n';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, Matches, ValidateNested } from 'class-validator';
import { LocaleQuery } from '../http/reader-locale.js';

export class ListedPriceDto {
  @ApiProperty({ description: 'Major units as a decimal string.', example: '68.00' })
  @Matches(/^\d{1,15}(\.\d{1,4})?$/)
  amount: string;

  @ApiProperty({ description: 'ISO 4217; one of /v1/currencies.', example: 'CNY' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Country/region that it is for, ISO 3166-1 alpha-2; without it every one.', example: 'KZ' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  market?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Without it, or where it is past: from now on.' })
  @IsOptional() @IsInstant()
  validFrom?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'The first instant at which it is not valid any more; without it: for ever.' })
  @IsOptional() @IsInstant()
  validTo?: string | null;
}

export class PriceListDto {
  @ApiProperty({ type: [ListedPriceDto], maxItems: 400, description: 'The whole list: what is not in it ends now. A price in the main currency for every market must be there at all times.' })
  @Type(() => ListedPriceDto) @ValidateNested({ each: true }) @ArrayMaxSize(400) @ArrayMinSize(1) @IsArray()
  prices: ListedPriceDto[];
}

export class MerchantPricesQuery extends LocaleQuery {
  @ApiPropertyOptional({ type: String, description: 'The buyer’s country/region, ISO 3166-1 alpha-2: its own prices, its tax and its commission.', example: 'KZ' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  country?: string;
}

/** @param field what the request calls the list @throws CurrencyNotOffered, PriceRefused where an amount has more digits than its currency */
export function listedPricesOf({ prices }: PriceListDto, field = 'prices'): ListedPrice[] {
  return prices.map(({ amount, currency, market, validFrom, validTo }, index) => {
    const amountMinor = minorOfDecimal(amount, offeredCurrency(currency).minorUnits);
    if (amountMinor === undefined) throw new PriceRefused({ currency }, `${field}.${index}.amount`);
    return { ...money(amountMinor, currency), market: market ?? null, validFrom: validFrom ? new Date(validFrom) : null, validTo: validTo ? new Date(validTo) : null };
  });
}
