import { lowValueGoods, marketTax } from '@silkport/markets';
import { divideHalfUp, money } from '@silkport/values';
import { isKnownWithin, type Consignment } from './consignments.js';
import type { Convert } from '../convert.js';
import type { EstimatedDuty } from './estimate-duty.js';
import type { Treatment } from '../levy.js';
import type { ImportEstimate } from '../tax-line.js';
import { ratesOn } from '../tax-rates.js';
import type { TaxableLine } from '../tax-request.js';
import type { TaxSituation } from '../tax-situation.js';

/** What will probably be asked for at the border for one line of a parcel from abroad: duty by its consignment, tax on value and duty. */
export function estimateImport(line: TaxableLine, consignment: Consignment, duty: EstimatedDuty, treatment: Treatment, { country, date }: TaxSituation, convert: Convert): ImportEstimate {
  const { currency, amountMinor } = line.shown;
  const dutyMinor = duty.byLine.get(line) ?? 0n;
  const answer = (importTaxMinor: bigint, rule: string): ImportEstimate => ({
    duty: money(dutyMinor, currency), importTax: money(importTaxMinor, currency), rules: [duty.rule, rule], legalSource: duty.source,
  });
  if (treatment.levies.some(({ reason }) => reason === 'import_at_sale' || reason === 'reverse_charge')) return answer(0n, 'tax_at_sale');
  const rules = marketTax(country);
  if (rules?.regime === 'none') return answer(0n, 'no_import_tax');
  if (duty.rule === 'mx_combined_rate') return answer(0n, 'tax_within_duty');
  if (country === 'BR') return answer(brazilianTax(amountMinor + dutyMinor), 'br_icms_by_state');
  const [rate] = ratesOn(country, 'goods', date);
  if (!rate) return answer(0n, country === 'US' ? 'no_import_tax' : 'import_tax_unknown');
  const relief = taxRelief(country);
  if (relief && relief.amount !== '0' && isKnownWithin(consignment.shownMinor, currency, relief, convert)) return answer(0n, 'tax_below_de_minimis');
  const taxMinor = divideHalfUp((amountMinor + dutyMinor) * rate.fraction.numerator, rate.fraction.denominator);
  return answer(taxMinor, relief ? 'tax_at_border' : 'tax_relief_unknown');
}

/**
 * A scheme that collects at sale relieves the border of it below its limit, registered or not, in Australia, New Zealand and
 * Singapore; within the Eurasian union nothing is due at the border up to EUR 200.
 */
function taxRelief(country: string) {
  const parcels = lowValueGoods(country);
  if (parcels?.scheme === 'eaeu-parcels' || relievedBelowDuty.has(country)) return parcels?.dutyDeMinimis ?? null;
  return parcels?.taxDeMinimis ?? null;
}

const relievedBelowDuty = new Set(['AU', 'NZ', 'SG']);

/** ICMS of 17 % (up to 20 % by state) is part of its own base: value / (1 - rate) x rate. */
function brazilianTax(valueMinor: bigint): bigint {
  return divideHalfUp(valueMinor * 17n, 83n);
}
