import type { TaxClass } from '@silkport/markets';
import type { RateTable } from '@silkport/pricing';
import type { Money } from '@silkport/values';
import type { TaxIdStatus } from './tax-ids/tax-id-register.js';
import type { ImportEstimate, TaxLine } from './tax-line.js';

/** Kinds of evidence of where a buyer belongs; who says so decides how independent it is. */
export const evidenceKinds = ['self-declared', 'billing-address', 'ip-address', 'card-country', 'phone-prefix', 'delivery-address', 'tax-id'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export interface LocationEvidence {
  readonly kind: EvidenceKind;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** As it came: the address, the number, the two letters. Kept ten years; every look at it is logged. */
  readonly raw: string;
  /** ISO 8601. */
  readonly seenAt: string;
}

export interface TaxableLine {
  readonly taxonomyId: string;
  readonly taxClass: TaxClass;
  readonly isParcel: boolean;
  readonly merchantId: string;
  /** Where the merchant is established, ISO 3166-1 alpha-2. */
  readonly merchantCountry: string;
  readonly merchantCurrency: string;
  readonly quantity: number;
  /** The line as shown to the buyer, quantity times unit price less discounts, in the presentment currency. */
  readonly shown: Money;
  /** First four digits of the Harmonised System where known; lines of one heading are one tariff item. */
  readonly hsHeading: string | null;
}

export interface TaxRequest {
  readonly lines: readonly TaxableLine[];
  readonly evidence: readonly LocationEvidence[];
  /** As the buyer declares it; it rules where nothing contradicts it. */
  readonly country: string;
  /** Subdivision for Canada and the United States (ISO 3166-2 without the country: `QC`), where the buyer gave one. */
  readonly region: string | null;
  /** As typed by a business buyer. */
  readonly taxId: string | null;
  readonly currency: string;
  readonly rates: RateTable;
  readonly at: Date;
}

/** `sufficient`: as many items agree as the market asks for; `pending`: none contradicts, but there are too few yet; `tie`: two countries have as many. */
export type PlaceVerdict = 'sufficient' | 'pending' | 'majority' | 'tie';

export interface TaxedLine {
  /** net + tax = gross, exactly; gross is what the buyer pays for the line. */
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  readonly taxes: readonly TaxLine[];
  readonly importEstimate: ImportEstimate | null;
}

/** Same order as the lines of the request. Sum of gross = total; sum of tax by group = sum of tax by line. */
export interface TaxAssessment {
  readonly country: string;
  readonly place: PlaceVerdict;
  /** The tax id in its official form where it is valid; then the buyer counts as a business. */
  readonly taxId: string | null;
  /** What is known of a typed tax id; null where none was typed. */
  readonly taxIdStatus?: TaxIdStatus | null;
  readonly lines: readonly TaxedLine[];
  readonly total: Money;
}
