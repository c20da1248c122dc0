import { Injectable } from '@nestjs/common';
import { QuotableVariants } from '@silkport/catalog';
import { OrderTooLarge, OrderTooSmall, QuoteOrder } from '@silkport/ordering';
import type { DomainError } from '@silkport/platform';
import { ExchangeRates, resolvePrice } from '@silkport/pricing';
import type { BasketItem } from './basket-cookie.js';
import { basketView, type BasketView } from './basket-view.js';
import type { VisitorChoices } from './visitor.js';

/** A basket at today's prices; `limit` is why its total cannot be paid by card, to be told before the checkout. */
export interface PricedBasket extends BasketView { readonly limit: DomainError | undefined }

@Injectable()
export class BasketReads {
  constructor(private readonly variants: QuotableVariants, private readonly rates: ExchangeRates, private readonly quoteOrder: QuoteOrder) {}

  /** @throws RateMissing, CurrencyNotOffered */
  async priced(items: readonly BasketItem[], choices: VisitorChoices): Promise<PricedBasket> {
    const [table, variants] = await Promise.all([this.rates.current(), this.variants.byId(items.map(({ variantId }) => variantId))]);
    const view = basketView(items, variants, choices.currency, ({ prices }) => resolvePrice(table, prices, choices.currency).price);
    return { ...view, limit: view.ready.length ? await this.limitOf(view.ready, choices) : undefined };
  }

  private async limitOf(items: readonly BasketItem[], { country, currency, locale }: VisitorChoices): Promise<DomainError | undefined> {
    try {
      await this.quoteOrder.draft({ items, country, currency, locale });
      return undefined;
    } catch (error) {
      if (error instanceof OrderTooSmall || error instanceof OrderTooLarge) return error;
      throw error;
    }
  }
}
