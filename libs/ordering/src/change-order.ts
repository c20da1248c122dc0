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

/** A locked order with what becomes of it. */
export interface WantedChange {
  readonly order: LockedOrder;
  readonly next: NextOrder;
  readonly why: OrderChange;
}

/**
 * SQL of common table expressions that bring orders and their lines on and write down who, when and why; `changed` has a row for each
 * with its `id`, `actor` and `at`. Its parameters are $1 and $2: the values of `changeValues`.
 */
export const changing = `change AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, "from" text, status text, paid_at timestamptz, held_at timestamptz, cancelled_at timestamptz, completed_at timestamptz,
      completes_at timestamptz, refunded_minor bigint, actor text, reason text, at timestamptz, lines jsonb)),
  changed AS (
    UPDATE ordering.orders o SET status = c.status, paid_at = c.paid_at, held_at = c.held_at, cancelled_at = c.cancelled_at, completed_at = c.completed_at,
      refunded_minor = c.refunded_minor, completes_at = c.completes_at FROM change c WHERE o.id = ANY ($2::uuid[]) AND o.id = c.id RETURNING o.id, c.actor, c.at),
  moved AS (
    INSERT INTO ordering.order_transitions (id, order_id, to_status, from_status, actor, reason, changed_at)
    SELECT uuidv7(), c.id, c.status, c."from", c.actor, c.reason, c.at FROM change c WHERE c.status <> c."from"),
  wanted AS (
    SELECT c.id AS order_id, c.actor, c.reason, c.at, l.*
    FROM change c, jsonb_to_recordset(c.lines) AS l (id uuid, "from" text, state text, delivered_at timestamptz, refunded_minor bigint, refunded_quantity int)),
  changed_lines AS (
    UPDATE ordering.order_lines l SET state = w.state, delivered_at = w.delivered_at, refunded_minor = w.refunded_minor, refunded_quantity = w.refunded_quantity
    FROM wanted w WHERE l.order_id = ANY ($2::uuid[]) AND l.order_id = w.order_id AND l.id = w.id RETURNING l.id),
  moved_lines AS (
    INSERT INTO ordering.line_transitions (id, order_id, line_id, from_state, to_state, actor, reason, changed_at)
    SELECT uuidv7(), w.order_id, w.id, w."from", w.state, w.actor, w.reason, w.at FROM wanted w WHERE w.state <> w."from")`;

const change = statement('ordering.change_orders', `WITH ${changing} SELECT FROM changed`);

/** No order twice. @throws TransitionRefused */
export function changeValues(changes: readonly WantedChange[]): [changes: string, orderIds: string[]] {
  return [toJson(changes.map(changeRow)), changes.map(({ order }) => order.id)];
}

/** Brings a locked order on, in one statement. @throws TransitionRefused */
export async function changeOrder(tx: Tx, order: LockedOrder, next: NextOrder, why: OrderChange): Promise<void> {
  await changeOrders(tx, [{ order, next, why }]);
}

/** The same of many. @throws TransitionRefused */
export async function changeOrders(tx: Tx, changes: readonly WantedChange[]): Promise<void> {
  if (changes.length) await prepared(tx, change, changeValues(changes));
}

function changeRow({ order, next, why: { actor, reason, at } }: WantedChange): object {
  const { paidAt, heldAt, cancelledAt, completesAt, completedAt, refundedMinor } = { ...order, ...next };
  const status = next.status ?? orderStatusOf(next.lines, completedAt !== null);
  if (status !== order.status && !transitions[order.status].includes(status)) throw new TransitionRefused({ from: order.status, to: status });
  return {
    id: order.id, from: order.status, status, paid_at: paidAt, held_at: heldAt, cancelled_at: cancelledAt, completed_at: completedAt, completes_at: completesAt,
    refunded_minor: refundedMinor, actor, reason, at, lines: next.lines.flatMap((line, index) => changedLine(order.lines[index], line)),
  };
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
