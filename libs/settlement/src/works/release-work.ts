import { Injectable } from '@nestjs/common';
import { postedByReference, type LedgerTransaction } from '@silkport/ledger';
import { linePartDelivered, type LinePart } from '@silkport/ordering';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { divideHalfUp, money } from '@silkport/values';
import { lockBooks } from '../books/lock-books.js';
import { lockMerchants } from '../entries/lock-merchants.js';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { stillHeld, workOf, type WorkHeld } from './work-holds.js';

const noteReleased = statement('settlement.note_work_released', 'UPDATE settlement.work_holds SET released_minor = released_minor + $2 WHERE line_id = $1');

/** Sets the money of accepted work free, part by part: what the parts of a line get sums to what was payable for it, and nothing twice. */
@Injectable()
export class ReleaseWork {
  @Handles(linePartDelivered, 'settlement/release-work')
  async release(tx: Tx, part: LinePart & { readonly deliveredAt: string; readonly isLast: boolean; readonly afterRefundId?: string }): Promise<void> {
    const { orderId, lineId, partId, deliveredAt, afterRefundId } = part;
    await lockBooks(tx, orderId);
    const posted = await postedByReference(tx, [orderId]);
    if (!posted.some(({ key }) => key === `sale:${orderId}`)) throw new Error(`A part of the order ${orderId} was delivered before its sale was posted`);
    if (afterRefundId && !posted.some(({ key }) => key === `refund:${afterRefundId}`)) throw new Error(`The refund ${afterRefundId} has not been posted yet`);
    const held = (await workOf(tx, orderId)).find((each) => each.lineId === lineId);
    if (!held) return;
    await lockMerchants(tx, [held.merchantId]);
    const amountMinor = shareOf(part, held);
    const key = `work_release:${lineId}:${partId}`;
    if (amountMinor <= 0n || posted.some((each) => each.key === key)) return;
    await postForMerchants(tx, [releaseOf(held, amountMinor, key, new Date(deliveredAt))]);
    await prepared(tx, noteReleased, [lineId, amountMinor.toString()]);
  }
}

/** Of the ends of the part, each rounded half up once: so touching parts sum to the whole. Never more than is still held; with the last all that is. */
export function shareOf({ from, to, of, isLast }: Pick<LinePart, 'from' | 'to' | 'of'> & { readonly isLast: boolean }, held: WorkHeld): bigint {
  const upTo = (share: number) => divideHalfUp(held.heldMinor * BigInt(share), BigInt(of));
  const part = upTo(to) - upTo(from);
  const left = stillHeld(held);
  return isLast || part > left ? left : part;
}

function releaseOf({ merchantId, currency, orderId }: WorkHeld, amountMinor: bigint, key: string, occurredAt: Date): LedgerTransaction {
  return { key, kind: 'reserve_release', reference: orderId, occurredAt, postings: [
    { account: `merchant_reserve:${merchantId}`, amount: money(amountMinor, currency) }, { account: `merchant_payable:${merchantId}`, amount: money(-amountMinor, currency) },
  ] };
}
