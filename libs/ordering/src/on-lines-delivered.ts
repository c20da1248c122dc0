import { Injectable } from '@nestjs/common';
import { Handles, HandlesTogether, prepared, statement, type Delivered, type Tx } from '@silkport/platform';
import { changeOrders, type WantedChange } from './change-order.js';
import { inRounds } from './in-rounds.js';
import { lockOrders, type LockedLine, type LockedOrder } from './lock-order.js';
import { hasBeenPaid } from './order-states.js';
import { linesDelivered, linesDispatched, type LinesDelivered, type LinesDispatched } from './ordering.events.js';
import { endOfRights } from './withdrawals/end-of-rights.js';

const dispatched = statement('ordering.note_dispatched', `
  WITH locked AS (SELECT id FROM ordering.orders WHERE id = $1 FOR UPDATE)
  UPDATE ordering.order_lines l SET dispatched_at = $3 FROM locked WHERE l.order_id = locked.id AND l.id = ANY ($2::uuid[]) AND l.dispatched_at IS NULL`);

/** Marks lines delivered when somebody has handed them over; what money has done to a line meanwhile stays its state. */
@Injectable()
export class OnLinesDelivered {
  @HandlesTogether(linesDelivered, 'ordering/mark-delivered')
  async markDelivered(tx: Tx, events: readonly Delivered<LinesDelivered>[]): Promise<void> {
    for (const round of inRounds(events.map(({ payload }) => payload), ({ orderId }) => orderId)) {
      const orders = await lockOrders(tx, round.map(({ orderId }) => orderId));
      await changeOrders(tx, round.flatMap((delivered) => changeBy(delivered, orders.get(delivered.orderId))));
    }
  }

  /** Being sent changes no state of a line, but what follows on a withdrawal from it. */
  @Handles(linesDispatched, 'ordering/note-dispatched')
  async noteDispatched(tx: Tx, { orderId, lineIds, dispatchedAt }: LinesDispatched): Promise<void> {
    await prepared(tx, dispatched, [orderId, lineIds, new Date(dispatchedAt)]);
  }
}

/** None where all of it is known already. */
function changeBy({ orderId, lineIds, deliveredAt }: LinesDelivered, order: LockedOrder | undefined): WantedChange[] {
  if (!order || !hasBeenPaid(order.status)) throw new Error(`Something was delivered of an order that is ${order?.status ?? 'not there'}: ${orderId}`);
  const at = new Date(deliveredAt);
  const lines = order.lines.map((line): LockedLine => {
    if (!lineIds.includes(line.id) || line.deliveredAt) return line;
    return { ...line, deliveredAt: at, state: line.state === 'paid' ? 'delivered' : line.state };
  });
  if (lines.every((line, index) => line === order.lines[index])) return [];
  const completesAt = lines.every((line) => line.deliveredAt) ? endOfRights(order, lines, at) : null;
  return [{ order, next: { lines, completesAt }, why: { actor: 'delivery', reason: 'handed over', at } }];
}
