import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, type DeliveryKind } from '@silkport/catalog';
import { lineStates, type LineState, type OrderLineView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { locales, translation, type Locale } from '@silkport/values';
import { BundleAnswer, bundleAnswer } from './bundle-answer.js';
import { MoneyAnswer } from '../http/money-answer.js';
import { ImportEstimateAnswer, importEstimateAnswer } from './tax-answer.js';

export class OrderLineAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ example: 'JDZ-01' }) productCode: string;
  @ApiProperty({ example: 'porcelain-pattern-library' }) productSlug: string;
  @ApiProperty({ example: 'Porcelain pattern library' }) name: string;
  @ApiProperty({ enum: locales, example: 'en' }) nameLocale: Locale;
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the product has but one variant.', example: null }) variantName: string | null;
  @ApiProperty({ type: BundleAnswer, nullable: true, description: 'Null where it was ordered for itself.' }) bundle: BundleAnswer | null;
  @ApiProperty({ example: 'Clay and Cobalt Press' }) merchantName: string;
  @ApiProperty({ example: 'jingdezhen' }) clusterId: string;
  @ApiProperty({ example: 'dp.visual.patterns' }) categoryId: string;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty() unitPrice: MoneyAnswer;
  @ApiProperty({ description: 'What the buyer pays for the line: net and tax.' }) total: MoneyAnswer;
  @ApiProperty() net: MoneyAnswer;
  @ApiProperty() tax: MoneyAnswer;
  @ApiProperty({ type: ImportEstimateAnswer, nullable: true, description: 'Of a parcel that is taxed at the border.' }) importEstimate: ImportEstimateAnswer | null;
  @ApiProperty({ enum: lineStates, example: 'delivered' }) state: LineState;
  @ApiProperty({ description: 'Given back, or taken back by the buyer’s bank.' }) refunded: MoneyAnswer;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deliveredAt: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of a service that runs for a while: for how many days.', example: null }) serviceDays: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its buyer confirmed to withdraw from it.' }) withdrawnAt: string | null;
}

export function orderLineAnswer(line: OrderLineView, locale: Locale): OrderLineAnswer {
  const name = translation(line.productName, locale);
  return {
    id: line.id, productId: line.productId, productCode: line.productCode, productSlug: line.productSlug, name: name.text, nameLocale: name.locale, variantId: line.variantId,
    variantName: line.variantName && translation(line.variantName, locale).text, bundle: bundleAnswer(line.bundle, locale), merchantName: translation(line.merchantName, locale).text, clusterId: line.clusterId,
    categoryId: line.taxonomyId, deliveryKind: line.deliveryKind, quantity: line.quantity, unitPrice: toWireMoney(line.unit), total: toWireMoney(line.total),
    net: toWireMoney(line.net), tax: toWireMoney(line.tax), importEstimate: line.importEstimate && importEstimateAnswer(line.importEstimate), state: line.state,
    refunded: toWireMoney(line.refunded), deliveredAt: line.deliveredAt?.toISOString() ?? null, serviceDays: line.serviceDays, withdrawnAt: line.withdrawnAt?.toISOString() ?? null,
  };
}
