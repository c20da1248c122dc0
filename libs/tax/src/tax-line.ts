import type { Money } from '@silkport/values';

/** Why a tax is what it is; also when it is zero. The code is a key of the messages. */
export const taxReasons = [
  'standard', 'reduced', 'zero_rated', 'exempt', 'not_taxed', 'reverse_charge', 'buyer_accounts', 'below_threshold', 'import_at_border', 'import_at_sale', 'export', 'regime_unknown',
] as const;
export type TaxReason = (typeof taxReasons)[number];

/**
 * One tax on one line of an order, frozen when the order is placed and stored also when it is zero. `base` and `amount` are in the
 * presentment currency (what the buyer pays in); the same two follow in the currency that the merchant is settled in and in the one
 * that the authority is paid in, each converted once at the order's frozen rate set and rounded half up.
 */
export interface TaxLine {
  /** ISO 3166-1 alpha-2 of the place of supply, with the subdivision where the tax is one of it: `KZ`, `CA-QC`. */
  readonly jurisdiction: string;
  /** Who is owed, as a key of the ledger's account: `EU-OSS-DE`, `KZ`, `SG`. */
  readonly authority: string;
  /** Name of the tax as the market knows it: `VAT`, `GST`, `PPN`. Not translated. */
  readonly name: string;
  /** Decimal percent, as the law states it: `16`, `8.1`. Indonesia's is `12` on a base of 11/12. */
  readonly ratePct: string;
  readonly base: Money;
  readonly amount: Money;
  /** Whether the shown price contained it, or it came on top. */
  readonly isIncluded: boolean;
  readonly reason: TaxReason;
  /** Law, and how far its value is to be trusted. */
  readonly legalSource: string;
  /** Calendar date by which the rate was chosen: `2026-11-23`. */
  readonly taxPointDate: string;
  readonly settlementBase: Money;
  readonly settlementAmount: Money;
  readonly remittanceBase: Money;
  readonly remittanceAmount: Money;
}

/** What a buyer will probably pay at the border for a parcel: an estimate in the presentment currency, never charged by us. */
export interface ImportEstimate {
  readonly duty: Money;
  readonly importTax: Money;
  /** Codes of the rules that led to it, as message keys: `eu_three_euro_per_item`, `below_de_minimis`... */
  readonly rules: readonly string[];
  readonly legalSource: string;
}
