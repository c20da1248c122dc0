import type { LedgerTransaction } from '@silkport/ledger';
import type { OrderDisputed, OrderDisputeDecided } from '@silkport/ordering';
import { gatherPostings, mirrored, opposite } from './gather-postings.js';
import { unsoldRefundPostings } from './refund-postings.js';
import { intoReserve, outOfReserve } from './reserve-postings.js';

/** The buyer's bank has taken the money, and the merchants' shares are held until it is decided. */
export function disputePostings({ disputeId, orderId, disputed, at, lines }: OrderDisputed): LedgerTransaction {
  const postings = gatherPostings([
    { account: `chargebacks:${orderId}`, amount: disputed }, { account: 'provider_clearing', amount: opposite(disputed) },
    ...intoReserve(lines.map(({ merchantId, payable }) => ({ merchantId, amount: payable }))),
  ]);
  return { key: `dispute:${disputeId}`, kind: 'dispute', reference: orderId, occurredAt: new Date(at), postings };
}

/** The money is back, and the merchants' shares are free. */
export function disputeWonPostings(dispute: OrderDisputed): LedgerTransaction {
  return { ...disputePostings(dispute), key: `dispute_won:${dispute.disputeId}`, kind: 'dispute_won', postings: mirrored(disputePostings(dispute).postings) };
}

/** The money stays away: what was held of the merchants goes back to where the chargeback has taken it from. @returns undefined where nothing was held */
export function disputeLostPostings({ disputeId, orderId, at, lines }: OrderDisputed): LedgerTransaction | undefined {
  const postings = gatherPostings(outOfReserve(lines.map(({ merchantId, payable }) => ({ merchantId, amount: payable }))));
  return postings.length ? { key: `dispute_lost:${disputeId}`, kind: 'dispute_lost', reference: orderId, occurredAt: new Date(at), postings } : undefined;
}

/** Refunds that were owed when the bank took the money: what it has taken of them is settled, and not sent any more. */
export function takenRefundPostings({ disputeId, orderId, at, takenRefunds = [] }: OrderDisputeDecided): LedgerTransaction[] {
  return takenRefunds.map(({ refundId, total }) => ({
    key: `refund_taken:${refundId}:${disputeId}`, kind: 'refund_taken', reference: orderId, occurredAt: new Date(at),
    postings: [{ account: `refunds:${orderId}`, amount: total }, { account: `chargebacks:${orderId}`, amount: opposite(total) }],
  }));
}

/** Money for which nothing was sold is owed back under the order's own id: where the bank has taken it, it was owed from where it waited. */
export function takenUnsoldPostings({ disputeId, orderId, at, takenRefunds = [] }: OrderDisputeDecided): LedgerTransaction[] {
  return takenRefunds.filter(({ refundId }) => refundId === orderId).map(({ total }) => unsoldRefundPostings(`${orderId}:${disputeId}`, orderId, total, new Date(at)));
}
