import { toWireMoney } from '@silkport/pricing';
import { money, type Money } from '@silkport/values';
import type { GivenShare } from './give-back.js';
import { allocateInSteps, cutToStep, refuseOffStep } from './in-steps.js';
import type { LockedLine, LockedOrder } from '../lock-order.js';
import { OrderLineUnknown, RefundAbovePaid, RefundInOtherCurrency, RefundLineTwice, RefundNotAboveZero } from '../ordering.errors.js';

/** A line to give back: so many pieces, so much money, or all that is left of it. */
export interface WantedLine { readonly lineId: string; readonly quantity?: number | undefined; readonly amount?: Money | undefined }

/** Lines, or an amount over all of them, or neither: all that is left of the order. */
export interface WantedRefund { readonly lines?: readonly WantedLine[] | undefined; readonly amount?: Money | undefined }

/**
 * What a refund takes of which line. @param merchantId whose lines only
 * @throws OrderLineUnknown, RefundLineTwice, RefundInOtherCurrency, RefundNotAboveZero, RefundAbovePaid, RefundNotInSteps
 */
export function wantedShares(order: LockedOrder, { lines, amount }: WantedRefund, merchantId?: string): GivenShare[] {
  const own = order.lines.filter((line) => merchantId === undefined || line.merchantId === merchantId);
  if (lines?.length) return lines.map((wanted, index) => shareOfWanted(order, own, once(lines, wanted, index), index));
  const left = own.reduce((sum, line) => sum + leftOf(line), 0n);
  if (amount) refuseUnrefundable(order, amount, left, 'amount');
  if (!left) throw new RefundAbovePaid({ left: toWireMoney(money(0n, order.currency)) }, 'amount');
  if (!amount || amount.amountMinor === left) return own.filter((line) => leftOf(line) > 0n || line.totalMinor === 0n).map(wholeOf);
  const open = own.filter((line) => leftOf(line) > 0n);
  return allocateInSteps(amount, open.map(leftOf)).flatMap((amountMinor, index) => (amountMinor > 0n ? [{ lineId: open[index]?.id ?? '', amountMinor, quantity: 0 }] : []));
}

export function leftOf({ totalMinor, refundedMinor }: Pick<LockedLine, 'totalMinor' | 'refundedMinor'>): bigint {
  return totalMinor - refundedMinor;
}

/** All that is left of a line. */
export function wholeOf(line: LockedLine): GivenShare {
  return { lineId: line.id, amountMinor: leftOf(line), quantity: line.quantity - line.refundedQuantity };
}

function once(lines: readonly WantedLine[], wanted: WantedLine, index: number): WantedLine {
  if (lines.findIndex(({ lineId }) => lineId === wanted.lineId) < index) throw new RefundLineTwice({}, `lines.${index}.lineId`);
  return wanted;
}

function shareOfWanted(order: LockedOrder, own: readonly LockedLine[], { lineId, quantity, amount }: WantedLine, index: number): GivenShare {
  const field = `lines.${index}`;
  const line = own.find(({ id }) => id === lineId);
  if (!line) throw new OrderLineUnknown({}, `${field}.lineId`);
  const left = leftOf(line);
  if (amount) {
    refuseUnrefundable(order, amount, left, `${field}.amount`);
    return amount.amountMinor === left ? wholeOf(line) : { lineId, amountMinor: amount.amountMinor, quantity: 0 };
  }
  if (!left) throw new RefundAbovePaid({ left: toWireMoney(money(0n, order.currency)) }, `${field}.lineId`);
  if (quantity === undefined) return wholeOf(line);
  if (quantity < 1) throw new RefundNotAboveZero({}, `${field}.quantity`);
  const after = line.refundedQuantity + quantity;
  if (after > line.quantity) throw new RefundAbovePaid({ left: toWireMoney(money(left, order.currency)) }, `${field}.quantity`);
  if (after === line.quantity) return wholeOf(line);
  const upTo = (pieces: number) => cutToStep((line.totalMinor * BigInt(pieces)) / BigInt(line.quantity), order.currency);
  const amountMinor = upTo(after) - upTo(line.refundedQuantity);
  if (amountMinor > left) throw new RefundAbovePaid({ left: toWireMoney(money(left, order.currency)) }, `${field}.quantity`);
  return { lineId, amountMinor, quantity };
}

function refuseUnrefundable(order: LockedOrder, { amountMinor, currency }: Money, left: bigint, field: string): void {
  if (currency !== order.currency) throw new RefundInOtherCurrency({ currency: order.currency }, `${field}.currency`);
  if (amountMinor <= 0n) throw new RefundNotAboveZero({}, `${field}.amount`);
  if (amountMinor > left) throw new RefundAbovePaid({ left: toWireMoney(money(left, currency)) }, `${field}.amount`);
  refuseOffStep({ amountMinor, currency }, `${field}.amount`);
}
