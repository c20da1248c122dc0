import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, type DeliveryKind, type ProductCard } from '@silkport/catalog';
import { rateStops, toWireMoney, type RateStop } from '@silkport/pricing';
import { locales, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class MerchantNameAnswer {
  @ApiProperty({ example: 'Clay and Cobalt Press' }) name: string;
  @ApiProperty({ example: 'clay-and-cobalt-press' }) slug: string;
}

/** A product as a list shows it. */
export class ProductCardAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Short stable name.', example: 'JDZ-01' }) code: string;
  @ApiProperty({ example: 'porcelain-pattern-library' }) slug: string;
  @ApiProperty({ example: 'Porcelain pattern library' }) name: string;
  @ApiProperty({ enum: locales, description: 'The language that the name is really in.', example: 'en' }) nameLocale: Locale;
  @ApiProperty() merchant: MerchantNameAnswer;
  @ApiProperty({ example: 'jingdezhen' }) clusterId: string;
  @ApiProperty({ example: 'dp.visual.patterns' }) categoryId: string;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ description: 'What one piece is.', example: 'licence' }) unit: string;
  @ApiProperty({ description: 'Of the cheapest variant, in the currency asked for; where `priceStop` is set, in the merchant’s.' }) price: MoneyAnswer;
  @ApiProperty({ type: String, enum: [...rateStops, null], nullable: true, description: 'Why there is no price in the currency asked for now; another one may have its rate.', example: null }) priceStop: RateStop | null;
  @ApiProperty({ example: false }) hasMoreVariants: boolean;
}

export class ProductPageAnswer extends PageAnswer {
  @ApiProperty({ type: [ProductCardAnswer] }) items: ProductCardAnswer[];
}

export function productCardAnswer(card: ProductCard): ProductCardAnswer {
  return {
    id: card.id, code: card.code, slug: card.slug, name: card.name, nameLocale: card.nameLocale, merchant: { name: card.merchantName, slug: card.merchantSlug },
    clusterId: card.clusterId, categoryId: card.taxonomyId, deliveryKind: card.deliveryKind, unit: card.unit, price: toWireMoney(card.price), priceStop: card.priceStop, hasMoreVariants: card.hasMoreVariants,
  };
}
