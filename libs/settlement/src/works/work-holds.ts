import type { OrderPaid, OrderRefunded } from '@silkport/ordering';
import { prepared, statement, type Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import { byMerchant, type MerchantAmount } from '../books/merchant-amounts.js';

export interface WorkHeld { readonly lineId: string; readonly orderId: string; readonly merchantId: string; readonly currency: string; readonly heldMinor: bigint; readonly releasedMinor: bigint; readonly refundedMinor: bigint }

const columns = `line_id AS "lineId", order_id AS "orderId", merchant_id AS "merchantId", currency, held_minor AS "heldMinor", released_minor AS "releasedMinor", refunded_minor AS "refundedMinor"`;
/** What refunds took before the sale was heard of is not held. */
const hold = statement('settlement.hold_for_work', `
  INSERT INTO settlement.work_holds AS h (line_id, order_id, merchant_id, currency, held_minor)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::bigint[]) AS w (line_id, order_id, merchant_id, currency, held) ORDER BY line_id
  ON CONFLICT (line_id) DO UPDATE SET held_minor = excluded.held_minor RETURNING ${columns}`);
const ofOrder = statement('settlement.work_of_order', `SELECT ${columns} FROM settlement.work_holds WHERE order_id = $1 ORDER BY line_id FOR UPDATE`);
const noteRefunded = statement('settlement.note_work_refunded', `
  INSERT INTO settlement.work_holds AS h (line_id, order_id, merchant_id, currency, held_minor, refunded_minor) VALUES ($1, $2, $3, $4, 0, $5)
  ON CONFLICT (line_id) DO UPDATE SET refunded_minor = h.refunded_minor + excluded.refunded_minor`);

/** What of orders just sold is held for work that is still to be done, by order and merchant. */
export async function holdForWork(tx: Tx, orders: readonly OrderPaid[]): Promise<Map<string, MerchantAmount[]>> {
  const lines = orders.flatMap(({ orderId, lines: sold }) => sold.filter(isWork).map((line) => ({ orderId, ...line })));
  if (!lines.length) return new Map();
  const held = await prepared<WorkHeld>(tx, hold, [
    lines.map(({ lineId }) => lineId), lines.map(({ orderId }) => orderId), lines.map(({ merchantId }) => merchantId), lines.map(({ payable }) => payable.currency), lines.map(({ payable }) => payable.amountMinor.toString()),
  ]);
  return new Map([...Map.groupBy(held, ({ orderId }) => orderId)].map(([orderId, of]) => [orderId, amountsOf(of)]));
}

export function isWork({ deliveryKind }: { readonly deliveryKind: string }): boolean {
  return deliveryKind === 'commission';
}

export async function workOf(tx: Tx, orderId: string): Promise<WorkHeld[]> {
  return prepared<WorkHeld>(tx, ofOrder, [orderId]);
}

export function stillHeld({ heldMinor, releasedMinor, refundedMinor }: WorkHeld): bigint {
  return heldMinor - releasedMinor - refundedMinor;
}

/** By merchant and currency. */
export function amountsOf(held: readonly WorkHeld[]): MerchantAmount[] {
  return byMerchant(held.map((each) => ({ merchantId: each.merchantId, amount: money(stillHeld(each) > 0n ? stillHeld(each) : 0n, each.currency) })));
}

/** Takes what is given back of commissioned lines out of what is held for them. @returns how much that was, by merchant */
export async function refundWork(tx: Tx, { orderId, lines }: Pick<OrderRefunded, 'orderId' | 'lines'>, held: readonly WorkHeld[]): Promise<MerchantAmount[]> {
  const taken: MerchantAmount[] = [];
  for (const { lineId, merchantId, payable } of lines.filter(isWork)) {
    const known = held.find((each) => each.lineId === lineId);
    // Before the sale is heard of, all of it counts: that much less is held then.
    const available = known && known.heldMinor > 0n ? stillHeld(known) : payable.amountMinor;
    const amountMinor = payable.amountMinor < available ? payable.amountMinor : available;
    if (amountMinor <= 0n) continue;
    await prepared(tx, noteRefunded, [lineId, orderId, merchantId, payable.currency, amountMinor.toString()]);
    if (known && known.heldMinor > 0n) taken.push({ merchantId, amount: money(amountMinor, payable.currency) });
  }
  return byMerchant(taken);
}
