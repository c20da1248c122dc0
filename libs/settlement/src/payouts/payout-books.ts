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

/**
 * It, or a part of it, did not arrive: the amount is payable again, at the rate that it was sent at.
 * @param returned `amount` and `sent` of what came back now @param before what of `sent` had come back earlier, in minor units: each part has a key of its own
 */
export function payoutReversalPostings(returned: BookedPayout, before: bigint, occurredAt: Date): LedgerTransaction {
  const { payoutId } = returned;
  return { key: `payout_reversed:${partOf(returned, before)}`, kind: 'payout_reversed', reference: payoutId, occurredAt, postings: payoutPostings(returned, occurredAt).postings.map(opposed).filter(({ amount }) => amount.amountMinor !== 0n) };
}

/** Our bank says that it has paid. What the provider pays, its own balance movement posts. */
export function bankPaymentPostings({ payoutId, merchantId, sent }: BookedPayout, occurredAt: Date): LedgerTransaction {
  return { key: `payout_bank:${payoutId}`, kind: 'payout_bank', reference: payoutId, occurredAt, postings: [
    { account: `payouts:${merchantId}`, amount: sent }, { account: 'bank', amount: opposite(sent) },
  ] };
}

/** The merchant's bank has sent it, or a part of it, back to ours. */
export function bankReturnPostings(returned: BookedPayout, before: bigint, occurredAt: Date): LedgerTransaction {
  const { payoutId } = returned;
  return { key: `payout_bank_return:${partOf(returned, before)}`, kind: 'payout_bank_return', reference: payoutId, occurredAt, postings: bankPaymentPostings(returned, occurredAt).postings.map(opposed) };
}

/** What comes back first bears the pay-out's own key, each later part what has come back by then besides. */
function partOf({ payoutId, sent }: BookedPayout, before: bigint): string {
  return before === 0n ? payoutId : `${payoutId}:${before + sent.amountMinor}`;
}

function opposite({ amountMinor, currency }: Money): Money {
  return money(-amountMinor, currency);
}

function opposed({ account, amount }: Posting): Posting {
  return { account, amount: opposite(amount) };
}
