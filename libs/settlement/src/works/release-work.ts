import { Injectable } from '@nestjs/common';
import { postedByReference, type LedgerTransaction } from '@silkport/ledger';
import { linePartEarned, type LinePartEarned, type OrderRefunded } from '@silkport/ordering';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import { lockBooks } from '../books/lock-books.js';
import { lockMerchants } from '../entries/lock-merchants.js';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { isWork, stillHeld, workOf, type WorkHeld } from './work-holds.js';

const noteReleased = statement('settlement.note_work_released', 'UPDATE settlement.work_holds SET released_minor = released_minor + $2 WHERE line_id = $1');

/** Sets the money of accepted work free, part by part, as it is told: with the last one all that is left of what was payable, and nothing twice. */
@Injectable()
export class ReleaseWork {
  @Handles(linePartEarned, 'settlement/release-work')
  async release(tx: Tx, part: LinePartEarned): Promise<void> {
    const { orderId, lineId, partId, earnedAt, afterRefundId } = part;
    await lockBooks(tx, orderId);
    const posted = await postedByReference(tx, [orderId]);
    if (!posted.some(({ key }) => key === `sale:${orderId}`)) throw new Error(`A part of the order ${orderId} was delivered before its sale was posted`);
    if (afterRefundId && !posted.some(({ key }) => key === `refund:${afterRefundId}`)) throw new Error(`The refund ${afterRefundId} has not been posted yet`);
    const held = (await workOf(tx, orderId)).find((each) => each.lineId === lineId);
    if (!held) return;
    await lockMerchants(tx, [held.merchantId]);
    const amountMinor = freedBy(part, held);
    const key = `work_release:${lineId}:${partId}`;
    if (amountMinor > 0n && !posted.some((each) => each.key === key)) await setFree(tx, held, amountMinor, key, new Date(earnedAt));
  }
}

/** What roundings leave held of lines of which, after a refund, nothing is left but what was performed: the merchant's. */
export async function releaseRest(tx: Tx, { refundId, orderId, refundedAt, lines }: OrderRefunded): Promise<void> {
  const performed = lines.filter((line) => line.leavesPerformed && isWork(line));
  if (!performed.length) return;
  const work = await workOf(tx, orderId);
  for (const { lineId } of performed) {
    const held = work.find((each) => each.lineId === lineId);
    if (!held?.heldMinor) throw new Error(`The refund ${refundId} of performed work came before its sale was posted`);
    if (stillHeld(held) > 0n) await setFree(tx, held, stillHeld(held), `work_release:${lineId}:${refundId}`, new Date(refundedAt));
  }
}

async function setFree(tx: Tx, held: WorkHeld, amountMinor: bigint, key: string, at: Date): Promise<void> {
  await postForMerchants(tx, [releaseOf(held, amountMinor, key, at)]);
  await prepared(tx, noteReleased, [held.lineId, amountMinor.toString()]);
}

/** Never more than is still held, which a refund may have lowered that is posted before it; with the last all that is. */
function freedBy({ payable, isLast }: LinePartEarned, held: WorkHeld): bigint {
  const left = stillHeld(held);
  return isLast || payable.amountMinor > left ? left : payable.amountMinor;
}

function releaseOf({ merchantId, currency, orderId }: WorkHeld, amountMinor: bigint, key: string, occurredAt: Date): LedgerTransaction {
  return { key, kind: 'reserve_release', reference: orderId, occurredAt, postings: [
    { account: `merchant_reserve:${merchantId}`, amount: money(amountMinor, currency) }, { account: `merchant_payable:${merchantId}`, amount: money(-amountMinor, currency) },
  ] };
}
