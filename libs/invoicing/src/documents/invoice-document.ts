import type { RefundReason } from '@silkport/ordering';
import type { TaxLine, TaxReason } from '@silkport/tax';
import type { Locale, Money, Rate } from '@silkport/values';
import type { TaxCategory } from './tax-category.js';

export const documentKinds = ['invoice', 'credit_note'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** `sale`: to a buyer. `commission`: of the operator to a merchant. */
export const purposes = ['sale', 'commission'] as const;
export type Purpose = (typeof purposes)[number];

/** An electronic address by a scheme of the EAS code list: `0088` for a GLN, `EM` for e-mail. */
export interface Endpoint {
  readonly scheme: string;
  readonly id: string;
}

/** One side of a document. What is not known is null and left out: nothing is made up to fill a form. */
export interface Party {
  /** Under which we know it: `SILKPORT`, a merchant's slug. */
  readonly id: string | null;
  /** Under which it trades. */
  readonly name: string;
  /** As it is registered. */
  readonly legalName: string | null;
  readonly email: string | null;
  /** Where electronic documents for it are taken in. */
  readonly endpoint: Endpoint | null;
  /** Street and the like, as it came. */
  readonly addressLines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Number for value added tax that begins with its country's letters: `DE123456789`. */
  readonly vatId: string | null;
  /** Any other number of a tax office: of the One Stop Shop, of a country that numbers without letters. */
  readonly taxId: string | null;
  readonly registration: string | null;
}

/** net + tax = total. Amounts of a credit note are above zero too: what it is, its kind tells. */
export interface InvoiceLine {
  /** Of the order; null for commission. */
  readonly lineId: string | null;
  readonly name: string;
  readonly merchantName: string | null;
  readonly quantity: number;
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly category: TaxCategory;
  /** Decimal percent on `net`: of all taxes of the line together. */
  readonly ratePct: string;
  readonly reason: TaxReason;
  readonly legalSource: string;
  readonly taxes: readonly TaxLine[];
}

/** Taxes as they are remitted, where the authority is paid in another currency than the document's. */
export interface Remittance {
  readonly currency: string;
  readonly tax: Money;
  /** Units of it for one of the document's currency, of the rates that the order was frozen with; and their date and source. */
  readonly rate: Rate;
  readonly rateDate: string;
  readonly rateSource: string;
}

/** All that a document says but its number: frozen when it is issued, never computed again. Dates are calendar dates in UTC. */
export interface InvoiceDocument {
  readonly kind: DocumentKind;
  readonly purpose: Purpose;
  readonly locale: Locale;
  readonly currency: string;
  readonly issuedOn: string;
  /** When the buyer paid, or the period's last day. */
  readonly suppliedOn: string;
  readonly issuer: Party;
  /** Whether the operator issues it in the issuer's name. */
  readonly isInIssuersName: boolean;
  readonly operatorName: string;
  readonly buyer: Party;
  readonly placeOfSupply: string;
  readonly orderNumber: string | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly corrects: { readonly number: string; readonly issuedOn: string } | null;
  readonly refundReason: RefundReason | null;
  readonly lines: readonly InvoiceLine[];
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly remittance: Remittance | null;
}
