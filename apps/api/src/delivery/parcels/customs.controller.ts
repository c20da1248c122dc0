import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ProductUnknown } from '@silkport/catalog';
import { CustomsOfProducts, type CustomsView } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { IsInt, IsISO31661Alpha2, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { IsDescription } from './is-description.js';

type Merchant = Principal & { readonly merchantId: string };

export class CustomsDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of one variant; without it, of all that have none of their own.' })
  @IsOptional() @IsUUID()
  variantId?: string;

  @ApiProperty({ pattern: '^[0-9]{6,10}$', description: 'Harmonized System: six digits, and what the sender’s country/region adds.', example: '691110' })
  @Matches(/^[0-9]{6,10}$/)
  hsCode: string;

  @ApiProperty({ description: 'Country/region where it was made.', example: 'CN' })
  @IsISO31661Alpha2()
  originCountry: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', maxLength: 200 }, description: 'By language (BCP 47); English always, and best in a language of each destination too.', example: { en: 'Porcelain tea bowl', de: 'Teeschale aus Porzellan' } })
  @IsDescription()
  description: Record<string, string>;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1_000_000, description: 'Of one piece.', example: 380 })
  @Max(1_000_000) @Min(1) @IsInt()
  netWeightGrams: number;
}

export class CustomsAnswer {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null of all variants that have none of their own.', example: null }) variantId: string | null;
  @ApiProperty({ example: '691110' }) hsCode: string;
  @ApiProperty({ example: 'CN' }) originCountry: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { en: 'Porcelain tea bowl' } }) description: Readonly<Record<string, string>>;
  @ApiProperty({ type: 'integer', example: 380 }) netWeightGrams: number;
  @ApiProperty({ format: 'date-time' }) confirmedAt: string;
}

export class CustomsOfProductAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'The heading that such goods are usually under; the merchant decides and adds the rest.', example: '6911' }) suggestedHsHeading: string | null;
  @ApiProperty({ type: [CustomsAnswer] }) confirmed: CustomsAnswer[];
}

/** What customs ask of a product: its merchant confirms it once. */
@ApiTags('merchant')
@ApiParam({ name: 'productId', format: 'uuid' })
@Controller('v1/merchant/products/:productId/customs')
@Allow('merchant')
export class CustomsController {
  constructor(private readonly customs: CustomsOfProducts) {}

  /** @throws ProductUnknown */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What is confirmed to customs of a product, and what is suggested' })
  @ApiOkResponse({ type: CustomsOfProductAnswer })
  @Refuses(404)
  async show(@Param('productId') productId: string, @CurrentPrincipal() { merchantId }: Merchant): Promise<CustomsOfProductAnswer> {
    const { suggestedHsHeading, confirmed } = await this.customs.ofProduct(ownId(productId), merchantId);
    return { suggestedHsHeading, confirmed: confirmed.map(customsAnswer) };
  }

  /** @throws ProductUnknown */
  @Put()
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Confirm what customs ask of a product, or of one variant; it replaces what was confirmed' })
  @ApiNoContentResponse({ description: 'It stands on the papers of shipments.' })
  @Refuses(400, 404)
  async confirm(@Param('productId') productId: string, @Body() { variantId, ...facts }: CustomsDto, @CurrentPrincipal() { merchantId, personId }: Merchant): Promise<void> {
    await this.customs.confirm({ ...facts, productId: ownId(productId), variantId: variantId ?? null, merchantId, personId });
  }
}

function customsAnswer({ productId: _, confirmedAt, ...facts }: CustomsView): CustomsAnswer {
  return { ...facts, confirmedAt: confirmedAt.toISOString() };
}

function ownId(id: string): string {
  if (!isId(id)) throw new ProductUnknown({}, 'productId');
  return id;
}
