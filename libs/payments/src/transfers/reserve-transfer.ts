import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { moveTransfer, lockTransfer } from './move-transfer.js';
import { MerchantNotConnected, TransferDiffers } from '../payments.errors.js';
import type { TransferRequest } from './send-transfer.js';
import type { TransferRow } from './transfer-row.js';

const account = statement('payments.account_to_pay', 'SELECT account_id, can_receive FROM payments.connected_accounts WHERE merchant_id = $1');
const insert = statement(
  'payments.reserve_transfer',
  `INSERT INTO payments.transfers (payout_id, merchant_id, account_id, amount_minor, currency, description, state, payout_refusals, reversed_minor, asked_at, tried_at, changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, 'asked', 0, 0, $7, $7, $7) ON CONFLICT DO NOTHING RETURNING payout_id`,
);

/** Notes the transfer before Stripe is asked. One to an account that cannot receive fails at once. @throws MerchantNotConnected @throws TransferDiffers */
export async function reserveTransfer(tx: Tx, outbox: Outbox, wanted: TransferRequest, now: Date): Promise<{ transfer: TransferRow; isNew: boolean }> {
  const { payoutId, merchantId, amount, description } = wanted;
  const [connected] = await prepared<{ account_id: string; can_receive: boolean }>(tx, account, [merchantId]);
  if (!connected) throw new MerchantNotConnected();
  const [isNew] = await prepared(tx, insert, [payoutId, merchantId, connected.account_id, amount.amountMinor, amount.currency, description, now]);
  const stored = await lockTransfer(tx, payoutId);
  if (!stored || stored.merchant_id !== merchantId || stored.amount_minor !== amount.amountMinor || stored.currency !== amount.currency) throw new TransferDiffers();
  if (!isNew || connected.can_receive) return { transfer: stored, isNew: Boolean(isNew) };
  const failed = await moveTransfer(tx, outbox, payoutId, { to: 'failed', failureReason: 'account_cannot_receive', at: now });
  return { transfer: failed?.transfer ?? stored, isNew: true };
}
