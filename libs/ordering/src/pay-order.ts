import { sellHeldStock } from '@silkport/catalog';
import { prepared, publication, publishing, statement, type Tx } from '@silkport/platform';
import { recordSupply, type LocationEvidence } from '@silkport/tax';
import { changeValues, changing, withState, type OrderChange } from './change-order.js';
import type { LockedOrder } from './lock-order.js';
import { orderPaid } from './ordering.events.js';
import { frozenAmounts, paidEvent } from './paid-event.js';

const pay = statement('ordering.pay_order', `WITH ${changing}, ${publishing({ from: 'changed', first: 14 })} SELECT FROM changed`);

/** Makes a locked order a paid one, once: its pieces are sold, its supply is counted by the tax context, and everyone is told. @param paidAt when its money came */
export async function payOrder(tx: Tx, order: LockedOrder, paidAt: Date, evidence: readonly LocationEvidence[], why: Omit<OrderChange, 'at'>): Promise<void> {
  if (order.lines.some(({ deliveryKind }) => deliveryKind === 'parcel' || deliveryKind === 'licence-key')) await sellHeldStock(tx, order.id);
  const next = { status: 'paid' as const, paidAt, lines: withState(order.lines, 'paid') };
  await prepared(tx, pay, [...changeValues(order, next, { ...why, at: paidAt }), ...publication(orderPaid, paidEvent(order, paidAt))]);
  await recordSupply(tx, {
    orderId: order.id, country: order.placeCountry, isBusiness: order.taxId !== null, paidAt, evidence,
    lines: order.lines.filter(({ taxes }) => taxes.length).map((line) => ({ isParcel: line.deliveryKind === 'parcel', net: frozenAmounts(order, line).net, taxes: line.taxes })),
  });
}
