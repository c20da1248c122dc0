import { statement } from '@silkport/platform';
import type { EndingDirection, PriceEnding } from '../rates/rate-table.js';

export interface EndingRow { merchantId: string; currency: string; stepMinor: bigint; endingMinor: bigint; direction: EndingDirection }

/** Of all merchants: a few rows for each that chose any, kept with the rates. */
export const priceEndings = statement('pricing.price_endings', `
  SELECT merchant_id AS "merchantId", currency, step_minor AS "stepMinor", ending_minor AS "endingMinor", direction FROM pricing.price_endings ORDER BY merchant_id, currency`);

export function endingsByMerchant(rows: readonly EndingRow[]): ReadonlyMap<string, ReadonlyMap<string, PriceEnding>> {
  const endings = new Map<string, Map<string, PriceEnding>>();
  for (const { merchantId, currency, ...ending } of rows) {
    const own = endings.get(merchantId) ?? new Map<string, PriceEnding>();
    endings.set(merchantId, own.set(currency, ending));
  }
  return endings;
}
