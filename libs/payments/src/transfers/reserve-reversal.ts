import { prepared, statement, type Tx } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import { lockTransfer } from './move-transfer.js';
import { NothingToReverse, ReversalAboveTransfer } from '../payments.errors.js';
import type { ReversalRequest } from './reverse-transfer.js';
import { toStripeAmount } from '../stripe-amount.js';
import type { TransferRow } from './transfer-row.js';

export interface ReversalRow {
  readonly id: string;
  readonly payout_id: string;
  readonly amount_minor: bigint;
  readonly reason: string;
  readonly state: 'asked' | 'done' | 'failed';
  readonly stripe_transfer_id: string;
  readonly currency: string;
}

interface StoredReversal { id: string; payout_id: string; amount_minor: bigint; reason: string; state: ReversalRow['state'] }

const byId = statement('payments.reversal_by_id', 'SELECT id, payout_id, amount_minor, reason, state FROM payments.transfer_reversals WHERE id = $1');
const taken = statement('payments.reversals_taken', `SELECT coalesce(sum(amount_minor), 0)::bigint AS minor FROM payments.transfer_reversals WHERE payout_id = $1 AND state <> 'failed'`);
const insert = statement(
  'payments.reserve_reversal',
  `INSERT INTO payments.transfer_reversals (id, payout_id, amount_minor, reason, state, asked_at, tried_at) VALUES ($1, $2, $3, $4, 'asked', $5, $5)`,
);

/** Sets aside what is to be taken back, behind a lock on the transfer. @throws NothingToReverse @throws ReversalAboveTransfer */
export async function reserveReversal(tx: Tx, { payoutId, amount, reason, reversalId = payoutId }: ReversalRequest, now: Date): Promise<{ reversal: ReversalRow; isNew: boolean }> {
  const transfer = await lockTransfer(tx, payoutId);
  if (!transfer?.stripe_transfer_id) throw new NothingToReverse();
  const { currency, stripe_transfer_id } = transfer;
  const [earlier] = await prepared<StoredReversal>(tx, byId, [reversalId]);
  if (earlier) {
    if (earlier.payout_id !== payoutId || (amount && amount.amountMinor !== earlier.amount_minor)) throw new ReversalAboveTransfer();
    return { reversal: { ...earlier, currency, stripe_transfer_id }, isNew: false };
  }
  const left = await leftOf(tx, transfer);
  const wanted = amount ?? left;
  if (wanted.currency !== currency || wanted.amountMinor <= 0n || wanted.amountMinor > left.amountMinor) throw new ReversalAboveTransfer();
  toStripeAmount(wanted);
  await prepared(tx, insert, [reversalId, payoutId, wanted.amountMinor, reason, now]);
  return { reversal: { id: reversalId, payout_id: payoutId, amount_minor: wanted.amountMinor, reason, state: 'asked', currency, stripe_transfer_id }, isNew: true };
}

async function leftOf(tx: Tx, transfer: TransferRow): Promise<Money> {
  const [ours] = await prepared<{ minor: bigint }>(tx, taken, [transfer.payout_id]);
  const minor = ours?.minor ?? 0n;
  return money(transfer.amount_minor - (minor > transfer.reversed_minor ? minor : transfer.reversed_minor), transfer.currency);
}
