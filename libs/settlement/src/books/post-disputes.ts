import { Injectable } from '@nestjs/common';
import { postedByReference } from '@silkport/ledger';
import { orderDisputed, orderDisputeDecided, type OrderDisputed, type OrderDisputeDecided } from '@silkport/ordering';
import { Handles, type Tx } from '@silkport/platform';
import { lockMerchants } from '../entries/lock-merchants.js';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { disputeLostPostings, disputePostings, disputeWonPostings, takenRefundPostings, takenUnsoldPostings } from './dispute-postings.js';
import { lockBooks } from './lock-books.js';
import { amountFor, byMerchant } from './merchant-amounts.js';
import { givenBack, hasOpenChargeback } from './order-books.js';

/** A dispute was lost and its chargeback is not posted yet: freeing what is held now could pay it out. The delivery is retried. */
export class ChargebackAwaited extends Error {
  constructor(disputeId: string) {
    super(`The chargeback of the dispute ${disputeId} has not been posted yet`);
  }
}

/**
 * Posts disputes and how they end. An end that is told before its beginning posts the beginning too, so that what it frees is never more
 * than was held.
 */
@Injectable()
export class PostDisputes {
  @Handles(orderDisputed, 'settlement/post-dispute')
  async opened(tx: Tx, dispute: OrderDisputed): Promise<void> {
    await lockBooks(tx, dispute.orderId);
    await postForMerchants(tx, [disputePostings(dispute)]);
  }

  /** @throws ChargebackAwaited */
  @Handles(orderDisputeDecided, 'settlement/post-dispute-decided')
  async decided(tx: Tx, dispute: OrderDisputeDecided): Promise<void> {
    await lockBooks(tx, dispute.orderId);
    await lockMerchants(tx, [...new Set(dispute.lines.map(({ merchantId }) => merchantId))]);
    const opened = disputePostings(dispute);
    if (dispute.result === 'won') return void await postForMerchants(tx, [opened, disputeWonPostings(dispute)]);
    const posted = await postedByReference(tx, [dispute.orderId]);
    const back = givenBack(posted);
    const shares = byMerchant(dispute.lines.map(({ merchantId, payable }) => ({ merchantId, amount: payable })));
    if (!hasOpenChargeback(posted) && shares.some((share) => amountFor(back, share) < share.amount.amountMinor)) throw new ChargebackAwaited(dispute.disputeId);
    const lost = disputeLostPostings(dispute);
    await postForMerchants(tx, [opened, ...(lost ? [lost] : []), ...takenUnsoldPostings(dispute), ...takenRefundPostings(dispute)]);
  }
}
