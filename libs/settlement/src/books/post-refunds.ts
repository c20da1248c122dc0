import { Inject, Injectable } from '@nestjs/common';
import { postedByReference, type LedgerTransaction } from '@silkport/ledger';
import { orderRefunded, type OrderRefunded } from '@silkport/ordering';
import { refundSettled, type RefundSettled } from '@silkport/payments';
import { CONFIG, Handles, type Config, type Tx } from '@silkport/platform';
import { lockMerchants } from '../entries/lock-merchants.js';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { lockBooks } from './lock-books.js';
import { releaseRest } from '../works/release-work.js';
import { amountsOf, isWork, refundWork, workOf } from '../works/work-holds.js';
import { byMerchant, lesser, minus } from './merchant-amounts.js';
import { heldInReserve } from './order-books.js';
import { refundPostings, refundSettledPostings, soldRefundPostings, unsoldRefundPostings } from './refund-postings.js';

/** Posts what is owed back to a buyer, and that it was sent; the two may be told in either order. */
@Injectable()
export class PostRefunds {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'operator'>) {}

  /** @throws BooksRefused */
  @Handles(orderRefunded, 'settlement/post-refund')
  async refund(tx: Tx, refund: OrderRefunded): Promise<void> {
    const { refundId, orderId, lines } = refund;
    await lockBooks(tx, orderId);
    await lockMerchants(tx, [...new Set(lines.map(({ merchantId }) => merchantId))]);
    const posted = await postedByReference(tx, [orderId]);
    const shares = byMerchant(lines.map(({ merchantId, payable }) => ({ merchantId, amount: payable })));
    const unsold = posted.find(({ key }) => key === `refund_unsold:${refundId}`);
    // What is held for work is touched by refunds of that work alone.
    const work = await workOf(tx, orderId);
    const isNew = refund.reason !== 'held_and_refused' && !posted.some(({ key }) => key === `refund:${refundId}`);
    const ofWork = isNew && lines.some(isWork) ? await refundWork(tx, refund, work) : [];
    const ofOthers = lesser(minus(shares, ofWork), minus(heldInReserve(posted), amountsOf(work)));
    const owed = refundPostings(refund, byMerchant([...ofWork, ...ofOthers]), this.config.operator.country);
    await postForMerchants(tx, [...(owed ? [owed] : []), ...(unsold ? [soldRefundPostings(refundId, unsold)] : [])]);
    if (isNew) await releaseRest(tx, refund);
  }

  @Handles(refundSettled, 'settlement/post-refund-paid')
  async settled(tx: Tx, refund: RefundSettled): Promise<void> {
    const { refundId, reference, amount, result, at } = refund;
    await lockBooks(tx, reference);
    const isOwed = (await postedByReference(tx, [reference])).some(({ key }) => key === `refund:${refundId}`);
    const transactions: LedgerTransaction[] = refundSettledPostings(refund);
    // Money that never left still waits where it came to; the next try, or the buyer's bank, will take it from there.
    const isUnsold = !isOwed && result === 'succeeded';
    await postForMerchants(tx, isUnsold ? [...transactions, unsoldRefundPostings(refundId, reference, amount, new Date(at))] : transactions);
  }
}
