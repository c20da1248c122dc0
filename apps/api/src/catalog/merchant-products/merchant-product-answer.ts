import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, publicationStatuses, units, type DeliveryKind, type MerchantProduct, type MerchantProductLine, type MerchantVariant, type PublicationStatus, type Unit } from '@silkport/catalog';
import { locales, translation, type Locale } from '@silkport/values';
import { TranslatedAnswer } from '../../delivery/translated.dto.js';
import { FieldProblemAnswer } from '../../http/problem-answer.js';
import { PageAnswer } from '../../http/page-answer.js';
import { ListedPriceAnswer, listedPriceAnswer } from '../../pricing/merchant-prices-answer.js';
import { BillingPlanAnswer } from '../product-answer.js';

export class PartOfBundleAnswer {
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty() isOnSale: boolean;
}

export class MerchantVariantAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'GLAZE-01-1' }) sku: string;
  @ApiProperty({ type: TranslatedAnswer }) name: TranslatedAnswer;
  @ApiProperty({ description: 'Not on sale before the product is published, or published again.' }) isDraft: boolean;
  @ApiProperty({ type: 'integer', nullable: true, example: null }) weightGrams: number | null;
  @ApiProperty({ type: 'integer', nullable: true, example: null }) serviceDays: number | null;
  @ApiProperty({ type: BillingPlanAnswer, nullable: true }) billing: BillingPlanAnswer | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Pieces that can still be ordered; null where there is no limit.', example: null }) available: number | null;
  @ApiProperty({ type: [PartOfBundleAnswer], description: 'What a bundle holds; empty of everything else.' }) contains: PartOfBundleAnswer[];
  @ApiProperty({ type: [ListedPriceAnswer], description: 'Now and to come; the main one first.' }) prices: ListedPriceAnswer[];
}

export class MerchantProductAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'GLAZE-01' }) code: string;
  @ApiProperty({ example: 'celadon-glaze-recipes' }) slug: string;
  @ApiProperty({ enum: publicationStatuses }) state: PublicationStatus;
  @ApiProperty({ type: TranslatedAnswer }) name: TranslatedAnswer;
  @ApiProperty({ type: TranslatedAnswer }) description: TranslatedAnswer;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } }, description: 'By language.', example: { en: ['glaze'] } }) tags: Readonly<Record<string, readonly string[]>>;
  @ApiProperty({ example: 'dp.visual.pattern' }) categoryId: string;
  @ApiProperty({ enum: deliveryKinds }) deliveryKind: DeliveryKind;
  @ApiProperty({ enum: units }) unit: Unit;
  @ApiProperty({ description: 'Currency that other prices are converted from.', example: 'CNY' }) mainCurrency: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was on sale first.' }) publishedAt: string | null;
  @ApiProperty({ type: [MerchantVariantAnswer] }) variants: MerchantVariantAnswer[];
  @ApiProperty({ type: [FieldProblemAnswer], description: 'What is missing before it can be published, or published again; empty where nothing is.' }) missing: FieldProblemAnswer[];
}

export class MerchantProductLineAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'GLAZE-01' }) code: string;
  @ApiProperty({ example: 'celadon-glaze-recipes' }) slug: string;
  @ApiProperty({ enum: publicationStatuses }) state: PublicationStatus;
  @ApiProperty({ example: 'Celadon glaze recipes' }) name: string;
  @ApiProperty({ enum: locales, description: 'The language that the name is really in.', example: 'en' }) nameLocale: Locale;
  @ApiProperty({ example: 'dp.visual.pattern' }) categoryId: string;
  @ApiProperty({ enum: deliveryKinds }) deliveryKind: DeliveryKind;
  @ApiProperty({ enum: units }) unit: Unit;
  @ApiProperty({ type: 'integer', description: 'Drafts among them.', example: 2 }) variantCount: number;
  @ApiProperty({ type: 'integer', example: 0 }) draftVariantCount: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was on sale first.' }) publishedAt: string | null;
}

export class MerchantProductPageAnswer extends PageAnswer {
  @ApiProperty({ type: [MerchantProductLineAnswer], description: 'The newest first.' }) items: MerchantProductLineAnswer[];
}

export function merchantProductAnswer({ status, taxonomyId, merchantId: _, publishedAt, variants, ...product }: MerchantProduct, missing: FieldProblemAnswer[]): MerchantProductAnswer {
  return { ...product, state: status, categoryId: taxonomyId, publishedAt: publishedAt?.toISOString() ?? null, variants: variants.map(merchantVariantAnswer), missing };
}

function merchantVariantAnswer({ contains, prices, ...variant }: MerchantVariant): MerchantVariantAnswer {
  return { ...variant, contains: [...contains], prices: prices.map(listedPriceAnswer) };
}

export function merchantProductLineAnswer({ name, status, taxonomyId, publishedAt, ...line }: MerchantProductLine, reader: Locale): MerchantProductLineAnswer {
  const { text, locale } = translation(name, reader);
  return { ...line, name: text, nameLocale: locale, state: status, categoryId: taxonomyId, publishedAt: publishedAt?.toISOString() ?? null };
}
