import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import type { Stripe } from 'stripe';
import { later } from '../later.js';
import { lockTransfer, moveTransfer } from './move-transfer.js';
import { transferChanged } from '../payments.events.js';
import { fromStripeAmount } from '../stripe-amount.js';

const reverse = statement('payments.reverse_transfer', 'UPDATE payments.transfers SET reversed_minor = $2, state = $3, changed_at = $4 WHERE payout_id = $1');

/**
 * Stores how much of a transfer has been taken back altogether, by us or by hand at Stripe, and tells what is new of it. What a failed payout
 * left behind has been told as failed: its return is not told again. @returns whether anything changed
 */
export async function applyReversed(tx: Tx, outbox: Outbox, payoutId: string, transfer: Stripe.Transfer, toldAt: Date): Promise<boolean> {
  await moveTransfer(tx, outbox, payoutId, { to: 'sent', stripeTransferId: transfer.id, at: toldAt });
  const stored = await lockTransfer(tx, payoutId);
  const total = transfer.amount_reversed ? fromStripeAmount({ amount: transfer.amount_reversed, currency: transfer.currency }).amountMinor : 0n;
  if (!stored || total <= stored.reversed_minor) return false;
  const at = later(toldAt, stored.changed_at);
  const isLive = stored.state === 'sent' || stored.state === 'paid';
  const isWhole = total === stored.amount_minor;
  await prepared(tx, reverse, [payoutId, total, isLive && isWhole ? 'reversed' : stored.state, at]);
  if (isLive) {
    const amount = money(total - stored.reversed_minor, stored.currency);
    await outbox.publish(tx, transferChanged, { payoutId, merchantId: stored.merchant_id, stage: 'reversed', amount, failureReason: null, at: at.toISOString() });
  }
  return true;
}
