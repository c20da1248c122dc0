import { findCurrency, findMarket } from '@silkport/markets';
import { sumMoney } from '@silkport/values';
import { remittanceCurrency } from './authority.js';
import { consignmentsOf, type Consignment } from './parcels/consignments.js';
import { converterOf, knowsRate, type Convert } from './convert.js';
import { estimateDuty, type EstimatedDuty } from './parcels/estimate-duty.js';
import { estimateImport } from './parcels/estimate-import.js';
import type { Levy } from './levy.js';
import { priceLine } from './price-line.js';
import type { TaxableLine, TaxAssessment, TaxedLine, TaxRequest } from './tax-request.js';
import type { TaxSituation } from './tax-situation.js';
import type { PlaceOfSupply } from './place/place-verdict.js';
import { treatParcel } from './parcels/treat-parcel.js';
import { treatService } from './treat-service.js';

/** What `assessTaxes` is told besides the request: decided or read beforehand, so that it is a pure function. */
export interface AssessedBuyer extends PlaceOfSupply {
  /** In its official form where it makes the buyer a business. */
  readonly taxId: string | null;
  readonly taxIdNote: string | null;
  readonly isLiable: TaxSituation['isLiable'];
}

/** The taxes of every line, each with its reason; pure. @throws RateMissing */
export function assessTaxes(request: TaxRequest, buyer: AssessedBuyer): TaxAssessment {
  const convert = converterOf(request.rates);
  const stepMinor = findCurrency(request.currency)?.chargeStepMinor ?? 1n;
  const services = situationOf(request, buyer, buyer.country);
  const destination = request.evidence.findLast(({ kind }) => kind === 'delivery-address')?.country ?? request.country;
  const parcels = destination === buyer.country ? services : situationOf(request, buyer, destination);
  const consignments = consignmentsOf(request.lines);
  const duties = new Map<Consignment, EstimatedDuty>();

  const taxed = request.lines.map((line): TaxedLine => {
    const consignment = line.isParcel ? consignments.get(line.merchantId) : undefined;
    const situation = consignment ? parcels : services;
    const treatment = consignment ? treatParcel(line, consignment, situation, convert) : treatService(line, situation);
    // Not every source of rates knows the tenge: then the amount stays in the currency it was paid in until it is filed.
    const remitted = ({ authority, jurisdiction }: Levy) => {
      const currency = remittanceCurrency(authority, findMarket(jurisdiction.slice(0, 2))?.currency ?? request.currency);
      return knowsRate(request.rates, request.currency, currency) ? currency : request.currency;
    };
    const importEstimate = consignment && crossesBorder(line, situation)
      ? estimateImport(line, consignment, dutyOf(consignment, situation, duties, convert), treatment, situation, convert) : null;
    return { ...priceLine(line, treatment, { isAdded: addsTax(situation.country), stepMinor, date: situation.date, remitted, convert }), importEstimate };
  });
  return { country: buyer.country, place: buyer.place, taxId: buyer.taxId, lines: taxed, total: sumMoney(taxed.map(({ gross }) => gross), request.currency) };
}

/** Shops in Canada and the United States show prices without tax; everywhere else the tax is inside. */
export function addsTax(country: string): boolean {
  return country === 'CA' || country === 'US';
}

function situationOf(request: TaxRequest, buyer: AssessedBuyer, country: string): TaxSituation {
  const isThere = country === buyer.country;
  return {
    country, region: country === request.country ? subdivision(request.region) : null, isBusiness: isThere && buyer.taxId !== null, taxIdNote: isThere ? buyer.taxIdNote : null,
    date: request.at.toISOString().slice(0, 10), isLiable: buyer.isLiable,
  };
}

/** The part of an ISO 3166-2 code after the country; what cannot be one is no subdivision. */
function subdivision(region: string | null): string | null {
  const code = region?.trim().toUpperCase();
  return code && /^[A-Z0-9]{1,3}$/.test(code) ? code : null;
}

/** Within a country or the European Union's customs territory there is no border. */
function crossesBorder({ merchantCountry }: TaxableLine, { country }: TaxSituation): boolean {
  return merchantCountry !== country && !(isInUnion(merchantCountry) && isInUnion(country));
}

const isInUnion = (country: string) => findMarket(country)?.groups.includes('eu') ?? false;

function dutyOf(consignment: Consignment, { country, date }: TaxSituation, kept: Map<Consignment, EstimatedDuty>, convert: Convert): EstimatedDuty {
  const duty = kept.get(consignment) ?? estimateDuty(consignment, country, date, convert);
  kept.set(consignment, duty);
  return duty;
}
