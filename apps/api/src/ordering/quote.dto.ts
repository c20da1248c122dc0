import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { locales, type Locale } from '@silkport/values';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';

export class WantedItemDto {
  @ApiProperty({ format: 'uuid', description: 'From the product’s `variants`.' })
  @IsUUID()
  variantId: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 999, example: 1 })
  @IsInt() @Min(1) @Max(999)
  quantity: number;
}

export class QuoteDto {
  @ApiProperty({ type: [WantedItemDto], minItems: 1, maxItems: 200 })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => WantedItemDto)
  items: WantedItemDto[];

  @ApiProperty({ description: 'Country/region of the buyer, one of /v1/markets.', maxLength: 10, example: 'KZ' })
  @IsString() @MaxLength(10)
  country: string;

  @ApiProperty({ description: 'One of /v1/currencies.', maxLength: 10, example: 'KZT' })
  @IsString() @MaxLength(10)
  currency: string;

  @ApiPropertyOptional({ enum: locales, description: 'Language of the order, its payment page and its mails; without it the reader’s.', example: 'ru' })
  @IsOptional() @IsIn(locales)
  locale?: Locale;
}
