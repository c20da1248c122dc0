import { findCurrency } from '@silkport/markets';
import { prepared, statement, type Tx } from '@silkport/platform';
import { decimalOfMinor, money, sameMoney, type Money } from '@silkport/values';
import { NothingToRefund, RefundAboveCharge, RefundCurrencyDiffers, RefundDiffers, RefundNotPositive } from './payments.errors.js';
import type { RefundRequest } from './refund-charge.js';
import { refundColumns, type RefundRow } from './refund-row.js';
import { toStripeAmount } from './stripe-amount.js';

interface LockedCharge { id: string; amount_minor: bigint; currency: string; stripe_payment_intent_id: string }

const lockCharge = statement('payments.lock_charge', 'SELECT id, amount_minor, currency, stripe_payment_intent_id FROM payments.charges WHERE reference = $1 FOR UPDATE');
const givenBack = statement(
  'payments.given_back',
  `SELECT coalesce(sum(amount_minor), 0)::bigint AS minor FROM payments.refunds WHERE charge_id = $1 AND status NOT IN ('failed', 'canceled')`,
);
const refundOfId = statement('payments.refund_of_id', `SELECT ${refundColumns} FROM payments.refunds refund JOIN payments.charges charge ON charge.id = refund.charge_id WHERE refund.id = $1`);
const insert = statement(
  'payments.reserve_refund',
  `INSERT INTO payments.refunds (id, charge_id, reference, amount_minor, currency, reason, status, is_foreign, asked_at, tried_at)
   VALUES ($1, $2, $3, $4, $5, $6, 'asked', false, $7, $7)`,
);

const reask = statement('payments.ask_refund_again', `UPDATE payments.refunds SET status = 'asked', asked_at = $2, tried_at = $2, settled_at = NULL, failure_reason = NULL WHERE id = $1`);

export interface Reservation {
  readonly refund: RefundRow;
  /** Whether Stripe cannot have heard of it yet. */
  readonly isNew: boolean;
}

/**
 * Sets the amount aside before Stripe is asked, behind a lock on the charge: two at once never take more together than is left.
 * @throws NothingToRefund @throws RefundAboveCharge @throws RefundCurrencyDiffers @throws RefundNotPositive @throws RefundDiffers @throws AmountNotChargeable for what is finer than the currency's step
 */
export async function reserveRefund(tx: Tx, { refundId, reference, amount, reason, again }: RefundRequest, now: Date): Promise<Reservation> {
  const [charge] = await prepared<LockedCharge>(tx, lockCharge, [reference]);
  if (!charge) throw new NothingToRefund();
  const [earlier] = await prepared<RefundRow>(tx, refundOfId, [refundId]);
  if (earlier && !(again && wasRefused(earlier))) return { refund: sameRefund(earlier, reference, amount), isNew: false };
  const [given] = await prepared<{ minor: bigint }>(tx, givenBack, [charge.id]);
  const left = money(charge.amount_minor - (given?.minor ?? 0n), charge.currency);
  const wanted = amount ?? left;
  checkRefund(wanted, left);
  if (earlier) {
    await prepared(tx, reask, [refundId, now]);
    return { refund: { ...sameRefund(earlier, reference, amount), status: 'asked', asked_at: now, settled_at: null }, isNew: false };
  }
  await prepared(tx, insert, [refundId, charge.id, reference, wanted.amountMinor, wanted.currency, reason, now]);
  const refund = { id: refundId, reference, reason, amount_minor: wanted.amountMinor, currency: wanted.currency, status: 'asked' as const };
  return { refund: { ...refund, is_foreign: false, stripe_refund_id: null, asked_at: now, settled_at: null, stripe_payment_intent_id: charge.stripe_payment_intent_id }, isNew: true };
}

/** Nothing was made at Stripe, so nothing of it can still succeed. */
function wasRefused({ status, stripe_refund_id }: RefundRow): boolean {
  return status === 'failed' && stripe_refund_id === null;
}

function sameRefund(earlier: RefundRow, reference: string, amount: Money | undefined): RefundRow {
  const isSame = earlier.reference === reference && !earlier.is_foreign && (!amount || sameMoney(amount, money(earlier.amount_minor, earlier.currency)));
  if (!isSame) throw new RefundDiffers();
  return earlier;
}

function checkRefund(wanted: Money, left: Money): void {
  const spoken = ({ amountMinor, currency }: Money) => ({ amount: decimalOfMinor(amountMinor, findCurrency(currency)?.minorUnits ?? 0), currency });
  if (wanted.currency !== left.currency) throw new RefundCurrencyDiffers({ currency: left.currency }, 'amount');
  if (wanted.amountMinor > left.amountMinor || left.amountMinor === 0n) throw new RefundAboveCharge({ left: spoken(left) }, 'amount');
  if (wanted.amountMinor <= 0n) throw new RefundNotPositive({}, 'amount');
  toStripeAmount(wanted);
}
