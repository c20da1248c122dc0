import { Injectable } from '@nestjs/common';
import { ProductUnknown, ProductWithdrawn, QuotableVariants, SoldOut, type QuotableVariant } from '@silkport/catalog';
import { findMarket, findTaxonomyNode, type TaxClass } from '@silkport/markets';
import { CommissionRules, ExchangeRates, offeredCurrency, resolvePrice, type CommissionTerms, type ResolvedPrice } from '@silkport/pricing';
import { DetermineTax, type LocationEvidence, type TaxableLine, type TaxedLine } from '@silkport/tax';
import { Clock, multiplyMoney, newId, type Locale } from '@silkport/values';
import { merchantShare } from './merchant-share.js';
import { refuseUnpayable } from './order-limits.js';
import { CountryUnknown } from '../ordering.errors.js';
import type { QuoteLine } from './quote.entity.js';
import type { QuoteView } from './quote-view.js';

export interface WantedItem { readonly variantId: string; readonly quantity: number }

export interface QuoteRequest {
  readonly items: readonly WantedItem[];
  /** The buyer's declared country/region. */
  readonly country: string;
  /** Subdivision, where its taxes ask for one: `QC`. */
  readonly region?: string | undefined;
  /** As typed by a business buyer. */
  readonly taxId?: string | undefined;
  /** What else speaks for a country/region, such as the address of the caller; the declaration is added here. */
  readonly evidence?: readonly LocationEvidence[] | undefined;
  readonly currency: string;
  readonly locale: Locale;
}

interface Wanted { readonly variant: QuotableVariant; readonly quantity: number; readonly price: ResolvedPrice; readonly taxable: TaxableLine }

const promisedForMilliseconds = 30 * 60 * 1000;

/** What a basket costs now: price, rate, tax and commission of every line. Nothing is kept. */
@Injectable()
export class DraftQuote {
  constructor(
    private readonly variants: QuotableVariants,
    private readonly rates: ExchangeRates,
    private readonly determineTax: DetermineTax,
    private readonly commissionRules: CommissionRules,
    private readonly clock: Clock,
  ) {}

  /** @throws CountryUnknown, CurrencyNotOffered, RateMissing, RateStale, RateJumped, TaxIdShapeInvalid, ProductUnknown, ProductWithdrawn, SoldOut, OrderTooSmall, OrderTooLarge */
  async run({ items, country, region, taxId, evidence, currency, locale }: QuoteRequest): Promise<QuoteView> {
    if (!findMarket(country)) throw new CountryUnknown({ country }, 'country');
    offeredCurrency(currency);
    const quantities = mergeItems(items);
    const at = this.clock.now();
    const [table, variants] = await Promise.all([this.rates.current(), this.variants.byId([...quantities.keys()])]);
    const firsts = items.flatMap(({ variantId }, index) => (items.findIndex((each) => each.variantId === variantId) === index ? [{ variantId, index }] : []));
    const wanted = firsts.map(({ variantId, index }): Wanted => {
      const variant = sellable(variants.get(variantId), index);
      const quantity = quantities.get(variantId) ?? 0;
      const price = resolvePrice(table, variant.prices, { currency, market: country, merchantId: variant.merchantId, at });
      return { variant, quantity, price, taxable: taxableLine(variant, quantity, price) };
    });
    refuseShortages(wanted);
    const seen: LocationEvidence[] = [{ kind: 'self-declared', country, raw: country, seenAt: at.toISOString() }, ...(evidence ?? [])];
    const [tax, terms] = await Promise.all([
      this.determineTax.run({ lines: wanted.map(({ taxable }) => taxable), evidence: seen, country, region: region ?? null, taxId: taxId ?? null, currency, rates: table, at }),
      this.commissionRules.termsFor(wanted.map(({ variant }) => variant), country, at),
    ]);
    const lines = wanted.map((each, index) => frozenLine(each, present(tax.lines[index]), present(terms[index])));
    refuseUnpayable(tax.total, table);
    return {
      id: newId(), country, region: region ?? null, taxId: tax.taxId, place: tax.place, placeCountry: tax.country, evidence: seen, currency, locale, rateSetId: table.rateSetId, total: tax.total, lines,
      expiresAt: new Date(at.getTime() + promisedForMilliseconds),
    };
  }
}

function mergeItems(items: readonly WantedItem[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of items) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  return wanted;
}

function sellable(variant: QuotableVariant | undefined, index: number): QuotableVariant {
  const field = `items.${index}.variantId`;
  if (!variant) throw new ProductUnknown({}, field);
  if (variant.status === 'withdrawn') throw new ProductWithdrawn({}, field);
  return variant;
}

function taxableLine(variant: QuotableVariant, quantity: number, { price, merchantPrice }: ResolvedPrice): TaxableLine {
  const { taxonomyId, merchantId, merchantCountry, deliveryKind } = variant;
  const node = findTaxonomyNode(taxonomyId);
  return {
    taxonomyId, taxClass: node?.taxClass ?? defaultClass(deliveryKind), isParcel: deliveryKind === 'parcel', merchantId, merchantCountry, merchantCurrency: merchantPrice.currency,
    quantity, shown: multiplyMoney(price, quantity), hsHeading: /^\d{4}/.exec(node?.hsHeadingHint ?? '')?.[0] ?? null,
  };
}

/** Only leaves of the taxonomy have a tax class; what hangs higher is taxed at the standard rate. */
function defaultClass(deliveryKind: QuotableVariant['deliveryKind']): TaxClass {
  return deliveryKind === 'parcel' ? 'goods-standard' : 'ess';
}

function frozenLine({ variant, quantity, price, taxable }: Wanted, taxed: TaxedLine, commissionTerms: CommissionTerms): QuoteLine {
  const { available, prices, status, variantCount, merchantCountry, ...frozen } = variant;
  const merchantTotalMinor = multiplyMoney(price.merchantPrice, quantity).amountMinor;
  return {
    ...frozen,
    variantName: variantCount > 1 ? variant.variantName : null,
    isLimited: available !== null,
    quantity,
    unitMinor: price.price.amountMinor,
    totalMinor: taxed.gross.amountMinor,
    netMinor: taxed.net.amountMinor,
    taxMinor: taxed.tax.amountMinor,
    taxes: taxed.taxes,
    importEstimate: taxed.importEstimate,
    merchantCurrency: price.merchantPrice.currency,
    merchantTotalMinor,
    ...merchantShare({ shown: taxable.shown, net: taxed.net, merchantTotalMinor }, commissionTerms),
    commissionTerms,
    rate: price.rate,
    referenceRate: price.referenceRate,
    marginPct: price.marginPct,
  };
}

function refuseShortages(wanted: readonly Wanted[]): void {
  const short = wanted.filter(({ variant, quantity }) => quantity > (variant.available ?? Number.MAX_SAFE_INTEGER));
  if (short.length) throw new SoldOut(short.map(({ variant }) => variant.variantId));
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('An answer has fewer lines than were asked for');
  return value;
}
