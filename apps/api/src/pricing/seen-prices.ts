import { Injectable } from '@nestjs/common';
import type { PricedProduct, PricedVariant } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { chargeableCurrencies, findTaxonomyNode } from '@silkport/markets';
import { commissionOn, CommissionRules, ExchangeRates, shownPrice, type CommissionShares, type CommissionTerms, type PriceTable, type ShownPrice } from '@silkport/pricing';
import { DetermineTax } from '@silkport/tax';
import { Clock, divideHalfUp, money, subtractMoney, type Money } from '@silkport/values';

/** What a buyer sees in one currency, and what of it the merchant gets. */
export interface SeenPrice extends CommissionShares {
  /** The one asked for; `shown` says why its price is in another one. */
  readonly currency: string;
  readonly shown: ShownPrice;
  /** Tax of the market that the price contains; null where no country/region was given. */
  readonly includedTax: Money | null;
  /** The merchant's price without that tax, in the merchant's currency: net = payable + commission + commission tax. */
  readonly net: Money;
}

export interface SeenPrices {
  readonly table: PriceTable;
  readonly terms: CommissionTerms;
  readonly byVariant: ReadonlyMap<string, readonly SeenPrice[]>;
}

interface Seat { readonly product: PricedProduct; readonly country: string | null; readonly merchantCountry: string; readonly table: PriceTable; readonly terms: CommissionTerms; readonly at: Date }

/** A merchant's prices as buyers see them in every currency: by the same function as the cards, the basket and the quote. */
@Injectable()
export class SeenPriceReads {
  constructor(
    private readonly rates: ExchangeRates, private readonly commissions: CommissionRules, private readonly tax: DetermineTax, private readonly clusters: ClusterReads, private readonly clock: Clock,
  ) {}

  /** @param country the buyer's, ISO 3166-1 alpha-2; null leaves out the market's own prices and its tax @throws NoRatesYet */
  async of(product: PricedProduct, country: string | null): Promise<SeenPrices> {
    const at = this.clock.now();
    const [table, [merchant]] = await Promise.all([this.rates.current(), this.clusters.merchantsById([product.merchantId])]);
    const merchantCountry = merchant?.country ?? 'CN';
    const [terms] = await this.commissions.termsFor([{ ...product, merchantCountry }], country ?? '', at);
    if (!terms) throw new Error('A line has no commission terms');
    const seat = { product, country, merchantCountry, table, terms, at };
    const byVariant = new Map<string, SeenPrice[]>(product.variants.map(({ id }) => [id, []]));
    for (const { code } of chargeableCurrencies) for (const [id, seen] of await this.inCurrency(seat, code)) byVariant.get(id)?.push(seen);
    return { table, terms, byVariant };
  }

  private async inCurrency(seat: Seat, currency: string): Promise<[string, SeenPrice][]> {
    const { product, country, table, terms, at } = seat;
    const ask = { currency, market: country, merchantId: product.merchantId, at };
    const shown = product.variants.map((variant): [PricedVariant, ShownPrice] => [variant, shownPrice(table, variant.prices, ask)]);
    const nets = country === null ? undefined : await this.netsOf(seat, country, shown.map(([, { price }]) => price));
    return shown.map(([{ id }, each], index) => {
      const shownNet = nets?.[index] ?? each.price;
      const net = proportionOf(each.merchantPrice, shownNet, each.price);
      return [id, { currency, shown: each, includedTax: nets ? subtractMoney(each.price, shownNet) : null, net, ...commissionOn(net, terms) }];
    });
  }

  /** Without the tax that a price contains, for a consumer who declares the country/region. */
  private async netsOf({ product, merchantCountry, table, at }: Seat, country: string, prices: readonly Money[]): Promise<Money[]> {
    const currencies = [...new Set(prices.map(({ currency }) => currency))];
    const assessed = await Promise.all(currencies.map(async (currency) => {
      const { lines } = await this.tax.run({
        lines: prices.filter((price) => price.currency === currency).map((shown) => ({
          taxonomyId: product.taxonomyId, taxClass: taxClassOf(product.taxonomyId), isParcel: product.deliveryKind === 'parcel', merchantId: product.merchantId, merchantCountry,
          merchantCurrency: product.mainCurrency, quantity: 1, shown, hsHeading: null,
        })),
        evidence: [{ kind: 'self-declared', country, raw: country, seenAt: at.toISOString() }], country, region: null, taxId: null, currency, rates: table, at,
      });
      return [currency, lines.map(({ net }) => net)] as const;
    }));
    const left = new Map(assessed.map(([currency, nets]) => [currency, [...nets]]));
    return prices.map((price) => left.get(price.currency)?.shift() ?? price);
  }
}

function taxClassOf(taxonomyId: string) {
  const taxClass = findTaxonomyNode(taxonomyId)?.taxClass;
  if (!taxClass) throw new Error(`No tax class is known of ${taxonomyId}`);
  return taxClass;
}

/** The share of `whole` that `part` is of `of`, half up. */
function proportionOf(whole: Money, part: Money, of: Money): Money {
  return of.amountMinor === 0n ? whole : money(divideHalfUp(whole.amountMinor * part.amountMinor, of.amountMinor), whole.currency);
}
