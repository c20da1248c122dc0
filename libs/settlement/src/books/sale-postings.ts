import type { LedgerTransaction } from '@silkport/ledger';
import type { OrderPaid } from '@silkport/ordering';
import type { PaymentCaptured } from '@silkport/payments';
import { sameMoney, sumMoney } from '@silkport/values';
import { BooksRefused } from './books-refused.js';
import { exchanged, opposite } from './gather-postings.js';
import { sharesOf } from './line-shares.js';
import type { MerchantAmount } from './merchant-amounts.js';
import { intoReserve } from './reserve-postings.js';

/** The buyer's money has been taken; whom it belongs to is told by the sale. */
export function capturePostings({ reference, charged, capturedAt }: PaymentCaptured): LedgerTransaction {
  return {
    key: `capture:${reference}`, kind: 'capture', reference, occurredAt: new Date(capturedAt),
    postings: [{ account: 'provider_clearing', amount: charged }, { account: `buyer_clearing:${reference}`, amount: opposite(charged) }],
  };
}

/**
 * An order's money shared out.
 * @param held what is held back of what is payable, by merchant and currency
 * @returns undefined for an order over nothing @throws BooksRefused
 */
export function salePostings({ orderId, total, paidAt, lines }: OrderPaid, held: readonly MerchantAmount[], commissionAuthority: string): LedgerTransaction | undefined {
  if (!sameMoney(sumMoney(lines.map((line) => line.total), total.currency), total)) throw new BooksRefused(`sale ${orderId}`, 'its lines do not sum to its total');
  const postings = exchanged([
    { account: `buyer_clearing:${orderId}`, amount: total }, ...lines.flatMap((line) => sharesOf(line, commissionAuthority)), ...intoReserve(held),
  ]);
  return postings.length ? { key: `sale:${orderId}`, kind: 'sale', reference: orderId, occurredAt: new Date(paidAt), postings } : undefined;
}
