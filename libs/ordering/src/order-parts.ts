import { sumMoney, type Money, type Translated } from '@silkport/values';
import type { OrderLineView } from './order-line-view.js';
import type { OrderView } from './order-reads.js';
import { orderStatusOf, type OrderStatus } from './order-states.js';

/** What of an order is one merchant's. */
export interface OrderPart {
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly status: OrderStatus;
  readonly total: Money;
  readonly lines: readonly OrderLineView[];
}

/** An order by merchants, in the order of its lines; their totals sum to the order's. While nothing was paid for, each part stands where the order does. */
export function partsOf({ lines, status, total, completedAt }: Pick<OrderView, 'lines' | 'status' | 'total' | 'completedAt'>): OrderPart[] {
  return [...Map.groupBy(lines, ({ merchantId }) => merchantId)].map(([merchantId, own]) => ({
    merchantId, merchantName: own[0]?.merchantName ?? {}, status: status === 'held' ? status : orderStatusOf(own, completedAt !== null),
    total: sumMoney(own.map((line) => line.total), total.currency), lines: own,
  }));
}
