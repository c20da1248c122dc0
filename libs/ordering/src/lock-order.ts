import type { Tx } from '@silkport/platform';
import { Order, OrderTransition, transitions, type OrderStatus } from './order.entity.js';
import { TransitionRefused } from './ordering.errors.js';

/** The order, locked until the transaction ends; undefined when there is none. */
export async function lockOrder(tx: Tx, orderId: string): Promise<Order | null> {
  return tx.findOne(Order, { where: { id: orderId }, lock: { mode: 'pessimistic_write' } });
}

/** Moves a locked order on and writes down who, when and why. @throws TransitionRefused */
export async function moveOrder(tx: Tx, order: Order, to: OrderStatus, change: { actor: string; reason: string; at: Date }): Promise<void> {
  if (!transitions[order.status].includes(to)) throw new TransitionRefused({ from: order.status, to });
  const moment = to === 'paid' ? { paidAt: change.at } : { cancelledAt: change.at };
  await tx.update(Order, order.id, { status: to, ...moment });
  await tx.insert(OrderTransition, { orderId: order.id, fromStatus: order.status, toStatus: to, actor: change.actor, reason: change.reason, changedAt: change.at });
}
