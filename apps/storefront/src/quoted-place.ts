import type { QuoteRequest } from '@silkport/ordering';

/** Where a buyer says to be, and what taxes ask besides. */
export type QuotedPlace = Pick<QuoteRequest, 'country' | 'region' | 'taxId' | 'evidence'>;

/** @param typed of the checkout's form: `province` for the markets that have such taxes, `taxId` for a business @param evidence of the request that it came with */
export function quotedPlace(country: string, typed: Readonly<Record<string, string | undefined>>, evidence: QuotedPlace['evidence']): QuotedPlace {
  return { country, ...(typed.province ? { region: typed.province } : {}), ...(typed.taxId ? { taxId: typed.taxId } : {}), evidence };
}
