import type { LockedLine, LockedOrder } from '../lock-order.js';
import { rightOf } from './withdrawn-lines.js';

/** When the last right of withdrawal ends; at once where there is none. */
export function endOfRights(order: LockedOrder, lines: readonly LockedLine[], at: Date): Date {
  const ends = lines.map((line) => rightOf({ ...order, lines }, line, at)).map(({ canWithdraw, until }) => (canWithdraw && until ? until : at));
  return new Date(Math.max(...ends.map((end) => end.getTime())));
}
