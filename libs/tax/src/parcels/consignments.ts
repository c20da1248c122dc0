import { findCurrency } from '@silkport/markets';
import { RateMissing } from '@silkport/pricing';
import { minorOfDecimal } from '@silkport/values';
import type { Convert } from '../convert.js';
import type { TaxableLine } from '../tax-request.js';

/** The parcels of one merchant in one order: what customs sees as one consignment. */
export interface Consignment {
  readonly lines: readonly TaxableLine[];
  /** As shown, in minor units of the presentment currency. */
  readonly shownMinor: bigint;
}

export function consignmentsOf(lines: readonly TaxableLine[]): ReadonlyMap<string, Consignment> {
  const found = new Map<string, { lines: TaxableLine[]; shownMinor: bigint }>();
  for (const line of lines) {
    if (!line.isParcel) continue;
    const consignment = found.get(line.merchantId);
    if (consignment) {
      consignment.lines.push(line);
      consignment.shownMinor += line.shown.amountMinor;
    } else found.set(line.merchantId, { lines: [line], shownMinor: line.shown.amountMinor });
  }
  return found;
}

/** The same for an estimate, where a limit in a currency without a rate is as good as none. */
export function isKnownWithin(...compared: Parameters<typeof isWithin>): boolean {
  try {
    return isWithin(...compared);
  } catch (error) {
    if (error instanceof RateMissing) return false;
    throw error;
  }
}

/** Whether an amount is at most a stated limit, compared in the limit's currency at the order's rates. @throws RateMissing */
export function isWithin(amountMinor: bigint, currency: string, limit: { readonly amount: string; readonly currency: string }, convert: Convert): boolean {
  const limitMinor = minorOfDecimal(limit.amount, findCurrency(limit.currency)?.minorUnits ?? 2);
  return limitMinor !== undefined && convert(amountMinor, currency, limit.currency) <= limitMinor;
}
