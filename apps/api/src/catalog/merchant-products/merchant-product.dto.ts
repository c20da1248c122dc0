import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { billingIntervals, deliveryKinds, publicationStatuses, units, type BillingInterval, type DeliveryKind, type ProductDraft, type ProductWords, type PublicationStatus, type Unit, type VariantDraft } from '@silkport/catalog';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsIn, IsInt, IsObject, IsOptional, IsUUID, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { CodeText } from '../../http/code-text.js';
import { PageQuery } from '../../http/page-query.js';
import { ListedPriceDto, listedPricesOf } from '../../pricing/price-list.dto.js';
import { ProductDescriptionDto, ProductNameDto, ProductTagsDto, tagsOf, wordsOf } from './product-words.dto.js';

const mostVariants = 50;
const mostParts = 20;
const mostPrices = 400;
const mostPieces = 10_000_000;
const skuForm = /^[\p{L}\p{N}][\p{L}\p{N} ._/+-]{0,63}$/u;
const whole = (minimum: number, maximum: number, description: string) => ({ type: 'integer' as const, minimum, maximum, description });

export class BillingPlanDto {
  @ApiProperty({ enum: billingIntervals }) @IsIn(billingIntervals)
  interval: BillingInterval;

  @ApiPropertyOptional({ ...whole(1, 52, 'Every so many intervals.'), default: 1 }) @Max(52) @Min(1) @IsInt()
  intervalCount: number = 1;

  @ApiPropertyOptional({ ...whole(0, 365, 'Before the first charge.'), default: 0 }) @Max(365) @Min(0) @IsInt()
  trialDays: number = 0;
}

class VariantWordsDto {
  @ApiPropertyOptional({ description: 'Your own number for it, one that no other variant of yours has; made from the product’s code where it is left out.', maxLength: 64, example: 'GLAZE-S' })
  @IsOptional() @Matches(skuForm)
  sku?: string;

  @ApiProperty({ type: ProductNameDto }) @Type(() => ProductNameDto) @ValidateNested() @IsObject() @IsDefined()
  name: ProductNameDto;

  @ApiPropertyOptional({ ...whole(1, 1_000_000, 'Of a parcel: of one piece with its packing. Needed before it is published.'), nullable: true }) @IsOptional() @Max(1_000_000) @Min(1) @IsInt()
  weightGrams?: number | null;

  @ApiPropertyOptional({ ...whole(1, 36_500, 'Of a service that runs for a while: for how many days.'), nullable: true }) @IsOptional() @Max(36_500) @Min(1) @IsInt()
  serviceDays?: number | null;

  @ApiPropertyOptional({ type: BillingPlanDto, nullable: true, description: 'Of a subscription: how its price is charged. Changing it touches nobody who has subscribed.' })
  @IsOptional() @Type(() => BillingPlanDto) @ValidateNested() @IsObject()
  billing?: BillingPlanDto | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid', minItems: 1, maxItems: mostParts, description: 'Of a bundle: your variants that it holds, a piece of each; twice for two pieces. No bundle and no subscription. A change is for later quotes.' })
  @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMaxSize(mostParts) @ArrayMinSize(1) @IsArray()
  contains?: string[];

  @ApiPropertyOptional(whole(0, mostPieces, 'Of a variant that is new: pieces that can be ordered; any number where it is left out. Keys are counted as they are imported, bundles by what they hold.'))
  @IsOptional() @Max(mostPieces) @Min(0) @IsInt()
  stock?: number;
}

export class NewVariantDto extends VariantWordsDto {
  @ApiProperty({ type: [ListedPriceDto], minItems: 1, maxItems: mostPrices, description: 'The main price first, for every country/region and for ever; then your own in other currencies or for single countries/regions. The currency of the first price is the product’s main one.' })
  @Type(() => ListedPriceDto) @ValidateNested({ each: true }) @ArrayMaxSize(mostPrices) @ArrayMinSize(1) @IsArray()
  prices: ListedPriceDto[];
}

export class ChangedVariantDto extends VariantWordsDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of a variant that is there; a new one has none, and is a draft until the product is published again.' }) @IsOptional() @IsUUID()
  id?: string;

  @ApiPropertyOptional({ type: [ListedPriceDto], minItems: 1, maxItems: mostPrices, description: 'The whole list. Needed of a new variant; those of another stay as they are where it is left out.' })
  @IsOptional() @Type(() => ListedPriceDto) @ValidateNested({ each: true }) @ArrayMaxSize(mostPrices) @ArrayMinSize(1) @IsArray()
  prices?: ListedPriceDto[];
}

