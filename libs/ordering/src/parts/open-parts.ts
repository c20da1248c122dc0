import { prepared, statement, type Tx } from '@silkport/platform';
import { allocateMoney, money } from '@silkport/values';
import type { LockedLine, LockedOrder } from '../lock-order.js';
import { frozenAmounts } from '../payment/paid-event.js';
import { shareOfLine } from '../refunds/share-of-line.js';
import type { ClosedPart } from './closed-part.entity.js';

/** The parts of a line that are neither accepted nor given back, and the money that is theirs. */
export interface OpenParts {
  /** How many shares of the line they are. */
  readonly shares: number;
  /** In the order's currency. */
  readonly totalMinor: bigint;
  /** In the merchant's. */
  readonly payableMinor: bigint;
}

export type WorthOfPart = Pick<OpenParts, 'totalMinor' | 'payableMinor'>;

const closedOf = statement('ordering.closed_parts', 'SELECT part_id AS "partId", shares, result, total_minor AS "totalMinor", payable_minor AS "payableMinor" FROM ordering.closed_parts WHERE line_id = $1');
const close = statement('ordering.close_part', `
  INSERT INTO ordering.closed_parts (line_id, part_id, shares, result, total_minor, payable_minor, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`);

/**
 * What is open of a line under its order's lock: all that was paid, less what was given back in whatever way, less what accepted parts
 * were worth. So whatever is given back by amount lowers the open parts alone, all in the proportion of their shares; only what goes
 * beyond them is the accepted ones'. @param partId of which nothing may have been closed before
 * @param of how many shares all parts of the line have together @returns undefined where that part is closed already
 */
export async function openParts(tx: Tx, order: LockedOrder, line: LockedLine, { partId, of }: { readonly partId: string; readonly of: number }): Promise<OpenParts | undefined> {
  const closed = await prepared<Pick<ClosedPart, 'partId' | 'shares' | 'result' | 'totalMinor' | 'payableMinor'>>(tx, closedOf, [line.id]);
  return closed.some((part) => part.partId === partId) ? undefined : openAfter(order, line, closed, of);
}

function openAfter(order: Pick<LockedOrder, 'currency'>, line: LockedLine, closed: readonly Pick<ClosedPart, 'shares' | 'result' | 'totalMinor' | 'payableMinor'>[], of: number): OpenParts {
  const delivered = closed.filter(({ result }) => result === 'delivered');
  const { payable } = shareOfLine(frozenAmounts(order, line), 0n, line.refundedMinor);
  return {
    shares: of - closed.reduce((sum, { shares }) => sum + shares, 0),
    totalMinor: atLeastNone(line.totalMinor - line.refundedMinor - delivered.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)),
    payableMinor: atLeastNone(line.payableMinor - payable.amountMinor - delivered.reduce((sum, { payableMinor }) => sum + payableMinor, 0n)),
  };
}

/** What a part of them is worth now; the last gets all that is left, so that all parts sum to what was paid for them. */
export function worthOf(open: OpenParts, shares: number, { currency, merchantCurrency }: { readonly currency: string; readonly merchantCurrency: string }): WorthOfPart {
  const others = open.shares - shares;
  if (others <= 0) return { totalMinor: open.totalMinor, payableMinor: open.payableMinor };
  const ratio = [BigInt(shares), BigInt(others)];
  const [total] = allocateMoney(money(open.totalMinor, currency), ratio);
  const [payable] = allocateMoney(money(open.payableMinor, merchantCurrency), ratio);
  return { totalMinor: total?.amountMinor ?? 0n, payableMinor: payable?.amountMinor ?? 0n };
}

export async function closePart(tx: Tx, { lineId, partId, shares, result, totalMinor, payableMinor, closedAt }: ClosedPart): Promise<void> {
  await prepared(tx, close, [lineId, partId, shares, result, totalMinor.toString(), payableMinor.toString(), closedAt]);
}

function atLeastNone(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}
