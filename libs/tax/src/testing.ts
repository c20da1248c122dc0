import { currencies } from '@silkport/markets';
import { sampleRates, type RateTable } from '@silkport/pricing';
import { money } from '@silkport/values';
import { assessTaxes, type AssessedBuyer } from './assess-taxes.js';
import type { LocationEvidence, TaxableLine, TaxAssessment, TaxRequest } from './tax-request.js';

/** The sample rates as a table. */
export const sampleTable: RateTable = (() => {
  const { base, effectiveDate, source, rates } = sampleRates();
  return { rateSetId: 'sample', base, effectiveDate, source, rates: new Map(Object.entries(rates)) };
})();

export const chargeable = currencies.filter(({ chargeable: is }) => is);

/** A digital line of 100.00 of a merchant in China unless told otherwise. */
export function aLine(with_: Partial<TaxableLine> & { amountMinor?: bigint; currency?: string } = {}): TaxableLine {
  const { amountMinor = 10_000n, currency = 'EUR', ...rest } = with_;
  return {
    taxonomyId: 'dp.animation.series', taxClass: 'ess', isParcel: false, merchantId: 'm1', merchantCountry: 'CN', merchantCurrency: 'CNY', quantity: 1,
    shown: money(amountMinor, currency), hsHeading: null, ...rest,
  };
}

export function aParcel(with_: Parameters<typeof aLine>[0] = {}): TaxableLine {
  return aLine({ taxonomyId: 'g.ceramics.tea', taxClass: 'goods-standard', isParcel: true, hsHeading: '6911', ...with_ });
}

export function evidence(kind: LocationEvidence['kind'], country: string, raw = country): LocationEvidence {
  return { kind, country, raw, seenAt: '2026-11-23T08:00:00.000Z' };
}

export function aRequest(with_: Partial<TaxRequest> = {}): TaxRequest {
  const lines = with_.lines ?? [aLine()];
  return {
    lines, evidence: [], country: 'DE', region: null, taxId: null, currency: lines[0]?.shown.currency ?? 'EUR', rates: sampleTable, at: new Date('2026-11-23T08:00:00Z'), ...with_,
  };
}

/** Assesses with the marketplace liable everywhere, for a consumer, unless told otherwise. */
export function assessed(request: Partial<TaxRequest>, buyer: Partial<AssessedBuyer> = {}): TaxAssessment {
  const whole = aRequest(request);
  return assessTaxes(whole, { country: whole.country, place: 'sufficient', taxId: null, taxIdNote: null, isLiable: () => true, ...buyer });
}
