import { marketTax } from '@silkport/markets';
import { authorityOf } from '../authority.js';
import { isWithin, type Consignment } from './consignments.js';
import type { Convert } from '../convert.js';
import { zeroTreatment, type Levy, type Treatment } from '../levy.js';
import { saleSchemeOf, type SaleScheme } from './sale-schemes.js';
import { ratesOn } from '../tax-rates.js';
import type { TaxableLine } from '../tax-request.js';
import type { TaxSituation } from '../tax-situation.js';
import { noted, treatService } from '../treat-service.js';

/**
 * The taxes of goods that are sent: at sale where the market's scheme for small parcels says so and the marketplace is liable,
 * like a domestic sale within the country or the Union, else at the border, where they are the buyer's and only estimated.
 */
export function treatParcel(line: TaxableLine, consignment: Consignment, situation: TaxSituation, convert: Convert): Treatment {
  const { country, date } = situation;
  const rules = marketTax(country);
  const isUnion = rules?.scheme === 'eu-vat-digital';
  if (!rules || country === 'US' || (rules.regime === 'none' && line.merchantCountry === country)) return treatService(line, situation);
  if (line.merchantCountry === country || (isUnion && marketTax(line.merchantCountry)?.scheme === 'eu-vat-digital')) return treatDomestic(line, situation);
  const place = { jurisdiction: country, authority: authorityOf(country, 'IOSS'), name: ratesOn(country, 'goods', date)[0]?.name ?? 'none' };
  if (rules.regime === 'none') return zeroTreatment({ ...place, authority: country }, 'export', `${country}: no consumption tax; exported free of tax from ${line.merchantCountry}`);
  const scheme = saleSchemeOf(country);
  if (!scheme || scheme.validFrom > date || !isSmall(line, consignment, scheme, situation, convert)) {
    return zeroTreatment({ ...place, authority: country }, 'import_at_border', `${country}: due on importation`);
  }
  return treatAtSale(place, scheme, situation);
}

function treatAtSale(place: Pick<Levy, 'jurisdiction' | 'authority' | 'name'>, scheme: SaleScheme, situation: TaxSituation): Treatment {
  const rates = ratesOn(situation.country, 'goods', situation.date);
  const isLiable = situation.isLiable(situation.country, 'goods');
  const source = noted(`${scheme.source} (${scheme.confidence})`, situation);
  if (situation.isBusiness && scheme.business !== 'standard') {
    const takenOff = isLiable && scheme.business !== 'import_at_border' ? rates.map(({ fraction }) => fraction) : [];
    return { ...zeroTreatment(place, scheme.business, source), takenOff };
  }
  if (!isLiable) return zeroTreatment(place, 'below_threshold', `${scheme.source}: threshold not reached`);
  return { levies: rates.map(({ ratePct, base, fraction, name }) => ({ ...place, name, ratePct, base, fraction, reason: 'import_at_sale' as const, legalSource: source })), takenOff: [] };
}

/** A sale within the country, or at a distance within the Union: the rate of where the goods arrive. */
function treatDomestic(line: TaxableLine, situation: TaxSituation): Treatment {
  const { country, date } = situation;
  const isOss = line.merchantCountry !== country;
  const authority = authorityOf(country, isOss ? 'OSS' : 'domestic');
  const rates = ratesOn(country, 'goods', date);
  if (isOss && situation.isBusiness) {
    const place = { jurisdiction: country, authority, name: 'VAT' };
    return { ...zeroTreatment(place, 'reverse_charge', noted('Directive 2006/112/EC, art. 138: supply to a business in another member state', situation)), takenOff: rates.map(({ fraction }) => fraction) };
  }
  if (!rates.length) return zeroTreatment({ jurisdiction: country, authority, name: 'VAT' }, 'regime_unknown', `${country}: no rate is on record for ${date}`);
  return {
    levies: rates.map(({ ratePct, base, fraction, name, source, confidence }) => ({ jurisdiction: country, authority, name, ratePct, base, fraction, reason: 'standard' as const, legalSource: noted(`${source} (${confidence})`, situation) })),
    takenOff: [],
  };
}

/** Customs values goods without the tax that the price contains (intrinsic value: Delegated Reg. 2015/2446 art. 1(48)). */
function isSmall(line: TaxableLine, consignment: Consignment, scheme: SaleScheme, { country, date }: TaxSituation, convert: Convert): boolean {
  if (scheme.limit === null) return true;
  const [rate] = ratesOn(country, 'goods', date);
  const { numerator, denominator } = rate?.fraction ?? { numerator: 0n, denominator: 1n };
  const shownMinor = scheme.per === 'item' ? line.shown.amountMinor / BigInt(Math.max(1, line.quantity)) : consignment.shownMinor;
  return isWithin((shownMinor * denominator) / (denominator + numerator), line.shown.currency, { amount: scheme.limit, currency: scheme.currency }, convert);
}
