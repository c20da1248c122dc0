import { Injectable } from '@nestjs/common';
import { QuotableVariants, type QuotableVariant } from '@silkport/catalog';
import { QuoteOrder, type QuoteView } from '@silkport/ordering';
import { DomainError } from '@silkport/platform';
import { ExchangeRates, rateStopOf, resolvePrice, type PriceTable } from '@silkport/pricing';
import { Clock } from '@silkport/values';
import type { BasketItem } from './basket-cookie.js';
import { basketView, type BasketView } from './basket-view.js';
import { taxGroupsOf, type TaxGroup } from './parts/tax-groups.js';
import type { Visitor, VisitorChoices } from './visitor.js';

/** A basket at today's prices with the taxes of the chosen country/region; `limit` is why its total cannot be paid by card, to be told before the checkout. */
export interface PricedBasket extends BasketView {
  readonly limit: DomainError | undefined;
  readonly taxes: readonly TaxGroup[];
  /** What is charged now and later, where something in it is charged by the period. */
  readonly recurring?: Pick<QuoteView, 'lines' | 'currency' | 'expiresAt' | 'total'> | undefined;
}

/** Who is signed in may have had a trial already. */
type BasketBuyer = VisitorChoices & { readonly principal?: Visitor['principal'] };

@Injectable()
export class BasketReads {
  constructor(private readonly variants: QuotableVariants, private readonly rates: ExchangeRates, private readonly quoteOrder: QuoteOrder, private readonly clock: Clock) {}

  /** Where nothing is converted to the visitor's currency now, it is shown in the first maker's, and `limit` says why it cannot be paid. @throws NoRatesYet, CurrencyNotOffered */
  async priced(items: readonly BasketItem[], choices: BasketBuyer): Promise<PricedBasket> {
    const [table, variants] = await Promise.all([this.rates.current(), this.variants.byId(items.map(({ variantId }) => variantId))]);
    try {
      const view = this.viewIn(choices, items, variants, table);
      return { ...view, ...(view.ready.length ? await this.sums(view.ready, choices) : { limit: undefined, taxes: [] }) };
    } catch (error) {
      const [main] = [...variants.values()].flatMap(({ prices }) => prices.slice(0, 1));
      if (!(error instanceof DomainError) || !rateStopOf(error) || !main) throw error;
      return { ...this.viewIn({ ...choices, currency: main.currency }, items, variants, table), limit: error, taxes: [] };
    }
  }

  private viewIn({ currency, country }: VisitorChoices, items: readonly BasketItem[], variants: ReadonlyMap<string, QuotableVariant>, table: PriceTable): BasketView {
    const at = this.clock.now();
    return basketView(items, variants, currency, ({ prices, merchantId }) => resolvePrice(table, prices, { currency, market: country, merchantId, at }).price);
  }

  private async sums(items: readonly BasketItem[], { country, currency, locale, principal }: BasketBuyer): Promise<Pick<PricedBasket, 'limit' | 'taxes' | 'recurring'>> {
    try {
      const quote = await this.quoteOrder.draft({ items, buyer: { personId: principal?.personId, email: principal?.email }, country, currency, locale });
      return { limit: undefined, taxes: taxGroupsOf(quote.lines), recurring: quote.lines.some(({ subscription }) => subscription) ? quote : undefined };
    } catch (error) {
      // The basket shows what is in it, whatever of it cannot be ordered together: there it can be taken out.
      if (error instanceof DomainError && error.status < 500 && !rateStopOf(error)) return { limit: error, taxes: [] };
      throw error;
    }
  }
}
