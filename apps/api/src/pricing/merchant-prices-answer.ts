import { ApiProperty } from '@nestjs/swagger';
import type { PricedProduct } from '@silkport/catalog';
import { rateStops, toWireMoney, type ListedPrice, type RateStop } from '@silkport/pricing';
import { translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import type { SeenPrice, SeenPrices } from './seen-prices.js';

const origins = ['own', 'converted'] as const;

/** A price that the merchant set. */
export class ListedPriceAnswer {
  @ApiProperty() price: MoneyAnswer;
  @ApiProperty({ type: String, nullable: true, description: 'Country/region that it is for; null for every one.', example: null }) market: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) validFrom: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The first instant at which it is not valid any more.', example: null }) validTo: string | null;
}

/** What a buyer sees in one currency, and what of it the merchant gets. */
export class SeenPriceAnswer {
  @ApiProperty({ description: 'ISO 4217.', example: 'KZT' }) currency: string;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Null where there is no price in it now: see `stop`.' }) price: MoneyAnswer | null;
  @ApiProperty({ type: String, enum: [...rateStops, null], nullable: true, description: 'Why there is no price in it now.', example: null }) stop: RateStop | null;
  @ApiProperty({ enum: origins, description: 'Set by the merchant, or converted from the main price.', example: 'converted' }) origin: (typeof origins)[number];
  @ApiProperty({ description: 'The merchant’s price that it was made from.' }) merchantPrice: MoneyAnswer;
  @ApiProperty({ description: 'Units of the currency for one of the merchant’s, margin included; 1 where nothing was converted.', example: '67.0956' }) rate: string;
  @ApiProperty({ description: 'The same without the margin.', example: '65.78' }) referenceRate: string;
  @ApiProperty({ description: 'Percent on top of the reference rate.', example: '2' }) marginPct: string;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Included tax of the market; null where no country/region was given, or there is no price.' }) includedTax: MoneyAnswer | null;
  @ApiProperty({ description: 'The merchant’s price without that tax.' }) net: MoneyAnswer;
  @ApiProperty({ description: 'Of `net`, to the marketplace.' }) commission: MoneyAnswer;
  @ApiProperty({ description: 'Tax on the commission.' }) commissionTax: MoneyAnswer;
  @ApiProperty({ description: 'What the merchant gets: `net` less commission and its tax.' }) payable: MoneyAnswer;
}

export class PricedVariantAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'JDZ-01-S' }) sku: string;
  @ApiProperty({ example: 'Studio licence' }) name: string;
  @ApiProperty({ type: [ListedPriceAnswer], description: 'As set by the merchant, now and to come; the main one first.' }) listed: ListedPriceAnswer[];
  @ApiProperty({ type: [SeenPriceAnswer], description: 'For every currency that can be charged.' }) seen: SeenPriceAnswer[];
}

export class MerchantPricesAnswer {
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ description: 'Currency that other prices are converted from.', example: 'CNY' }) mainCurrency: string;
  @ApiProperty({ type: String, nullable: true, description: 'The buyer’s country/region that was asked about.', example: 'KZ' }) country: string | null;
  @ApiProperty({ format: 'date', description: 'Date of the reference rates.', example: '2026-11-20' }) rateDate: string;
  @ApiProperty({ description: 'Whose reference rates they are.', example: 'European Central Bank' }) rateSource: string;
  @ApiProperty({ format: 'uuid', description: 'The rule that the commission is by.' }) commissionRuleId: string;
  @ApiProperty({ description: 'Percent.', example: '10' }) commissionPct: string;
  @ApiProperty({ description: 'Percent of the commission.', example: '6' }) commissionTaxPct: string;
  @ApiProperty({ type: [PricedVariantAnswer] }) variants: PricedVariantAnswer[];
}

export function merchantPricesAnswer(product: PricedProduct, { table, terms, byVariant }: SeenPrices, country: string | null, locale: Locale): MerchantPricesAnswer {
  return {
    productId: product.id, mainCurrency: product.mainCurrency, country, rateDate: table.effectiveDate, rateSource: table.source, commissionRuleId: terms.ruleId,
    commissionPct: terms.ratePct, commissionTaxPct: terms.taxRatePct,
    variants: product.variants.map(({ id, sku, name, prices }) => ({
      id, sku, name: translation(name, locale).text, listed: prices.map(listedPriceAnswer), seen: (byVariant.get(id) ?? []).map(seenPriceAnswer),
    })),
  };
}

export function listedPriceAnswer({ market, validFrom, validTo, ...price }: ListedPrice): ListedPriceAnswer {
  return { price: toWireMoney(price), market: market ?? null, validFrom: validFrom?.toISOString() ?? null, validTo: validTo?.toISOString() ?? null };
}

function seenPriceAnswer({ currency, shown, includedTax, net, commission, commissionTax, payable }: SeenPrice): SeenPriceAnswer {
  const { price, merchantPrice, stop, rate, referenceRate, marginPct } = shown;
  return {
    currency, price: stop ? null : toWireMoney(price), stop, origin: stop || merchantPrice.currency !== currency ? 'converted' : 'own', merchantPrice: toWireMoney(merchantPrice),
    rate, referenceRate, marginPct, includedTax: stop || !includedTax ? null : toWireMoney(includedTax),
    net: toWireMoney(net), commission: toWireMoney(commission), commissionTax: toWireMoney(commissionTax), payable: toWireMoney(payable),
  };
}
