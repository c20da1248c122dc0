import type { Outbox, Tx } from '@silkport/platform';
import { divideHalfUp, money, type Money } from '@silkport/values';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { payoutFailed, payoutPaid } from '../settlement.events.js';
import { bankPaymentPostings, bankReturnPostings, payoutReversalPostings, type BookedPayout } from './payout-books.js';
import { payoutTransitions, type Payout, type PayoutState } from './payout.entity.js';
import { lockPayout } from './lock-payout.js';

export interface PayoutChange {
  readonly payoutId: string;
  readonly to: Exclude<PayoutState, 'created'>;
  /** The provider's or the bank's own code. */
  readonly reason: string | null;
  readonly at: Date;
  /** Of a reversal: what came back this time, in the currency that was sent; all that had not come back yet where it is not told. */
  readonly part?: Money;
}

/**
 * Moves a pay-out on, with its postings and what others are told, in the caller's transaction. What comes late or twice changes nothing:
 * word of `sent` after `paid`, of `paid` after `failed`. A part that comes back leaves it where it is until nothing is left of it.
 * @returns whether it moved, or a part of it came back
 */
export async function changePayout(tx: Tx, outbox: Outbox, change: PayoutChange): Promise<boolean> {
  const { payoutId, to, at } = change;
  const payout = await lockPayout(tx, payoutId);
  if (!payout || !payoutTransitions[payout.state].includes(to)) return false;
  if (to === 'failed' || to === 'reversed') return giveBack(tx, outbox, payout, { ...change, to });
  await tx.save(Object.assign(payout, { state: to, sentAt: payout.sentAt ?? (to === 'sent' ? at : null), paidAt: to === 'paid' ? at : payout.paidAt }));
  if (to === 'sent') return true;
  if (payout.method === 'bank_account') await postForMerchants(tx, [bankPaymentPostings(bookedOf(payout), at)]);
  const arrived = money(payout.amountMinor - payout.returnedMinor, payout.currency);
  await outbox.publish(tx, payoutPaid, { payoutId, merchantId: payout.merchantId, amount: arrived, paidAt: at.toISOString() });
  return true;
}

type Return = PayoutChange & { readonly to: 'failed' | 'reversed' };

async function giveBack(tx: Tx, outbox: Outbox, payout: Payout, { to, reason, at, part }: Return): Promise<boolean> {
  const { id: payoutId, merchantId, sentMinor, returnedSentMinor: before } = payout;
  const returned = returnedBy(payout, to === 'reversed' ? part : undefined);
  if (returned.sent.amountMinor === 0n) return false;
  const bankReturn = payout.state === 'paid' && payout.method === 'bank_account' ? [bankReturnPostings(returned, before, at)] : [];
  const returnedSentMinor = before + returned.sent.amountMinor;
  const isWhole = returnedSentMinor === sentMinor;
  await tx.save(Object.assign(payout, {
    returnedMinor: payout.returnedMinor + returned.amount.amountMinor, returnedSentMinor, ...(isWhole ? { state: to, endedAt: at, reason } : {}),
  }));
  await postForMerchants(tx, [...bankReturn, payoutReversalPostings(returned, before, at)]);
  await outbox.publish(tx, payoutFailed, { payoutId, merchantId, amount: returned.amount, reason, failedAt: at.toISOString() });
  return true;
}

/** Shares of what was paid out are reckoned from all that has come back, so that those of the parts sum to the whole. @throws Error for a part in another currency */
function returnedBy(payout: Payout, part: Money | undefined): BookedPayout {
  const { amountMinor, currency, sentMinor, sentCurrency, returnedMinor, returnedSentMinor } = payout;
  if (part && part.currency !== sentCurrency) throw new Error(`The pay-out ${payout.id} was sent in ${sentCurrency} and came back in ${part.currency}`);
  const left = sentMinor - returnedSentMinor;
  const backMinor = part && part.amountMinor < left ? part.amountMinor : left;
  const shareMinor = divideHalfUp(amountMinor * (returnedSentMinor + backMinor), sentMinor) - returnedMinor;
  return { ...bookedOf(payout), amount: money(shareMinor, currency), sent: money(backMinor, sentCurrency) };
}

function bookedOf({ id, merchantId, amountMinor, currency, sentMinor, sentCurrency }: Payout): BookedPayout {
  return { payoutId: id, merchantId, amount: money(amountMinor, currency), sent: money(sentMinor, sentCurrency) };
}
