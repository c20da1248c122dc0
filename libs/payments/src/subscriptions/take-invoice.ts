import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { captureCheckout } from '../checkouts/settle-checkout.js';
import { paymentCaptured } from '../payments.events.js';
import { billingInvoicePaid } from './billing.events.js';
import type { BillingMark } from './billing-mark.js';
import type { PaidInvoice } from './paid-invoice.js';

interface Page { stripe_session_id: string; expires_at: Date; opened_at: Date }

const note = statement('payments.note_subscription_invoice', `
  INSERT INTO payments.subscription_invoices (stripe_invoice_id, subscription_id, reference, paid_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING reference`);
const pageOf = statement('payments.page_of_subscription', 'SELECT stripe_session_id, expires_at, opened_at FROM payments.checkouts WHERE reference = $1');
const closeFree = statement('payments.close_free_checkout', `UPDATE payments.checkouts SET status = 'paid', settled_at = $2 WHERE reference = $1 AND status = 'open'`);
const charge = statement('payments.charge_of_invoice', `
  WITH checkout AS (
    INSERT INTO payments.checkouts (id, reference, amount_minor, currency, status, stripe_session_id, expires_at, opened_at, asked_at, settled_at)
    VALUES ($1, $2, $3, $4, 'paid', $5, $6, $6, $6, $6) RETURNING id, reference, amount_minor, currency)
  INSERT INTO payments.charges (id, checkout_id, reference, amount_minor, currency, stripe_payment_intent_id, captured_at)
  SELECT $7, id, reference, amount_minor, currency, $8, $6 FROM checkout`);

/**
 * Takes a paid invoice of a locked subscription, once: the first one pays the page that began it; each further one is a charge for a
 * reference of its own, found by refunds, disputes and movements like any other. One over nothing is only noted.
 * @returns whether it was new @throws ChargeMismatch where the page asked for another amount
 */
export async function takeInvoice(tx: Tx, outbox: Outbox, mark: BillingMark, invoice: PaidInvoice): Promise<boolean> {
  const { stripeInvoiceId, reason, termsId, charged, stripePaymentIntentId, paidAt, periodStart, periodEnd } = invoice;
  const isFree = charged.amountMinor === 0n;
  const reference = reason === 'first' ? mark.reference : newId();
  if (!isFree && stripePaymentIntentId === null) throw new Error(`The invoice ${stripeInvoiceId} names no payment`);
  const [noted] = await prepared(tx, note, [stripeInvoiceId, mark.subscription, isFree ? null : reference, paidAt]);
  if (!noted) return false;
  if (isFree || stripePaymentIntentId === null) {
    if (reason === 'first') await prepared(tx, closeFree, [reference, paidAt]);
    return true;
  }
  if (reason === 'first') await capturePage(tx, outbox, mark, { ...invoice, stripePaymentIntentId });
  else {
    const checkoutId = newId();
    await prepared(tx, charge, [checkoutId, reference, charged.amountMinor, charged.currency, stripeInvoiceId, paidAt, newId(), stripePaymentIntentId]);
    await outbox.publish(tx, paymentCaptured, { checkoutId, reference, charged, capturedAt: paidAt.toISOString(), billingCountry: invoice.billingCountry, subscriptionId: mark.subscription });
    await outbox.publish(tx, billingInvoicePaid, {
      subscriptionId: mark.subscription, reference, reason, termsId, charged, periodStart: periodStart.toISOString(), periodEnd: periodEnd.toISOString(), paidAt: paidAt.toISOString(), billingCountry: invoice.billingCountry,
    });
  }
  return true;
}

async function capturePage(tx: Tx, outbox: Outbox, { reference }: BillingMark, invoice: PaidInvoice & { stripePaymentIntentId: string }): Promise<void> {
  const { charged: amount, stripePaymentIntentId: paymentIntentId, paidAt, billingCountry } = invoice;
  const [page] = await prepared<Page>(tx, pageOf, [reference]);
  if (!page) throw new Error(`The subscription of ${reference} was begun by no page of ours`);
  const { stripe_session_id: sessionId, expires_at: expiresAt, opened_at: openedAt } = page;
  await captureCheckout(tx, outbox, { sessionId, reference, amount, status: 'paid', openedAt, expiresAt, seenAt: paidAt, paymentIntentId, chargeId: null, capturedAt: paidAt, billingCountry });
}
