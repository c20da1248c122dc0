import { findCurrency } from '@silkport/markets';
import { prepared, statement, type Tx } from '@silkport/platform';
import { decimalOfMinor, money, sameMoney, type Money } from '@silkport/values';
import { NothingToRefund, RefundAboveCharge, RefundCurrencyDiffers, RefundDiffers, RefundNotPositive } from '../payments.errors.js';
import type { RefundRequest } from './refund-charge.js';
import { refundColumns, type RefundRow } from './refund-row.js';
import { toStripeAmount } from '../stripe-amount.js';

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

const reask = statement(
  'payments.ask_refund_again',
  `UPDATE payments.refunds SET status = 'asked', asked_at = $2, tried_at = $2, settled_at = NULL, failure_reason = NULL, attempt = $3, ended_stripe_refund_ids = $4, stripe_refund_id = NULL, amount_minor = $5 WHERE id = $1`,
);

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
  if (earlier && !(again && hasFailed(earlier))) return { refund: sameRefund(earlier, reference, amount), isNew: false };
  const [given] = await prepared<{ minor: bigint }>(tx, givenBack, [charge.id]);
  const left = money(charge.amount_minor - (given?.minor ?? 0n), charge.currency);
  const wanted = amount ?? (earlier ? money(earlier.amount_minor, earlier.currency) : left);
  checkRefund(wanted, left);
  if (earlier) {
    // Less than before, where the buyer's bank has taken the rest meanwhile; never more.
    if (wanted.amountMinor > earlier.amount_minor) throw new RefundDiffers();
    const refund = { ...askedAgain(sameRefund(earlier, reference, undefined), now), amount_minor: wanted.amountMinor };
    await prepared(tx, reask, [refundId, now, refund.attempt, refund.ended_stripe_refund_ids, wanted.amountMinor]);
    return { refund, isNew: false };
  }
  await prepared(tx, insert, [refundId, charge.id, reference, wanted.amountMinor, wanted.currency, reason, now]);
  const refund = { id: refundId, reference, reason, amount_minor: wanted.amountMinor, currency: wanted.currency, status: 'asked' as const };
  const untold = { is_foreign: false, stripe_refund_id: null, settled_at: null, attempt: 1, ended_stripe_refund_ids: [] };
  return { refund: { ...refund, ...untold, asked_at: now, stripe_payment_intent_id: charge.stripe_payment_intent_id }, isNew: true };
}

/** Its money is with us again, or never left: no refund that has failed at Stripe succeeds any more. */
function hasFailed({ status }: RefundRow): boolean {
  return status === 'failed' || status === 'canceled';
}

/** What the try before has left at Stripe is remembered, so that it is not taken for this one's. */
function askedAgain(earlier: RefundRow, now: Date): RefundRow {
  const { attempt, stripe_refund_id: ended, ended_stripe_refund_ids: before } = earlier;
  return { ...earlier, status: 'asked', asked_at: now, settled_at: null, stripe_refund_id: null, attempt: attempt + 1, ended_stripe_refund_ids: ended ? [...before, ended] : before };
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
