export const orderStatuses = [
  'awaiting_payment', 'held', 'paid', 'partly_delivered', 'delivered', 'completed', 'cancelled', 'partly_refunded', 'refunded', 'disputed', 'lost',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const lineStates = ['awaiting_payment', 'paid', 'delivered', 'partly_refunded', 'refunded', 'disputed', 'lost', 'cancelled'] as const;
export type LineState = (typeof lineStates)[number];

/** What has happened to a line, apart from disputes. Amounts in minor units of the order's currency. */
export interface LineFacts {
  readonly state: LineState;
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
  readonly deliveredAt: Date | null;
}

const moneyStands: readonly OrderStatus[] = ['partly_refunded', 'refunded', 'disputed', 'lost'];

/** Where an order may go from where it is; `held` is paid, but nobody may say yet where it is taxed. */
export const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  awaiting_payment: ['held', 'paid', 'cancelled'],
  held: ['paid', 'cancelled'],
  paid: ['partly_delivered', 'delivered', ...moneyStands],
  partly_delivered: ['delivered', ...moneyStands],
  delivered: ['completed', ...moneyStands],
  completed: moneyStands,
  partly_refunded: ['refunded', 'disputed', 'lost'],
  // A bank may ask for money that has gone back already, and then say so.
  refunded: ['disputed'],
  disputed: ['paid', 'partly_delivered', 'delivered', 'completed', 'partly_refunded', 'refunded', 'lost'],
  lost: ['disputed'],
  cancelled: [],
};

export const lineTransitions: Readonly<Record<LineState, readonly LineState[]>> = {
  awaiting_payment: ['paid', 'cancelled'],
  paid: ['delivered', 'partly_refunded', 'refunded', 'disputed'],
  delivered: ['partly_refunded', 'refunded', 'disputed'],
  partly_refunded: ['refunded', 'disputed'],
  refunded: [],
  disputed: ['paid', 'delivered', 'partly_refunded', 'refunded', 'lost'],
  lost: [],
  cancelled: [],
};

/** Where a paid line stands when no dispute is about it. */
export function settledState({ totalMinor, refundedMinor, deliveredAt }: Omit<LineFacts, 'state'>): LineState {
  if (refundedMinor > 0n) return refundedMinor >= totalMinor ? 'refunded' : 'partly_refunded';
  return deliveredAt ? 'delivered' : 'paid';
}

/** An order's status is that of its lines; what money has done to one of them is said before what delivery has. @param isOver whether no line can be withdrawn from any more */
export function orderStatusOf(lines: readonly Pick<LineFacts, 'state'>[], isOver = false): OrderStatus {
  const some = (...states: readonly LineState[]) => lines.some(({ state }) => states.includes(state));
  const all = (...states: readonly LineState[]) => lines.every(({ state }) => states.includes(state));
  if (some('disputed')) return 'disputed';
  if (some('lost')) return 'lost';
  if (all('cancelled')) return 'cancelled';
  if (all('awaiting_payment', 'cancelled')) return 'awaiting_payment';
  if (all('refunded', 'cancelled')) return 'refunded';
  if (some('refunded', 'partly_refunded')) return 'partly_refunded';
  if (all('delivered')) return isOver ? 'completed' : 'delivered';
  return some('delivered') ? 'partly_delivered' : 'paid';
}

/** Whether the merchants of an order know of it: it has been paid, whatever became of it since. */
export function hasBeenPaid(status: OrderStatus): boolean {
  return status !== 'awaiting_payment' && status !== 'held' && status !== 'cancelled';
}
