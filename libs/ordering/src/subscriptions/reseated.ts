import { divideHalfUp } from '@silkport/values';
import { shareOfLine } from '../refunds/share-of-line.js';
import { frozenOf, moneyOf } from './line-money.js';
import type { TermsLine } from './subscription-row.js';

/** A period's line for another number of seats: every amount in the exact proportion. */
export function reseated(line: TermsLine, seats: number, currency: string): TermsLine {
  const totalMinor = divideHalfUp(line.totalMinor * BigInt(seats), BigInt(line.quantity));
  return { ...line, ...moneyOf(shareOfLine(frozenOf(line, currency), 0n, totalMinor)), quantity: seats };
}
