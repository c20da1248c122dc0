import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, type DeliveryKind } from '@silkport/catalog';
import type { QuoteLine, QuoteView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { locales, money, translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

export class QuoteLineAnswer {
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ example: 'porcelain-pattern-library' }) productSlug: string;
  @ApiProperty({ example: 'Porcelain pattern library' }) name: string;
  @ApiProperty({ enum: locales, example: 'en' }) nameLocale: Locale;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the product has but one variant.', example: null }) variantName: string | null;
  @ApiProperty({ example: 'Clay and Cobalt Press' }) merchantName: string;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty() unitPrice: MoneyAnswer;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ description: 'At the merchant’s own price.' }) merchantTotal: MoneyAnswer;
  @ApiProperty({ description: 'Units of the quote’s currency for one of the merchant’s, frozen.', example: '71.4' }) rate: string;
}

/** Prices promised for half an hour. */
export class QuoteAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Country/region of the buyer.', example: 'KZ' }) country: string;
  @ApiProperty({ enum: locales, example: 'ru' }) locale: Locale;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ type: [QuoteLineAnswer] }) lines: QuoteLineAnswer[];
  @ApiProperty({ description: 'Whether the order needs a `recipient`.', example: false }) needsRecipient: boolean;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

export function quoteAnswer({ id, country, currency, locale, total, lines, expiresAt }: QuoteView, reader: Locale): QuoteAnswer {
  return {
    id, country, locale, total: toWireMoney(total), lines: lines.map((line) => lineAnswer(line, currency, reader)),
    needsRecipient: lines.some(({ deliveryKind }) => deliveryKind === 'parcel'), expiresAt: expiresAt.toISOString(),
  };
}

function lineAnswer(line: QuoteLine, currency: string, reader: Locale): QuoteLineAnswer {
  const name = translation(line.productName, reader);
  return {
    variantId: line.variantId, productSlug: line.productSlug, name: name.text, nameLocale: name.locale, variantName: line.variantName && translation(line.variantName, reader).text,
    merchantName: translation(line.merchantName, reader).text, deliveryKind: line.deliveryKind, quantity: line.quantity,
    unitPrice: toWireMoney(money(line.unitMinor, currency)), total: toWireMoney(money(line.totalMinor, currency)),
    merchantTotal: toWireMoney(money(line.merchantTotalMinor, line.merchantCurrency)), rate: line.rate,
  };
}
