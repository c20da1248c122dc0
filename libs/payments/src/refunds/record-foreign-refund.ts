import { Logger } from '@nestjs/common';
import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { Stripe } from 'stripe';
import type { KnownCharge } from '../checkouts/known-charges.js';
import { refundAnswer } from './refund-answer.js';
import { fromStripeAmount } from '../stripe-amount.js';

const logger = new Logger('payments');

const insert = statement(
  'payments.record_foreign_refund',
  `INSERT INTO payments.refunds (id, charge_id, reference, amount_minor, currency, reason, status, is_foreign, stripe_refund_id, failure_reason, asked_at, tried_at, settled_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10, $11, CASE WHEN $7 IN ('succeeded', 'failed', 'canceled') THEN $11::timestamptz END) ON CONFLICT DO NOTHING RETURNING id`,
);

/** Keeps a refund that somebody made by hand at Stripe, so that no more than what is left is given back, and reconciliation can list it. */
export async function recordForeignRefund(tx: Tx, charge: KnownCharge, refund: Stripe.Refund, at: Date): Promise<boolean> {
  const { stripeRefundId, status, failureReason } = refundAnswer(refund, at);
  const { amountMinor, currency } = fromStripeAmount(refund);
  const madeAt = new Date(refund.created * 1000);
  const rows = await prepared(tx, insert, [newId(), charge.id, charge.reference, amountMinor, currency, refund.reason ?? 'made at Stripe', status, stripeRefundId, failureReason, madeAt, at]);
  if (rows.length) logger.warn(`${stripeRefundId}, ${amountMinor} ${currency} of ${charge.reference}, was refunded at Stripe and not by us`);
  return rows.length > 0;
}
