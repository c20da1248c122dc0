import type { LedgerTransaction, Posting } from '@silkport/ledger';
import { money, type Money } from '@silkport/values';

/** What the books of a pay-out need to know of it. */
export interface BookedPayout {
  readonly payoutId: string;
  readonly merchantId: string;
  /** What the merchant was owed, and what is sent for it; by bank file the same. */
  readonly amount: Money;
  readonly sent: Money;
}

/** The merchant is owed less; the money is on its way, in the currency that it is sent in. */
export function payoutPostings({ payoutId, merchantId, amount, sent }: BookedPayout, occurredAt: Date): LedgerTransaction {
  return { key: `payout:${payoutId}`, kind: 'payout', reference: payoutId, occurredAt, postings: [
    { account: `merchant_payable:${merchantId}`, amount },
    ...(amount.currency === sent.currency ? [] : [{ account: 'fx', amount: opposite(amount) }, { account: 'fx', amount: sent }] as const),
    { account: `payouts:${merchantId}`, amount: opposite(sent) },
  ] };
}

/** It did not arrive: the amount is payable again, at the rate that it was sent at. */
export function payoutReversalPostings(payout: BookedPayout, occurredAt: Date): LedgerTransaction {
  return { key: `payout_reversed:${payout.payoutId}`, kind: 'payout_reversed', reference: payout.payoutId, occurredAt, postings: payoutPostings(payout, occurredAt).postings.map(opposed) };
}

/** Our bank says that it has paid. What the provider pays, its own balance movement posts. */
export function bankPaymentPostings({ payoutId, merchantId, sent }: BookedPayout, occurredAt: Date): LedgerTransaction {
  return { key: `payout_bank:${payoutId}`, kind: 'payout_bank', reference: payoutId, occurredAt, postings: [
    { account: `payouts:${merchantId}`, amount: sent }, { account: 'bank', amount: opposite(sent) },
  ] };
}

/** The merchant's bank has sent it back to ours. */
export function bankReturnPostings(payout: BookedPayout, occurredAt: Date): LedgerTransaction {
  return { key: `payout_bank_return:${payout.payoutId}`, kind: 'payout_bank_return', reference: payout.payoutId, occurredAt, postings: bankPaymentPostings(payout, occurredAt).postings.map(opposed) };
}

function opposite({ amountMinor, currency }: Money): Money {
  return money(-amountMinor, currency);
}

function opposed({ account, amount }: Posting): Posting {
  return { account, amount: opposite(amount) };
}
