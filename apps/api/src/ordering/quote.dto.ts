import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { locales, type Locale } from '@silkport/values';
import { PlainText } from '../http/code-text.js';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

export class WantedItemDto {
  @ApiProperty({ format: 'uuid', description: 'From the product’s `variants`.' })
  @IsUUID()
  variantId: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 999, example: 1 })
  @Max(999) @Min(1) @IsInt()
  quantity: number;
}

export class QuoteDto {
  @ApiProperty({ type: [WantedItemDto], minItems: 1, maxItems: 200 })
  @Type(() => WantedItemDto) @ValidateNested({ each: true }) @ArrayMaxSize(200) @ArrayMinSize(1) @IsArray()
  items: WantedItemDto[];

  @ApiProperty({ description: 'Country/region of the buyer, one of /v1/markets.', maxLength: 10, example: 'KZ' })
  @MaxLength(10) @IsString()
  country: string;

  @ApiProperty({ description: 'One of /v1/currencies.', maxLength: 10, example: 'KZT' })
  @MaxLength(10) @IsString()
  currency: string;

  @ApiPropertyOptional({ description: 'Subdivision, for Canada and the United States: ISO 3166-2 without the country/region.', maxLength: 3, example: 'QC' })
  @IsOptional() @Matches(/^[A-Z0-9]{1,3}$/)
  region?: string;

  @ApiPropertyOptional({ description: 'Of a business buyer. One that is valid takes the tax over where the law says so.', maxLength: 40 })
  @IsOptional() @MaxLength(40) @PlainText()
  taxId?: string;

  @ApiPropertyOptional({ format: 'email', maxLength: 254, description: 'Of a guest, who has the trial of a product once: whoever has had it sees here that the first period is charged at once. Whoever is signed in need not name it.' })
  @IsOptional() @MaxLength(254) @IsEmail()
  email?: string;

  @ApiPropertyOptional({ enum: locales, description: 'Language of the order, its payment page and its mails; without it the reader’s.', example: 'ru' })
  @IsOptional() @IsIn(locales)
  locale?: Locale;
}
