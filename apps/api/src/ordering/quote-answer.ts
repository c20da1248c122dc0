import { ApiProperty } from '@nestjs/swagger';
import { billingIntervals, deliveryKinds, type BillingInterval, type DeliveryKind } from '@silkport/catalog';
import { consentKinds, immediateDeliveryConsents, serviceStartConsents, trialHolders, type ConsentKind, type QuoteLine, type QuoteView, type TrialHolder } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { locales, money, translation, type Locale } from '@silkport/values';
import { BundleAnswer, bundleAnswer } from './bundle-answer.js';
import { MoneyAnswer } from '../http/money-answer.js';
import { ImportEstimateAnswer, importEstimateAnswer, TaxGroupAnswer, taxGroupAnswers } from './tax-answer.js';

export class QuotedSubscriptionAnswer {
  @ApiProperty({ enum: billingIntervals, example: 'month' }) interval: BillingInterval;
  @ApiProperty({ type: 'integer', example: 1 }) intervalCount: number;
  @ApiProperty({ type: 'integer', example: 14 }) trialDays: number;
  @ApiProperty({ type: String, enum: [...trialHolders, null], nullable: true, description: 'Why there is no trial, though the plan begins with one: by what the buyer is known, who has had it.', example: null }) trialGivenTo: TrialHolder | null;
  @ApiProperty({ description: 'Of each period: net and tax. The first is due today, or when the trial is over.' }) recurring: MoneyAnswer;
  @ApiProperty({ format: 'date', description: 'When it is charged first, if it is ordered while the quote holds.', example: '2026-12-08' }) firstChargeOn: string;
}

export class QuoteLineAnswer {
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ example: 'porcelain-pattern-library' }) productSlug: string;
  @ApiProperty({ example: 'Porcelain pattern library' }) name: string;
  @ApiProperty({ enum: locales, example: 'en' }) nameLocale: Locale;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the product has but one variant.', example: null }) variantName: string | null;
  @ApiProperty({ type: BundleAnswer, nullable: true, description: 'Null where it was ordered for itself.' }) bundle: BundleAnswer | null;
  @ApiProperty({ example: 'Clay and Cobalt Press' }) merchantName: string;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty() unitPrice: MoneyAnswer;
  @ApiProperty({ description: 'What the buyer pays for the line: net and tax.' }) total: MoneyAnswer;
  @ApiProperty() net: MoneyAnswer;
  @ApiProperty() tax: MoneyAnswer;
  @ApiProperty({ type: ImportEstimateAnswer, nullable: true, description: 'Of a parcel that is taxed at the border.' }) importEstimate: ImportEstimateAnswer | null;
  @ApiProperty({ type: QuotedSubscriptionAnswer, nullable: true, description: 'Of what is charged by the period; `total` is what is due today.' }) subscription: QuotedSubscriptionAnswer | null;
  @ApiProperty({ description: 'At the merchant’s own price.' }) merchantTotal: MoneyAnswer;
  @ApiProperty({ description: 'Units of the quote’s currency for one of the merchant’s, frozen.', example: '71.4' }) rate: string;
}

/** Prices promised for half an hour. */
export class QuoteAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Country/region of the buyer.', example: 'KZ' }) country: string;
  @ApiProperty({ enum: locales, example: 'ru' }) locale: Locale;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ description: 'Of `total`.' }) net: MoneyAnswer;
  @ApiProperty({ description: 'Of `total`.' }) tax: MoneyAnswer;
  @ApiProperty({ type: [TaxGroupAnswer] }) taxes: TaxGroupAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Of a business buyer, in its official form.', example: null }) taxId: string | null;
  @ApiProperty({ type: [QuoteLineAnswer] }) lines: QuoteLineAnswer[];
  @ApiProperty({ description: 'Whether the order needs a `recipient`.', example: false }) needsRecipient: boolean;
  @ApiProperty({ description: 'Whether the order needs `immediateDelivery`: the right of withdrawal is given up, or a service begun, only expressly here.', example: false }) needsImmediateDeliveryConsent: boolean;
  @ApiProperty({ enum: consentKinds, isArray: true, description: 'What the buyer agrees to by `immediateDelivery`.' }) immediateDeliveryConsents: readonly ConsentKind[];
  @ApiProperty({ enum: consentKinds, isArray: true, description: 'What the buyer agrees to by `startService`; empty where there is nothing to ask.' }) serviceStartConsents: readonly ConsentKind[];
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

export function quoteAnswer(quote: QuoteView, reader: Locale): QuoteAnswer {
  const { id, country, currency, locale, total, taxId, lines, expiresAt } = quote;
  const atOnce = immediateDeliveryConsents(quote);
  const sumOf = (name: 'netMinor' | 'taxMinor') => toWireMoney(money(lines.reduce((sum, line) => sum + line[name], 0n), currency));
  return {
    id, country, locale, total: toWireMoney(total), net: sumOf('netMinor'), tax: sumOf('taxMinor'), taxes: taxGroupAnswers(lines), taxId, lines: lines.map((line) => lineAnswer(line, quote, reader)),
    needsRecipient: lines.some(({ deliveryKind }) => deliveryKind === 'parcel'), needsImmediateDeliveryConsent: atOnce.length > 0, immediateDeliveryConsents: atOnce, serviceStartConsents: serviceStartConsents(quote),
    expiresAt: expiresAt.toISOString(),
  };
}

function lineAnswer(line: QuoteLine, quote: Pick<QuoteView, 'currency' | 'expiresAt'>, reader: Locale): QuoteLineAnswer {
  const { currency } = quote;
  const name = translation(line.productName, reader);
  return {
    variantId: line.variantId, productSlug: line.productSlug, name: name.text, nameLocale: name.locale, variantName: line.variantName && translation(line.variantName, reader).text,
    bundle: bundleAnswer(line.bundle, reader), merchantName: translation(line.merchantName, reader).text, deliveryKind: line.deliveryKind, quantity: line.quantity,
    unitPrice: toWireMoney(money(line.unitMinor, currency)), total: toWireMoney(money(line.totalMinor, currency)),
    net: toWireMoney(money(line.netMinor, currency)), tax: toWireMoney(money(line.taxMinor, currency)), importEstimate: line.importEstimate && importEstimateAnswer(line.importEstimate), subscription: quotedSubscription(line, quote),
    merchantTotal: toWireMoney(money(line.merchantTotalMinor, line.merchantCurrency)), rate: line.rate,
  };
}

const dayMilliseconds = 86_400_000;

function quotedSubscription({ subscription }: QuoteLine, { currency, expiresAt }: Pick<QuoteView, 'currency' | 'expiresAt'>): QuotedSubscriptionAnswer | null {
  if (!subscription) return null;
  const { plan, recurring, trialGivenTo = null } = subscription;
  const firstChargeOn = new Date(expiresAt.getTime() + plan.trialDays * dayMilliseconds).toISOString().slice(0, 10);
  return { interval: plan.interval, intervalCount: plan.intervalCount, trialDays: plan.trialDays, trialGivenTo, recurring: toWireMoney(money(recurring.totalMinor, currency)), firstChargeOn };
}
