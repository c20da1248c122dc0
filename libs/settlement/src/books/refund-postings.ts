import type { LedgerTransaction } from '@silkport/ledger';
import type { OrderRefunded } from '@silkport/ordering';
import type { RefundSettled } from '@silkport/payments';
import { sameMoney, sumMoney, type Money } from '@silkport/values';
import { BooksRefused } from './books-refused.js';
import { exchanged, gatherPostings, mirrored, opposite } from './gather-postings.js';
import { sharesOf } from './line-shares.js';
import type { MerchantAmount } from './merchant-amounts.js';
import { outOfReserve } from './reserve-postings.js';

/**
 * Everyone gives back the share that they had of what is refunded. A chargeback is owed to no one: the buyer's bank has it. An order that
 * was held and refused was never shared out, so the buyer's money goes back from where it waited.
 * @param taken what comes out of the reserve, by merchant and currency; the rest comes out of what is payable, below zero if need be
 * @returns undefined for a refund of nothing @throws BooksRefused
 */
export function refundPostings({ refundId, orderId, reason, total, refundedAt, lines }: OrderRefunded, taken: readonly MerchantAmount[], commissionAuthority: string): LedgerTransaction | undefined {
  const [kind, account] = reason === 'chargeback' ? ['chargeback', `chargebacks:${orderId}`] as const : ['refund', `refunds:${orderId}`] as const;
  const owed = { account, amount: opposite(total) };
  const about = { key: `refund:${refundId}`, kind, reference: orderId, occurredAt: new Date(refundedAt) };
  if (reason === 'held_and_refused') {
    const postings = gatherPostings([{ account: `buyer_clearing:${orderId}`, amount: total }, owed]);
    return postings.length ? { ...about, postings } : undefined;
  }
  if (!sameMoney(sumMoney(lines.map((line) => line.total), total.currency), total)) throw new BooksRefused(`refund ${refundId}`, 'its lines do not sum to its total');
  const shares = mirrored(lines.flatMap((line) => sharesOf(line, commissionAuthority)));
  const postings = exchanged([owed, ...shares, ...outOfReserve(taken)]);
  return postings.length ? { ...about, postings } : undefined;
}

/** The provider has sent a refund to the buyer. A failure says that it was sent and came back, so it is posted with the sending that it undoes. Each try that follows a failure is posted anew. */
export function refundSettledPostings({ refundId, reference, amount, result, at, attempt = 1 }: RefundSettled): LedgerTransaction[] {
  const sending = attempt === 1 ? refundId : `${refundId}:${attempt}`;
  const sent: LedgerTransaction = {
    key: `refund_paid:${sending}`, kind: 'refund_paid', reference, occurredAt: new Date(at),
    postings: [{ account: `refunds:${reference}`, amount }, { account: 'provider_clearing', amount: opposite(amount) }],
  };
  if (result === 'succeeded') return [sent];
  return [sent, { ...sent, key: `refund_failed:${sending}`, kind: 'refund_failed', postings: mirrored(sent.postings) }];
}

/** Money that came for an order that was never sold (too late, or not enough) is owed back from where it waited. */
export function unsoldRefundPostings(refundId: string, orderId: string, amount: Money, occurredAt: Date): LedgerTransaction {
  return {
    key: `refund_unsold:${refundId}`, kind: 'refund_unsold', reference: orderId, occurredAt,
    postings: [{ account: `buyer_clearing:${orderId}`, amount }, { account: `refunds:${orderId}`, amount: opposite(amount) }],
  };
}

/** A refund that seemed to be of an unsold order, since its order's word came after the provider's. */
export function soldRefundPostings(refundId: string, unsold: LedgerTransaction): LedgerTransaction {
  return { ...unsold, key: `refund_sold:${refundId}`, kind: 'refund_sold', postings: mirrored(unsold.postings) };
}
