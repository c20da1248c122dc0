import type { LocationEvidence, PlaceVerdict } from '@silkport/tax';
import type { Locale, Money } from '@silkport/values';
import type { QuoteLine } from './quote.entity.js';

export interface QuoteView {
  readonly id: string;
  readonly country: string;
  readonly region: string | null;
  /** Of a business buyer, validated and in its official form. */
  readonly taxId: string | null;
  /** Where the supply is taxed, by the evidence: nearly always `country`. */
  readonly placeCountry: string;
  readonly place: PlaceVerdict;
  /** Where the buyer was seen; for the tax office, never for a page. */
  readonly evidence: readonly LocationEvidence[];
  readonly currency: string;
  readonly locale: Locale;
  readonly rateSetId: string;
  readonly total: Money;
  readonly lines: readonly QuoteLine[];
  readonly expiresAt: Date;
}
