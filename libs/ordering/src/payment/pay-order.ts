import { sellHeldStock } from '@silkport/catalog';
import { prepared, publications, publishingAll, statement, type Tx } from '@silkport/platform';
import { recordSupply, type LocationEvidence, type Supply } from '@silkport/tax';
import { changeValues, changing, withState, type OrderChange } from '../change-order.js';
import type { LockedOrder } from '../lock-order.js';
import { orderPaid } from '../ordering.events.js';
import { frozenAmounts, paidEvent } from './paid-event.js';

/** A locked order whose money has come. */
export interface PaidFor {
  readonly order: LockedOrder;
  readonly paidAt: Date;
  /** All that speaks for where it is taxed. */
  readonly evidence: readonly LocationEvidence[];
}

const pay = statement('ordering.pay_orders', `WITH ${changing}, ${publishingAll(3)} SELECT FROM changed`);

/** Makes locked orders paid ones, each once: their pieces are sold, their supplies are counted by the tax context, and everyone is told. */
export async function payOrders(tx: Tx, paid: readonly PaidFor[], why: Omit<OrderChange, 'at'>): Promise<void> {
  if (!paid.length) return;
  for (const { order } of paid) if (order.lines.some(({ deliveryKind }) => deliveryKind !== 'download')) await sellHeldStock(tx, order.id);
  const changes = paid.map(({ order, paidAt }) => ({ order, next: { status: 'paid' as const, paidAt, lines: withState(order.lines, 'paid') }, why: { ...why, at: paidAt } }));
  await prepared(tx, pay, [...changeValues(changes), ...publications(orderPaid, paid.map(({ order, paidAt }) => paidEvent(order, paidAt)))]);
  await recordSupply(tx, ...paid.map(supplyOf));
}

function supplyOf({ order, paidAt, evidence }: PaidFor): Supply {
  return {
    orderId: order.id, country: order.placeCountry, isBusiness: order.taxId !== null, paidAt, evidence,
    lines: order.lines.filter(({ taxes }) => taxes.length).map((line) => ({ isParcel: line.deliveryKind === 'parcel', net: frozenAmounts(order, line).net, taxes: line.taxes })),
  };
}
