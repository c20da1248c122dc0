import { Injectable } from '@nestjs/common';
import { QuotableVariants } from '@silkport/catalog';
import { findTaxonomyNode } from '@silkport/markets';
import { ExchangeRates } from '@silkport/pricing';
import { DetermineTax, type TaxedLine } from '@silkport/tax';
import { money } from '@silkport/values';
import type { PaidPeriod } from './subscription-reads.js';

/** The taxes of a period's line as they are on the day that it is paid: at the rates that were frozen, in the place that was. */
@Injectable()
export class TaxPeriod {
  constructor(private readonly variants: QuotableVariants, private readonly determineTax: DetermineTax, private readonly rates: ExchangeRates) {}

  /** @returns undefined where a business cannot be confirmed that day, as while a register of tax numbers is away: it stays one, taxed as it was @throws RateMissing */
  async run({ terms: { line }, order, region, placeCountry }: PaidPeriod, at: Date): Promise<TaxedLine | undefined> {
    const { taxonomyId, merchantId, merchantCurrency, quantity, unitMinor, variantId } = line;
    const variant = (await this.variants.byId([variantId])).get(variantId);
    if (!variant) return undefined;
    const { currency } = order.total;
    const shown = money(unitMinor * BigInt(quantity), currency);
    const { lines: [taxed], taxId } = await this.determineTax.run({
      lines: [{ taxonomyId, taxClass: findTaxonomyNode(taxonomyId)?.taxClass ?? 'ess', isParcel: false, merchantId, merchantCountry: variant.merchantCountry, merchantCurrency, quantity, shown, hsHeading: null }],
      evidence: [{ kind: 'self-declared', country: placeCountry, raw: placeCountry, seenAt: at.toISOString() }],
      country: placeCountry, region, taxId: order.taxId, currency, rates: await this.rates.ofSet(line.rateSetId ?? order.rateSetId), at,
    });
    return taxId === order.taxId ? taxed : undefined;
  }
}
