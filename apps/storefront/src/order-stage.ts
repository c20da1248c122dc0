import type { LineDelivery } from '@silkport/delivery';
import { hasBeenPaid, keepsGoing, type LineState, type OrderView } from '@silkport/ordering';

/** How payments sees the order's checkout; `mismatch` where Stripe took another sum than was asked for. */
export type PaymentState = 'open' | 'paid' | 'expired' | 'mismatch' | undefined;

/**
 * Where an order stands for its buyer. `confirming`: back from the payment page, the last word is not in yet. `ending`: the payment page
 * is closed, the order is about to be. `held`: its money has come, but somebody has to say first where it is taxed. `preparing`: paid, and the things are being handed out. `ready`: there they are.
 */
export type OrderStage = 'unpaid' | 'confirming' | 'ending' | 'mismatch' | 'held' | 'preparing' | 'ready' | 'cancelled';

/** @param hasReturned whether the browser came back from a payment page that said "paid", which proves nothing */
export function orderStage(order: Pick<OrderView, 'status' | 'lines' | 'subscription'>, payment: PaymentState, hasReturned: boolean, deliveries: readonly Pick<LineDelivery, 'orderLineId'>[]): OrderStage {
  if (order.status === 'cancelled') return 'cancelled';
  if (hasBeenPaid(order.status)) return keepsGoing(order) || order.lines.every(({ id, state }) => isOver(state) || deliveries.some(({ orderLineId }) => orderLineId === id)) ? 'ready' : 'preparing';
  if (order.status === 'held') return 'held';
  switch (payment) {
    case 'paid': return 'confirming';
    case 'expired': return 'ending';
    case 'mismatch': return 'mismatch';
    case 'open': case undefined: return hasReturned ? 'confirming' : 'unpaid';
  }
}

/** Nothing is handed out any more for what was given back. */
function isOver(state: LineState): boolean {
  return state === 'refunded' || state === 'lost' || state === 'cancelled';
}

/** Stages that change by themselves within seconds. */
export function isPassing(stage: OrderStage): boolean {
  return stage === 'confirming' || stage === 'ending' || stage === 'preparing';
}

/** The stage as the waiting page asks for it: what is still to be paid is one thing, whatever the browser said on its return. */
export function waitedStatus(stage: OrderStage): 'awaiting_payment' | 'preparing' | 'paid' | 'cancelled' {
  if (stage === 'preparing' || stage === 'cancelled') return stage;
  return stage === 'ready' || stage === 'held' ? 'paid' : 'awaiting_payment';
}
