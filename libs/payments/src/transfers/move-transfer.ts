import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { later } from '../later.js';
import { transferChanged } from '../payments.events.js';
import { transferColumns, type TransferRow } from './transfer-row.js';
import type { TransferState } from './transfer.entity.js';

/** What may follow what. A bank can send back what it was paid days ago; what failed or was taken back is over. */
const transitions: Readonly<Record<TransferState, readonly TransferState[]>> = {
  asked: ['sent', 'failed'],
  sent: ['paid', 'failed', 'reversed'],
  paid: ['failed', 'reversed'],
  failed: [],
  reversed: [],
};

/** The reason of a reversal that follows a failed payout. */
export const takenBack = 'payout_failed';

const lock = statement('payments.lock_transfer', `SELECT ${transferColumns} FROM payments.transfers WHERE payout_id = $1 FOR UPDATE`);
const move = statement(
  'payments.move_transfer',
  `UPDATE payments.transfers SET state = $2, failure_reason = $3, stripe_transfer_id = coalesce(stripe_transfer_id, $4), changed_at = $5
   WHERE payout_id = $1 RETURNING ${transferColumns}`,
);
const notePayout = statement('payments.note_stripe_payout', 'UPDATE payments.transfers SET stripe_payout_id = $2 WHERE payout_id = $1 AND stripe_payout_id IS NULL');
const takeBack = statement(
  'payments.take_back_transfer',
  `INSERT INTO payments.transfer_reversals (id, payout_id, amount_minor, reason, state, asked_at, tried_at)
   SELECT $1, payout_id, amount_minor - taken, '${takenBack}', 'asked', $3, $4
   FROM payments.transfers, LATERAL (
     SELECT greatest(reversed_minor, (SELECT coalesce(sum(amount_minor), 0)::bigint FROM payments.transfer_reversals WHERE payout_id = $2 AND state <> 'failed')) AS taken) AS already
   WHERE payout_id = $2 AND amount_minor > taken`,
);

/** What Stripe has said of a transfer or of its payout. */
export interface TransferNews {
  readonly to: 'sent' | 'paid' | 'failed';
  readonly stripeTransferId?: string;
  readonly stripePayoutId?: string;
  readonly failureReason?: string;
  readonly at: Date;
}

export async function lockTransfer(tx: Tx, payoutId: string): Promise<TransferRow | undefined> {
  const [row] = await prepared<TransferRow>(tx, lock, [payoutId]);
  return row;
}

/**
 * Applies it, telling each stage once, whatever order it comes in; a payout that is told before its transfer tells that first. Money
 * that the merchant's bank did not take lies in the connected account: it is taken back to us from there, which the sweep does.
 */
export async function moveTransfer(tx: Tx, outbox: Outbox, payoutId: string, news: TransferNews): Promise<{ transfer: TransferRow; applied: boolean } | undefined> {
  const stored = await lockTransfer(tx, payoutId);
  if (!stored) return undefined;
  if (news.stripePayoutId) await prepared(tx, notePayout, [payoutId, news.stripePayoutId]);
  const isUntold = stored.state === 'asked' && news.to !== 'sent' && news.stripeTransferId !== undefined;
  const from = isUntold ? await step(tx, outbox, stored, { ...news, to: 'sent' }) : stored;
  const transfer = transitions[from.state].includes(news.to) ? await step(tx, outbox, from, news) : from;
  if (transfer.state === 'failed' && from !== transfer && transfer.stripe_transfer_id) await prepared(tx, takeBack, [newId(), payoutId, news.at, new Date(0)]);
  return { transfer, applied: transfer !== stored };
}

async function step(tx: Tx, outbox: Outbox, from: TransferRow, { to, failureReason, stripeTransferId, at: toldAt }: TransferNews): Promise<TransferRow> {
  const at = later(toldAt, from.changed_at);
  const reason = to === 'failed' ? (failureReason ?? 'unknown') : null;
  const [moved] = await prepared<TransferRow>(tx, move, [from.payout_id, to, reason, stripeTransferId ?? null, at]);
  if (!moved) throw new Error(`The transfer ${from.payout_id} vanished between two statements`);
  const amount = money(moved.amount_minor, moved.currency);
  await outbox.publish(tx, transferChanged, { payoutId: moved.payout_id, merchantId: moved.merchant_id, stage: to, amount, failureReason: reason, at: at.toISOString() });
  return moved;
}
