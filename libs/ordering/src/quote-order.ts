import { Injectable } from '@nestjs/common';
import { ProductUnknown, ProductWithdrawn, QuotableVariants, SoldOut, type QuotableVariant } from '@silkport/catalog';
import { findMarket } from '@silkport/markets';
import { Idempotency, onceStatement, toJson, type Answer, type IdempotentRequest } from '@silkport/platform';
import { ExchangeRates, offeredCurrency, resolvePrice, type RateTable } from '@silkport/pricing';
import { Clock, money, multiplyMoney, newId, sumMoney, type Locale, type Money } from '@silkport/values';
import { refuseUnpayable } from './order-limits.js';
import { CountryUnknown } from './ordering.errors.js';
import type { QuoteLine } from './quote.entity.js';
import { QuoteReads } from './quote-reads.js';

export interface WantedItem { readonly variantId: string; readonly quantity: number }

export interface QuoteRequest {
  readonly items: readonly WantedItem[];
  /** The buyer's declared country/region. */
  readonly country: string;
  readonly currency: string;
  readonly locale: Locale;
}

export interface QuoteView {
  readonly id: string;
  readonly country: string;
  readonly currency: string;
  readonly locale: Locale;
  readonly rateSetId: string;
  readonly total: Money;
  readonly lines: readonly QuoteLine[];
  readonly expiresAt: Date;
}

const promisedForMilliseconds = 30 * 60 * 1000;

const saveQuote = onceStatement('ordering.save_quote', `
  quoted AS (
    INSERT INTO ordering.quotes (id, country, currency, locale, rate_set_id, total_minor, lines, quoted_at, expires_at)
    SELECT $4::uuid, $7, $8, $9, $10, $11, $12, $13, $14 FROM unclaimed RETURNING id)
  SELECT FROM quoted`);

/** Promises prices for half an hour: price, rate and merchant of every line are frozen. */
@Injectable()
export class QuoteOrder {
  constructor(
    private readonly quotes: QuoteReads,
    private readonly variants: QuotableVariants,
    private readonly rates: ExchangeRates,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * @param answerOf what the client will be told of the quote, to be kept with it
   * @throws CountryUnknown, CurrencyNotOffered, RateMissing, ProductUnknown, ProductWithdrawn, SoldOut, OrderTooSmall, OrderTooLarge, AnsweredBefore
   * @returns the quote: a repeated request's first one
   */
  async run(wanted: QuoteRequest, request?: IdempotentRequest, answerOf?: (quote: QuoteView) => Answer): Promise<QuoteView> {
    const quote = await this.draft(wanted);
    const { id, country, currency, locale, rateSetId, total, lines, expiresAt } = quote;
    const values = [country, currency, locale, rateSetId, total.amountMinor, toJson(lines), this.clock.now(), expiresAt];
    const earlier = await this.idempotency.writeOnce(saveQuote, values, { request, resourceId: id, answer: answerOf?.(quote) });
    return earlier ? this.quotes.byId(earlier) : quote;
  }

  /** The same without keeping it: what a basket would cost now. */
  async draft({ items, country, currency, locale }: QuoteRequest): Promise<QuoteView> {
    if (!findMarket(country)) throw new CountryUnknown({ country }, 'country');
    offeredCurrency(currency);
    const wanted = mergeItems(items);
    const [table, variants] = await Promise.all([this.rates.current(), this.variants.byId([...wanted.keys()])]);
    const lines = items.filter(({ variantId }, index) => items.findIndex((each) => each.variantId === variantId) === index)
      .map(({ variantId }, index) => lineOf(variants.get(variantId), wanted.get(variantId) ?? 0, currency, table, index));
    refuseShortages(lines, variants);
    const total = sumMoney(lines.map(({ totalMinor }) => money(totalMinor, currency)), currency);
    refuseUnpayable(total, table);
    return { id: newId(), country, currency, locale, rateSetId: table.rateSetId, total, lines, expiresAt: new Date(this.clock.now().getTime() + promisedForMilliseconds) };
  }
}

function mergeItems(items: readonly WantedItem[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of items) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  return wanted;
}

function lineOf(variant: QuotableVariant | undefined, quantity: number, currency: string, table: RateTable, index: number): QuoteLine {
  const field = `items.${index}.variantId`;
  if (!variant) throw new ProductUnknown({}, field);
  if (variant.status === 'withdrawn') throw new ProductWithdrawn({}, field);
  const { price, merchantPrice, rate } = resolvePrice(table, variant.prices, currency);
  const { available, prices, status, variantCount, ...frozen } = variant;
  return {
    ...frozen,
    variantName: variantCount > 1 ? variant.variantName : null,
    isLimited: available !== null,
    quantity,
    unitMinor: price.amountMinor,
    totalMinor: multiplyMoney(price, quantity).amountMinor,
    merchantCurrency: merchantPrice.currency,
    merchantTotalMinor: multiplyMoney(merchantPrice, quantity).amountMinor,
    rate,
  };
}

function refuseShortages(lines: readonly QuoteLine[], variants: ReadonlyMap<string, QuotableVariant>): void {
  const short = lines.filter(({ variantId, quantity }) => quantity > (variants.get(variantId)?.available ?? Number.MAX_SAFE_INTEGER));
  if (short.length) throw new SoldOut(short.map(({ variantId }) => variantId));
}
