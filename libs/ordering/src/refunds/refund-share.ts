import { allocateMoney, type Money } from '@silkport/values';
import { cutToStep } from './in-steps.js';

/** How much a buyer who withdraws gets back. */
export type RefundShare = { readonly kind: 'whole' } | { readonly kind: 'pro_rata'; readonly usedDays: number; readonly ofDays: number } | {
  readonly kind: 'performed';
  /** Worth of the parts that were performed, in the order's currency. */
  readonly performedMinor: bigint;
};

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Whole days only: a day that has begun has not been provided yet, and the doubt is not the buyer's. */
export function usedShare({ startedAt, days }: { readonly startedAt: Date; readonly days: number }, at: Date): { usedDays: number; ofDays: number } {
  const used = Math.floor((at.getTime() - startedAt.getTime()) / dayMilliseconds);
  return { usedDays: Math.min(Math.max(used, 0), days), ofDays: days };
}

/** The share of what is left of a line; what was used is paid for in proportion to the price agreed (Directive 2011/83/EU, Art. 14 (3)). */
export function shareOfLeft(left: Money, share: RefundShare): bigint {
  if (share.kind === 'whole') return left.amountMinor;
  if (share.kind === 'performed') return cutToStep(left.amountMinor > share.performedMinor ? left.amountMinor - share.performedMinor : 0n, left.currency);
  const [unused] = allocateMoney(left, [BigInt(share.ofDays - share.usedDays), BigInt(share.usedDays)]);
  return cutToStep(unused?.amountMinor ?? 0n, left.currency);
}
