import data from './data/markets.json' with { type: 'json' };
import type { Provenance } from './provenance.js';

/** Who accounts for the tax of a digital supply to a business; explained in the table's `enums`. */
export type B2bMechanism =
  | 'reverse-charge' | 'supplier-charges' | 'customer-withholds' | 'not-charged' | 'acquisition-tax' | 'self-assess'
  | 'exempt-if-all-buyers-registered' | 'exemption-certificate' | 'none';

export type TaxScheme = 'eu-vat-digital' | 'eu-ioss' | 'eaeu-parcels';

/** Decimal major units, as the law states a limit: `{ amount: '150', currency: 'EUR' }`. */
export interface StatedAmount {
  readonly amount: string;
  readonly currency: string;
}

/** How a market taxes what a seller from abroad supplies, as of the table's date. Dated rates are the tax context's. */
export interface MarketTax {
  readonly regime: string;
  readonly scheme: TaxScheme | null;
  /** Decimal percent; null where there is no one rate, which is not zero. */
  readonly standardRatePct: string | null;
  readonly digitalRatePct: string | null;
  readonly ePublicationRatePct: string | null;
  /** Whether consumers' digital purchases from abroad are taxed; null where nobody could tell. */
  readonly isDigitalTaxed: boolean | null;
  readonly threshold: StatedAmount | null;
  readonly thresholdBasis: string | null;
  readonly b2bMechanism: B2bMechanism;
  readonly collectionModel: string;
  readonly isMarketplaceDeemedSupplier: boolean | null;
  /** Year and month. */
  readonly nonresidentRulesSince: string | null;
  readonly note: string | null;
  readonly provenance: Provenance;
}

/** Evidence of where a buyer belongs: which kinds count and how many must agree. */
export interface LocationEvidenceRules {
  readonly items: readonly string[];
  readonly required: number;
  readonly note: string | null;
}

export interface TaxIdRules {
  readonly name: string;
  /** Null where the market has no such number. */
  readonly regex: string | null;
  readonly note: string | null;
  readonly provenance: Provenance;
}

export interface LowValueGoods {
  readonly scheme: TaxScheme | null;
  /** Up to this value no duty; null where unknown. An amount of 0: duty from the first unit. */
  readonly dutyDeMinimis: StatedAmount | null;
  readonly taxDeMinimis: StatedAmount | null;
  readonly note: string | null;
  readonly provenance: Provenance;
}

interface Sourced { source?: readonly string[]; as_of?: string; confidence?: string; memory_strength?: string }
interface Limit { amount: number; currency: string }
interface TaxRow extends Sourced {
  regime: string; scheme: string | null; standard_rate_pct: number | null; digital_b2c_rate_pct: number | null; e_publication_rate_pct?: number;
  digital_b2c_by_nonresident_taxed: boolean | null; registration_threshold: Limit | null; threshold_basis: string | null; b2b_mechanism: string;
  collection_model: string; marketplace_deemed_supplier: boolean | null; nonresident_rules_since: string | null; note: string | null;
}
interface Row {
  alpha2: string; as_of: string; tax: TaxRow; location_evidence: { items: string[]; required: number; note?: string } | null;
  tax_id: Sourced & { name: string; regex: string | null; note: string | null };
  low_value_goods: Sourced & { scheme: string | null; duty_de_minimis: Limit | null; tax_de_minimis: Limit | null; note: string | null };
}

const rows = new Map((data.markets as readonly unknown[] as readonly Row[]).map((row) => [row.alpha2, row]));
const once = <Shown>(show: (row: Row) => Shown) => new Map([...rows].map(([code, row]) => [code, show(row)]));

const percent = (value: number | null | undefined) => (value === null || value === undefined ? null : String(value));
const stated = (limit: Limit | null): StatedAmount | null => limit && { amount: String(limit.amount), currency: limit.currency };
const provenance = (row: Row, { source, as_of: asOf, confidence, memory_strength: strength }: Sourced): Provenance => ({
  sources: source ?? [], asOf: asOf ?? row.as_of, confidence: strength ? `${confidence ?? 'memory'} (${strength})` : confidence ?? null,
});

const taxes = once((row): MarketTax => ({
  regime: row.tax.regime,
  scheme: row.tax.scheme as TaxScheme | null,
  standardRatePct: percent(row.tax.standard_rate_pct),
  digitalRatePct: percent(row.tax.digital_b2c_rate_pct),
  ePublicationRatePct: percent(row.tax.e_publication_rate_pct),
  isDigitalTaxed: row.tax.digital_b2c_by_nonresident_taxed,
  threshold: stated(row.tax.registration_threshold),
  thresholdBasis: row.tax.threshold_basis,
  b2bMechanism: row.tax.b2b_mechanism as B2bMechanism,
  collectionModel: row.tax.collection_model,
  isMarketplaceDeemedSupplier: row.tax.marketplace_deemed_supplier,
  nonresidentRulesSince: row.tax.nonresident_rules_since,
  note: row.tax.note,
  provenance: provenance(row, row.tax),
}));

const evidenceRules = once(({ location_evidence: rules }): LocationEvidenceRules | undefined =>
  rules ? { items: rules.items, required: rules.required, note: rules.note ?? null } : undefined);

const taxIds = once((row): TaxIdRules => ({
  name: row.tax_id.name, regex: row.tax_id.regex, note: row.tax_id.note, provenance: provenance(row, row.tax_id),
}));

const parcels = once((row): LowValueGoods => ({
  scheme: row.low_value_goods.scheme as TaxScheme | null,
  dutyDeMinimis: stated(row.low_value_goods.duty_de_minimis),
  taxDeMinimis: stated(row.low_value_goods.tax_de_minimis),
  note: row.low_value_goods.note,
  provenance: provenance(row, row.low_value_goods),
}));

/** Undefined for an economy that is not served. */
export function marketTax(code: string): MarketTax | undefined {
  return taxes.get(code);
}

/** Undefined where the market asks for nothing in particular. */
export function locationEvidenceRules(code: string): LocationEvidenceRules | undefined {
  return evidenceRules.get(code);
}

export function taxIdRules(code: string): TaxIdRules | undefined {
  return taxIds.get(code);
}

export function lowValueGoods(code: string): LowValueGoods | undefined {
  return parcels.get(code);
}
