import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { LocaleQuery } from '../http/reader-locale.js';

/** The query of one product: language and currency are chosen apart. */
export class CurrencyQuery extends LocaleQuery {
  @ApiPropertyOptional({ default: 'CNY', description: 'ISO 4217; one of /v1/currencies.', example: 'KZT' })
  @MaxLength(10) @IsString()
  currency: string = 'CNY';

  @ApiPropertyOptional({ type: String, description: 'The buyer’s country/region, ISO 3166-1 alpha-2: merchants may have prices of their own for it.', example: 'KZ' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  country?: string;
}
