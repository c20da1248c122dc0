import { marketTax, type MarketTax } from '@silkport/markets';
import { authorityOf, collectorOf } from './authority.js';
import { lawForBusiness, reasonForBusiness } from './business-rules.js';
import { zeroLevy, zeroTreatment, type Levy, type Treatment } from './levy.js';
import { chargedReason } from './charged-reason.js';
import { ratesOn, type Fraction, type RateGroup, type TaxRate } from './tax-rates.js';
import type { TaxableLine } from './tax-request.js';
import { groupOfClass, type TaxSituation } from './tax-situation.js';

/** States of the United States without a sales tax of their own. */
const withoutSalesTax = new Set(['AK', 'DE', 'MT', 'NH', 'OR']);

/** Where a consumer's consultant, lawyer or banker is taxed at the supplier's place (Directive 2006/112/EC art. 45 and its British twin). */
const taxesProfessionsAtHome = (country: string, { scheme }: MarketTax) => scheme === 'eu-vat-digital' || country === 'GB';

/** The taxes of what is delivered digitally or done remotely: where the buyer belongs. */
export function treatService(line: TaxableLine, situation: TaxSituation): Treatment {
  const { country } = situation;
  const rules = marketTax(country);
  const place = { jurisdiction: country, authority: authorityOf(country, 'OSS'), name: rules?.regime.split(' ')[0] ?? 'VAT' };
  if (!rules) return zeroTreatment(place, 'regime_unknown', `${country}: not a market of the table`);
  if (country === 'US') return treatAmericanSale(situation.region);
  const group = groupOfClass[line.taxClass];
  const isDomestic = line.merchantCountry === country;
  if (rules.regime === 'none' || (!isDomestic && rules.isDigitalTaxed === false)) {
    const why = rules.regime === 'none' ? 'no consumption tax' : 'purchases from abroad are not taxed';
    return zeroTreatment({ ...place, name: 'none' }, 'not_taxed', noted(`${country}: ${why} (${rules.provenance.confidence ?? 'unrated'})`, situation));
  }
  if (group === 'professional' && !isDomestic && !situation.isBusiness && taxesProfessionsAtHome(country, rules)) {
    const home = marketTax(line.merchantCountry);
    if (home && taxesProfessionsAtHome(line.merchantCountry, home)) return treatService(line, { ...situation, country: line.merchantCountry, region: null });
    return zeroTreatment(place, 'not_taxed', country === 'GB' ? 'Value Added Tax Act 1994, s. 7A(2)(b): the supplier belongs elsewhere' : 'Directive 2006/112/EC, art. 45: the supplier belongs elsewhere');
  }
  const rates = ratesOn(regionalPlace(situation), group, situation.date);
  if (!rates.length || rules.isDigitalTaxed === null) return zeroTreatment(place, 'regime_unknown', noted(`${country}: no rate is on record for ${situation.date}`, situation));
  return chargeOrSpare(rates, group, rules, isDomestic, situation);
}

/** Canada's provinces have rates of their own; without one the federal tax alone is known. */
function regionalPlace({ country, region, date }: TaxSituation): string {
  const place = `${country}-${region ?? ''}`;
  return country === 'CA' && ratesOn(place, 'digital', date).length ? place : country;
}

function chargeOrSpare(rates: readonly TaxRate[], group: RateGroup, rules: MarketTax, isDomestic: boolean, situation: TaxSituation): Treatment {
  const takenOff: Fraction[] = [];
  const levies = rates.map((rate): Levy => {
    const jurisdiction = collectorOf(rate);
    const place = { jurisdiction, authority: authorityOf(situation.country, isDomestic ? 'domestic' : 'OSS', jurisdiction), name: rate.name };
    const isLiable = isDomestic || situation.isLiable(jurisdiction, group);
    const spared = situation.isBusiness && !isDomestic && rate.name !== 'PST' && rate.name !== 'RST' ? reasonForBusiness[rules.b2bMechanism] : null;
    if (spared) {
      if (isLiable) takenOff.push(rate.fraction);
      return zeroLevy(place, spared, noted(`${rules.scheme ? 'Directive 2006/112/EC, art. 44 and 196' : rate.source}: ${lawForBusiness[rules.b2bMechanism]}`, situation));
    }
    if (!isLiable) return zeroLevy(place, 'below_threshold', `${rate.source}: ${rules.thresholdBasis ?? 'threshold'} not reached`);
    return { ...place, ratePct: rate.ratePct, base: rate.base, fraction: rate.fraction, reason: chargedReason(rate, group, situation.date), legalSource: noted(`${rate.source} (${rate.confidence})`, situation) };
  });
  return { levies, takenOff };
}

/** There is no federal tax, and the rates of states, counties and cities need a provider that is not connected. */
function treatAmericanSale(region: string | null): Treatment {
  const jurisdiction = region ? `US-${region}` : 'US';
  const place = { jurisdiction, authority: jurisdiction, name: 'Sales tax' };
  return region && withoutSalesTax.has(region)
    ? zeroTreatment(place, 'not_taxed', `${jurisdiction}: no state sales tax; no federal VAT`)
    : zeroTreatment(place, 'regime_unknown', 'No federal VAT; state and local sales tax needs a rate provider');
}

export function noted(source: string, { taxIdNote }: TaxSituation): string {
  return taxIdNote ? `${source}; ${taxIdNote}` : source;
}
