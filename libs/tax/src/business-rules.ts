import type { B2bMechanism } from '@silkport/markets';
import type { TaxReason } from './tax-line.js';

/** What a business buyer gets for a supply from abroad by the market's mechanism; null: charged like a consumer. */
export const reasonForBusiness: Readonly<Record<B2bMechanism, TaxReason | null>> = {
  'reverse-charge': 'reverse_charge',
  'acquisition-tax': 'buyer_accounts',
  'self-assess': 'buyer_accounts',
  'customer-withholds': 'buyer_accounts',
  'not-charged': 'not_taxed',
  'supplier-charges': null,
  // One consumer among the buyers brings every supply back in (South Africa), and a marketplace sells to consumers.
  'exempt-if-all-buyers-registered': null,
  'exemption-certificate': null,
  none: 'not_taxed',
};

export const lawForBusiness: Readonly<Record<B2bMechanism, string>> = {
  'reverse-charge': 'the business buyer accounts for the tax',
  'acquisition-tax': 'the business buyer declares acquisition tax',
  'self-assess': 'the buyer self-assesses',
  'customer-withholds': 'the business buyer withholds and pays the tax',
  'not-charged': 'supplies to businesses are outside the regime for non-residents',
  'supplier-charges': 'businesses are charged too',
  'exempt-if-all-buyers-registered': 'businesses are charged too unless all buyers are registered',
  'exemption-certificate': 'exempt against a certificate only',
  none: 'no consumption tax',
};