class ProductWordsDto {
  @ApiProperty({ type: ProductNameDto }) @Type(() => ProductNameDto) @ValidateNested() @IsObject() @IsDefined()
  name: ProductNameDto;

  @ApiPropertyOptional({ type: ProductDescriptionDto }) @IsOptional() @Type(() => ProductDescriptionDto) @ValidateNested() @IsObject()
  description?: ProductDescriptionDto;

  @ApiPropertyOptional({ type: ProductTagsDto }) @IsOptional() @Type(() => ProductTagsDto) @ValidateNested() @IsObject()
  tags?: ProductTagsDto;

  @ApiProperty({ description: 'A leaf of /v1/categories. It stays from the first publication on.', example: 'dp.visual.pattern' }) @CodeText()
  categoryId: string;

  @ApiProperty({ enum: units, description: 'What one piece is.', example: 'copy' }) @IsIn(units)
  unit: Unit;

  @ApiPropertyOptional({ description: 'Short and stable: pictures are drawn from it. Made from the name where it is left out; it stays from the first publication on.', pattern: '^[A-Za-z0-9](-?[A-Za-z0-9]){1,39}$', example: 'GLAZE-01' })
  @IsOptional() @Matches(/^[A-Za-z0-9](-?[A-Za-z0-9]){1,39}$/) @MaxLength(40)
  code?: string;

  @ApiPropertyOptional({ description: 'The end of its address. Made from the name where it is left out; it stays from the first publication on.', pattern: '^[a-z0-9](-?[a-z0-9]){2,89}$', example: 'celadon-glaze-recipes' })
  @IsOptional() @Matches(/^[a-z0-9](-?[a-z0-9]){2,89}$/) @MaxLength(90)
  slug?: string;
}

export class NewProductDto extends ProductWordsDto {
  @ApiProperty({ enum: deliveryKinds, description: 'How a buyer receives it; one of the `deliveryKinds` of its category. It never changes.', example: 'download' }) @IsIn(deliveryKinds)
  deliveryKind: DeliveryKind;

  @ApiProperty({ type: [NewVariantDto], minItems: 1, maxItems: mostVariants, description: 'In the order in which buyers see them.' })
  @Type(() => NewVariantDto) @ValidateNested({ each: true }) @ArrayMaxSize(mostVariants) @ArrayMinSize(1) @IsArray()
  variants: NewVariantDto[];
}

export class ChangedProductDto extends ProductWordsDto {
  @ApiProperty({ type: [ChangedVariantDto], minItems: 1, maxItems: mostVariants, description: 'All of them, in the order in which buyers see them: those that are there by their ids, and new ones. None can be left out.' })
  @Type(() => ChangedVariantDto) @ValidateNested({ each: true }) @ArrayMaxSize(mostVariants) @ArrayMinSize(1) @IsArray()
  variants: ChangedVariantDto[];
}

export class StockDto {
  @ApiProperty({ ...whole(0, mostPieces, 'Pieces that can be ordered from now on, without those promised to unpaid orders; 0 stops the sale, null is any number.'), nullable: true })
  @ValidateIf(({ available }: StockDto) => available !== null) @Max(mostPieces) @Min(0) @IsInt()
  available: number | null;

  @ApiProperty({ ...whole(0, 2_147_483_647, '`available` as you saw it last: what was sold since is not put on sale again.'), nullable: true })
  @ValidateIf(({ basedOn }: StockDto) => basedOn !== null) @Max(2_147_483_647) @Min(0) @IsInt()
  basedOn: number | null;
}

export class MerchantProductListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: publicationStatuses, description: 'All of them where it is left out.' }) @IsOptional() @IsIn(publicationStatuses)
  state?: PublicationStatus;
}

/** @throws CurrencyNotOffered, PriceRefused */
export function draftOf(product: NewProductDto): ProductDraft {
  return { ...productWordsOf(product), deliveryKind: product.deliveryKind };
}

/** @throws CurrencyNotOffered, PriceRefused */
export function productWordsOf({ name, description, tags, categoryId, unit, code, slug, variants }: NewProductDto | ChangedProductDto): ProductWords {
  return { name: wordsOf(name), description: wordsOf(description), tags: tagsOf(tags), taxonomyId: categoryId, unit, code, slug, variants: variants.map(variantOf) };
}

function variantOf({ name, billing, prices, ...variant }: NewVariantDto | ChangedVariantDto, index: number): VariantDraft {
  return { ...variant, name: wordsOf(name), billing: billing && { ...billing }, prices: prices && listedPricesOf({ prices }, `variants.${index}.prices`) };
}
