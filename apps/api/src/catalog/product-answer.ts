import { ApiProperty } from '@nestjs/swagger';
import { billingIntervals, deliveryKinds, type BillingInterval, type ContainedVariant, type DeliveryKind, type ProductView, type VariantView } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { rateStops, toWireMoney, type RateStop } from '@silkport/pricing';
import { locales, translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { categoryPath, NamedAnswer } from './category-path.js';

export class ProductMerchantAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Clay and Cobalt Press' }) name: string;
  @ApiProperty({ example: 'clay-and-cobalt-press' }) slug: string;
}

export class BillingPlanAnswer {
  @ApiProperty({ enum: billingIntervals, example: 'month' }) interval: BillingInterval;
  @ApiProperty({ type: 'integer', description: 'Every so many intervals.', example: 1 }) intervalCount: number;
  @ApiProperty({ type: 'integer', description: 'Before the first charge.', example: 14 }) trialDays: number;
}

export class ContainedAnswer {
  @ApiProperty({ example: 'clay-film-book' }) productSlug: string;
  @ApiProperty({ example: 'Clay film e-book' }) name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the product has but one variant.', example: null }) variantName: string | null;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
}

export class VariantAnswer {
  @ApiProperty({ format: 'uuid', description: 'What a quote asks for.' }) id: string;
  @ApiProperty({ example: 'JDZ-01-S' }) sku: string;
  @ApiProperty({ example: 'Studio licence' }) name: string;
  @ApiProperty({ description: 'In the currency asked for; where `priceStop` is set, in the merchant’s.' }) price: MoneyAnswer;
  @ApiProperty({ type: String, enum: [...rateStops, null], nullable: true, description: 'Why there is no price in the currency asked for now; another one may have its rate.', example: null }) priceStop: RateStop | null;
  @ApiProperty({ description: 'As the merchant set it.' }) merchantPrice: MoneyAnswer;
  @ApiProperty({ type: 'integer', nullable: true, example: null }) weightGrams: number | null;
  @ApiProperty({ type: BillingPlanAnswer, nullable: true, description: 'Of a subscription: how its price is charged.' }) billing: BillingPlanAnswer | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Pieces left; null where there is no limit.', example: null }) available: number | null;
  @ApiProperty({ type: [ContainedAnswer], description: 'What a bundle holds; empty of everything else.' }) contains: ContainedAnswer[];
}

export class ProductAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'JDZ-01' }) code: string;
  @ApiProperty({ example: 'porcelain-pattern-library' }) slug: string;
  @ApiProperty({ example: 'Porcelain pattern library' }) name: string;
  @ApiProperty({ enum: locales, description: 'The language that name and description are really in.', example: 'en' }) nameLocale: Locale;
  @ApiProperty({ example: 'Two hundred traced patterns of blue and white porcelain.' }) description: string;
  @ApiProperty({ type: [String], example: ['porcelain', 'pattern'] }) tags: readonly string[];
  @ApiProperty() merchant: ProductMerchantAnswer;
  @ApiProperty() cluster: NamedAnswer;
  @ApiProperty({ type: [NamedAnswer], description: 'Root, branch and leaf.' }) categories: readonly NamedAnswer[];
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ description: 'What one piece is.', example: 'licence' }) unit: string;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: [VariantAnswer] }) variants: VariantAnswer[];
}

export function productAnswer(product: ProductView, cluster: ClusterView | undefined, locale: Locale): ProductAnswer {
  const name = translation(product.name, locale);
  return {
    id: product.id, code: product.code, slug: product.slug, name: name.text, nameLocale: name.locale, description: translation(product.description, locale).text,
    tags: product.tags[locale] ?? product.tags.en ?? [],
    merchant: { id: product.merchantId, name: translation(product.merchantName, locale).text, slug: product.merchantSlug },
    cluster: { id: product.clusterId, name: cluster ? translation(cluster.name, locale).text : product.clusterId },
    categories: categoryPath(product.taxonomyId, locale), deliveryKind: product.deliveryKind, unit: product.unit, publishedAt: product.publishedAt.toISOString(),
    variants: product.variants.map((variant) => variantAnswer(variant, locale)),
  };
}

function variantAnswer({ id, sku, name, price, priceStop, merchantPrice, weightGrams, billing, available, contains }: VariantView, locale: Locale): VariantAnswer {
  return { id, sku, name: translation(name, locale).text, price: toWireMoney(price), priceStop, merchantPrice: toWireMoney(merchantPrice), weightGrams, billing, available, contains: contains.map((held) => containedAnswer(held, locale)) };
}

function containedAnswer({ productSlug, productName, variantName, deliveryKind }: ContainedVariant, locale: Locale): ContainedAnswer {
  return { productSlug, name: translation(productName, locale).text, variantName: variantName && translation(variantName, locale).text, deliveryKind };
}
