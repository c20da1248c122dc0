import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { LocaleQuery } from '../http/reader-locale.js';

/** The query of one product: language and currency are chosen apart. */
export class CurrencyQuery extends LocaleQuery {
  @ApiPropertyOptional({ default: 'CNY', description: 'ISO 4217; one of /v1/currencies.', example: 'KZT' })
  @MaxLength(10) @IsString()
  currency: string = 'CNY';
}
