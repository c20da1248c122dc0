import { Injectable } from '@nestjs/common';
import { ProductUnknown, ProductWithdrawn, QuotableVariants, SoldOut, type QuotableVariant } from '@silkport/catalog';
import { findMarket } from '@silkport/markets';
import { Database, Idempotency, toJson, type IdempotentRequest } from '@silkport/platform';
import { ExchangeRates, offeredCurrency, resolvePrice, type RateTable } from '@silkport/pricing';
import { Clock, money, multiplyMoney, newId, sumMoney, type Locale, type Money } from '@silkport/values';
import { refuseUnpayable } from './order-limits.js';
import { CountryUnknown } from './ordering.errors.js';
import { Quote, type QuoteLine } from './quote.entity.js';

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

/** Promises prices for half an hour: price, rate and merchant of every line are frozen. */
@Injectable()
export class QuoteOrder {
  constructor(
    private readonly database: Database,
    private readonly variants: QuotableVariants,
    private readonly rates: ExchangeRates,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws CountryUnknown, CurrencyNotOffered, RateMissing, ProductUnknown, ProductWithdrawn, SoldOut, OrderTooSmall, OrderTooLarge
   * @returns the id of the quote: a repeated request's first one
   */
  async run(request: QuoteRequest, idempotent?: IdempotentRequest): Promise<string> {
    const quote = await this.draft(request);
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && (await this.idempotency.claim(tx, idempotent, quote.id));
      if (earlier) return earlier;
      const { total, lines, ...frozen } = quote;
      // TypeORM's own JSON knows no bigint: the lines are handed over as the plain values that they are stored as.
      const stored: unknown = JSON.parse(toJson(lines));
      await tx.insert(Quote, { ...frozen, totalMinor: total.amountMinor, lines: stored as object, quotedAt: this.clock.now() });
      return quote.id;
    });
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
