import { postedByReference } from '@silkport/ledger';
import type { OrderPaid } from '@silkport/ordering';
import type { Tx } from '@silkport/platform';
import { divideHalfUp, money } from '@silkport/values';
import { reserveSharesOf } from '../terms/reserve-shares.js';
import { lockBooks } from './lock-books.js';
import { amountFor, byMerchant, lesser, type MerchantAmount } from './merchant-amounts.js';
import { givenBack } from './order-books.js';

const whole = 10_000n;

/**
 * What is held in reserve of each order, by its id: the share by the terms at the time of payment, less what refunds that were told before
 * the sale would have taken out of it. Orders of which nothing is held are left out.
 */
export async function heldBack(tx: Tx, orders: readonly OrderPaid[]): Promise<ReadonlyMap<string, MerchantAmount[]>> {
  const held = await sharesHeld(tx, orders);
  if (!held.size) return held;
  await lockBooks(tx, ...held.keys());
  const posted = Map.groupBy(await postedByReference(tx, [...held.keys()]), ({ reference }) => reference);
  return new Map([...held].map(([orderId, shares]) => {
    const before = lesser(shares, givenBack(posted.get(orderId) ?? []));
    return [orderId, shares.map((one) => ({ ...one, amount: money(one.amount.amountMinor - amountFor(before, one), one.amount.currency) }))];
  }));
}

async function sharesHeld(tx: Tx, orders: readonly OrderPaid[]): Promise<Map<string, MerchantAmount[]>> {
  const parts = orders.flatMap(({ orderId, paidAt, lines }) => byMerchant(lines.map(({ merchantId, payable }) => ({ merchantId, amount: payable })))
    .map(({ merchantId, amount }) => ({ orderId, merchantId, amount, currency: amount.currency, soldAt: new Date(paidAt) })));
  const shares = await reserveSharesOf(tx, parts);
  const held = parts.map(({ orderId, merchantId, amount: { amountMinor, currency } }, index) => (
    { orderId, merchantId, amount: money(divideHalfUp(amountMinor * BigInt(shares[index] ?? 0), whole), currency) }
  )).filter(({ amount }) => amount.amountMinor > 0n);
  const byOrder = Map.groupBy(held, ({ orderId }) => orderId);
  return new Map([...byOrder].map(([orderId, of]) => [orderId, of.map(({ merchantId, amount }) => ({ merchantId, amount }))]));
}
