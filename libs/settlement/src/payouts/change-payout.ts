import type { Outbox, Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { payoutFailed, payoutPaid } from '../settlement.events.js';
import { bankPaymentPostings, bankReturnPostings, payoutReversalPostings } from './payout-books.js';
import { payoutTransitions, type Payout, type PayoutState } from './payout.entity.js';
import { lockPayout } from './lock-payout.js';

export interface PayoutChange {
  readonly payoutId: string;
  readonly to: Exclude<PayoutState, 'created'>;
  /** The provider's or the bank's own code. */
  readonly reason: string | null;
  readonly at: Date;
}

/**
 * Moves a pay-out on, with its postings and what others are told, in the caller's transaction. What comes late or twice changes nothing:
 * word of `sent` after `paid`, of `paid` after `failed`. @returns whether it moved
 */
export async function changePayout(tx: Tx, outbox: Outbox, { payoutId, to, reason, at }: PayoutChange): Promise<boolean> {
  const payout = await lockPayout(tx, payoutId);
  if (!payout || !payoutTransitions[payout.state].includes(to)) return false;
  const from = payout.state;
  const ended = to === 'failed' || to === 'reversed';
  await tx.save(Object.assign(payout, {
    state: to, sentAt: payout.sentAt ?? (to === 'sent' ? at : null), paidAt: to === 'paid' ? at : payout.paidAt, ...(ended ? { endedAt: at, reason } : {}),
  }));
  await book(tx, payout, from, at);
  const told = { payoutId, merchantId: payout.merchantId, amount: money(payout.amountMinor, payout.currency) };
  if (to === 'paid') await outbox.publish(tx, payoutPaid, { ...told, paidAt: at.toISOString() });
  if (ended) await outbox.publish(tx, payoutFailed, { ...told, reason, failedAt: at.toISOString() });
  return true;
}

async function book(tx: Tx, { id: payoutId, merchantId, state, method, amountMinor, currency, sentMinor, sentCurrency }: Payout, from: PayoutState, at: Date): Promise<void> {
  const booked = { payoutId, merchantId, amount: money(amountMinor, currency), sent: money(sentMinor, sentCurrency) };
  const byBank = method === 'bank_account';
  if (state === 'paid' && byBank) await postForMerchants(tx, [bankPaymentPostings(booked, at)]);
  if (state !== 'failed' && state !== 'reversed') return;
  await postForMerchants(tx, [...(from === 'paid' && byBank ? [bankReturnPostings(booked, at)] : []), payoutReversalPostings(booked, at)]);
}
