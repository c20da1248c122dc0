import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import type { LockedLine, LockedOrder } from './lock-order.js';
import { lineTransitions, orderStatusOf, transitions, type LineState, type OrderStatus } from './order-states.js';
import { TransitionRefused } from './ordering.errors.js';

export interface OrderChange {
  /** `buyer`, `stripe`, `clock`, `delivery`, or a person's id. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** What may change of an order: its lines, and when it was paid, held or completed. */
export interface NextOrder extends Partial<Pick<LockedOrder, 'paidAt' | 'heldAt' | 'cancelledAt' | 'completesAt' | 'completedAt' | 'refundedMinor'>> {
  /** Where the lines alone do not say it. */
  readonly status?: OrderStatus;
  readonly lines: readonly LockedLine[];
}

/**
 * SQL of common table expressions that bring an order and its lines on and write down who, when and why; `changed` has its row. Its
 * parameters are $1 to $13: the values of `changeValues`.
 */
export const changing = `changed AS (
    UPDATE ordering.orders SET status = $2, paid_at = $4, held_at = $5, cancelled_at = $6, completed_at = $7, refunded_minor = $8, completes_at = $13 WHERE id = $1 RETURNING id),
  moved AS (
    INSERT INTO ordering.order_transitions (id, order_id, to_status, from_status, actor, reason, changed_at)
    SELECT uuidv7(), id, $2, $3, $9, $10, $11::timestamptz FROM changed WHERE $2 <> $3),
  wanted AS (
    SELECT * FROM jsonb_to_recordset($12::jsonb) AS w (id uuid, "from" text, state text, delivered_at timestamptz, refunded_minor bigint, refunded_quantity int)),
  changed_lines AS (
    UPDATE ordering.order_lines l SET state = w.state, delivered_at = w.delivered_at, refunded_minor = w.refunded_minor, refunded_quantity = w.refunded_quantity
    FROM wanted w WHERE l.order_id = $1 AND l.id = w.id RETURNING l.id),
  moved_lines AS (
    INSERT INTO ordering.line_transitions (id, order_id, line_id, from_state, to_state, actor, reason, changed_at)
    SELECT uuidv7(), $1, w.id, w."from", w.state, $9, $10, $11::timestamptz FROM wanted w WHERE w.state <> w."from")`;

const change = statement('ordering.change_order', `WITH ${changing} SELECT FROM changed`);

/** @throws TransitionRefused */
export function changeValues(order: LockedOrder, next: NextOrder, { actor, reason, at }: OrderChange): unknown[] {
  const { paidAt, heldAt, cancelledAt, completesAt, completedAt, refundedMinor } = { ...order, ...next };
  const status = next.status ?? orderStatusOf(next.lines, completedAt !== null);
  if (status !== order.status && !transitions[order.status].includes(status)) throw new TransitionRefused({ from: order.status, to: status });
  const lines = next.lines.flatMap((line, index) => changedLine(order.lines[index], line));
  return [order.id, status, order.status, paidAt, heldAt, cancelledAt, completedAt, refundedMinor, actor, reason, at, toJson(lines), completesAt];
}

/** Brings a locked order on, in one statement. @throws TransitionRefused */
export async function changeOrder(tx: Tx, order: LockedOrder, next: NextOrder, why: OrderChange): Promise<void> {
  await prepared(tx, change, changeValues(order, next, why));
}

/** The lines with another state, where they may go there. */
export function withState(lines: readonly LockedLine[], state: LineState): LockedLine[] {
  return lines.map((line) => (lineTransitions[line.state].includes(state) ? { ...line, state } : line));
}

function changedLine(before: LockedLine | undefined, after: LockedLine): object[] {
  if (!before || before === after) return [];
  if (before.state !== after.state && !lineTransitions[before.state].includes(after.state)) throw new TransitionRefused({ from: before.state, to: after.state });
  const { id, state, deliveredAt, refundedMinor, refundedQuantity } = after;
  return [{ id, from: before.state, state, delivered_at: deliveredAt, refunded_minor: refundedMinor, refunded_quantity: refundedQuantity }];
}
