import { Injectable } from '@nestjs/common';
import { QuotableVariants, type QuotableVariant } from '@silkport/catalog';
import { findMarket, findTaxonomyNode, type TaxClass } from '@silkport/markets';
import { CommissionRules, ExchangeRates, offeredCurrency, type CommissionTerms, type ResolvedPrice } from '@silkport/pricing';
import { DetermineTax, type LocationEvidence, type TaxableLine, type TaxedLine } from '@silkport/tax';
import { Clock, money, multiplyMoney, newId, type Locale } from '@silkport/values';
import { refuseCompany, subscribedLine } from '../subscriptions/subscribed-line.js';
import type { TrialBuyer, TrialHolder } from '../subscriptions/trial-holders.js';
import { merchantShare } from './merchant-share.js';
import { refuseUnpayable } from './order-limits.js';
import { CountryUnknown } from '../ordering.errors.js';
import type { QuoteLine } from './quote.entity.js';
import type { QuoteView } from './quote-view.js';
import { containedIn, wantedLines, type WantedItem, type WantedLine } from './wanted-lines.js';

export type { WantedItem } from './wanted-lines.js';

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
  /** Who asks, as far as that is known: who has had a trial of what is wanted gets none. */
  readonly buyer?: TrialBuyer | undefined;
}

interface Wanted extends WantedLine { readonly taxable: TaxableLine }

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

  /** @throws CountryUnknown, CurrencyNotOffered, RateMissing, RateStale, RateJumped, TaxIdShapeInvalid, ProductUnknown, ProductWithdrawn, SoldOut, SubscriptionOrderedAlone, OrderTooSmall, OrderTooLarge */
  async run({ items, country, region, taxId, evidence, currency, locale }: QuoteRequest, trialGivenTo?: TrialHolder): Promise<QuoteView> {
    if (!findMarket(country)) throw new CountryUnknown({ country }, 'country');
    offeredCurrency(currency);
    const at = this.clock.now();
    const [table, variants] = await Promise.all([this.rates.current(), this.withContents(items)]);
    const wanted = wantedLines(items, variants, table, { currency, market: country, at }).map((line): Wanted => ({ ...line, taxable: taxableLine(line.variant, line.quantity, line.price) }));
    refuseCompany(wanted.map(({ variant }) => variant));
    const seen: LocationEvidence[] = [{ kind: 'self-declared', country, raw: country, seenAt: at.toISOString() }, ...(evidence ?? [])];
    const [tax, terms] = await Promise.all([
      this.determineTax.run({ lines: wanted.map(({ taxable }) => taxable), evidence: seen, country, region: region ?? null, taxId: taxId ?? null, currency, rates: table, at }),
      this.commissionRules.termsFor(wanted.map(({ variant }) => variant), country, at),
    ]);
    const lines = wanted.map((each, index) => subscribedLine(frozenLine(each, present(tax.lines[index]), present(terms[index])), each.variant.billing, currency, trialGivenTo));
    refuseUnpayable(tax.total, table);
    return {
      id: newId(), country, region: region ?? null, taxId: tax.taxId, place: tax.place, placeCountry: tax.country, evidence: seen, currency, locale, rateSetId: table.rateSetId, lines,
      total: money(lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0n), currency),
      expiresAt: new Date(at.getTime() + promisedForMilliseconds),
    };
  }

  /** The wanted variants, and those that bundles among them hold. */
  private async withContents(items: readonly WantedItem[]): Promise<ReadonlyMap<string, QuotableVariant>> {
    const variants = await this.variants.byId([...new Set(items.map(({ variantId }) => variantId))]);
    const contained = containedIn(variants);
    return contained.length ? new Map([...variants, ...(await this.variants.byId(contained))]) : variants;
  }
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

function frozenLine({ variant, quantity, price, taxable, bundle }: Wanted, taxed: TaxedLine, commissionTerms: CommissionTerms): QuoteLine {
  const { available, prices, status, variantCount, merchantCountry, contains, billing, ...frozen } = variant;
  const merchantTotalMinor = multiplyMoney(price.merchantPrice, quantity).amountMinor;
  return {
    ...frozen,
    variantName: variantCount > 1 ? variant.variantName : null,
    bundle,
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

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('An answer has fewer lines than were asked for');
  return value;
}
