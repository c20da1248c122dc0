import { postedByReference } from '@silkport/ledger';
import type { OrderPaid } from '@silkport/ordering';
import type { Tx } from '@silkport/platform';
import { divideHalfUp, money } from '@silkport/values';
import { reserveSharesOf } from '../terms/reserve-shares.js';
import { lockBooks } from './lock-books.js';
import { amountFor, byMerchant, lesser, type MerchantAmount } from './merchant-amounts.js';
import { holdForWork, isWork, workOf } from '../works/work-holds.js';
import { givenBack } from './order-books.js';

const whole = 10_000n;

/**
 * What is held in reserve of each order, by its id: the share by the terms at the time of payment, less what refunds that were told before
 * the sale would have taken out of it. Orders of which nothing is held are left out.
 */
export async function heldBack(tx: Tx, orders: readonly OrderPaid[]): Promise<ReadonlyMap<string, MerchantAmount[]>> {
  const held = await sharesHeld(tx, orders);
  const commissioned = orders.filter(({ lines }) => lines.some(isWork));
  const concerned = [...new Set([...held.keys(), ...commissioned.map(({ orderId }) => orderId)])];
  if (!concerned.length) return held;
  await lockBooks(tx, ...concerned);
  const posted = held.size ? Map.groupBy(await postedByReference(tx, [...held.keys()]), ({ reference }) => reference) : new Map<string, never[]>();
  const work = await holdForWork(tx, commissioned);
  return new Map(await Promise.all(concerned.map(async (orderId): Promise<[string, MerchantAmount[]]> => {
    const shares = held.get(orderId) ?? [];
    const before = lesser(shares, await givenBackOfOthers(tx, orderId, posted.get(orderId) ?? [], work.has(orderId)));
    const ofTerms = shares.map((one) => ({ ...one, amount: money(one.amount.amountMinor - amountFor(before, one), one.amount.currency) }));
    return [orderId, byMerchant([...ofTerms, ...(work.get(orderId) ?? [])])];
  })));
}

/** What was given back of commissioned lines has lessened what is held for them already. */
async function givenBackOfOthers(tx: Tx, orderId: string, posted: Parameters<typeof givenBack>[0], hasWork: boolean): Promise<MerchantAmount[]> {
  const back = givenBack(posted);
  if (!hasWork || !back.length) return back;
  const ofWork = byMerchant((await workOf(tx, orderId)).map(({ merchantId, currency, refundedMinor }) => ({ merchantId, amount: money(refundedMinor, currency) })));
  return back.map((one) => ({ ...one, amount: money(one.amount.amountMinor - amountFor(ofWork, one), one.amount.currency) }));
}

async function sharesHeld(tx: Tx, orders: readonly OrderPaid[]): Promise<Map<string, MerchantAmount[]>> {
  const parts = orders.flatMap(({ orderId, paidAt, lines }) => byMerchant(lines.filter((line) => !isWork(line)).map(({ merchantId, payable }) => ({ merchantId, amount: payable })))
    .map(({ merchantId, amount }) => ({ orderId, merchantId, amount, currency: amount.currency, soldAt: new Date(paidAt) })));
  const shares = await reserveSharesOf(tx, parts);
  const held = parts.map(({ orderId, merchantId, amount: { amountMinor, currency } }, index) => (
    { orderId, merchantId, amount: money(divideHalfUp(amountMinor * BigInt(shares[index] ?? 0), whole), currency) }
  )).filter(({ amount }) => amount.amountMinor > 0n);
  const byOrder = Map.groupBy(held, ({ orderId }) => orderId);
  return new Map([...byOrder].map(([orderId, of]) => [orderId, of.map(({ merchantId, amount }) => ({ merchantId, amount }))]));
}
