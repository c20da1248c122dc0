import type Stripe from 'stripe';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { attachMethod } from '../checkout/attach-method.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import { subscriptionOf, type InvoiceObject } from '../objects/invoice.js';
import { applyPending } from '../subscriptions/apply-pending.js';
import { changedFields, tellChange } from '../subscriptions/save-subscription.js';

/** The invoice is paid: its payment is recorded, and a subscription that waited for it runs again. */
export function settleInvoice(call: Call, invoice: InvoiceObject): void {
  const now = call.clock.nowSeconds();
  const before = structuredClone(invoice);
  Object.assign(invoice, { status: 'paid', attempted: true, amount_paid: invoice.amount_due, amount_remaining: 0, next_payment_attempt: null, auto_advance: false });
  invoice.status_transitions.paid_at = now;
  call.resources.save('invoice', invoice);
  call.resources.setDue(invoice.id, null);
  for (const payment of call.resources.ofParent('invoice_payment', invoice.id)) {
    if (payment.status !== 'open') continue;
    Object.assign(payment, { status: 'paid', amount_paid: payment.amount_requested, status_transitions: { canceled_at: null, paid_at: now } });
    call.resources.save('invoice_payment', payment);
    recordEvent(call, 'invoice_payment.paid', payment);
  }
  recordEvent(call, 'invoice.updated', invoice, changedFields(before, invoice));
  recordEvent(call, 'invoice.paid', invoice);
  recordEvent(call, 'invoice.payment_succeeded', invoice);
  revive(call, invoice);
}

/** An intent was paid by the bank's page or by the API: so is the invoice that it collects. */
export function settleInvoiceOf(call: Call, intentId: string): void {
  const [payment] = call.resources.ofPaymentIntent('invoice_payment', intentId);
  const invoice = payment && call.resources.find('invoice', payment.invoice);
  if (!invoice || (invoice.status !== 'open' && invoice.status !== 'uncollectible')) return;
  const method = call.resources.find('payment_method', (call.resources.find('payment_intent', intentId)?.payment_method as string | null) ?? '');
  if (method) keepForInvoice(call, invoice, method);
  settleInvoice(inCustomerTime(call, call.resources.find('customer', invoice.customer)!), invoice);
}

/** A card that the buyer has paid an invoice with pays the next ones of its subscription, too. */
export function keepForInvoice(call: Call, invoice: InvoiceObject, method: Stripe.PaymentMethod): void {
  if (method.customer) return;
  attachMethod(call, method, invoice.customer);
  const id = subscriptionOf(invoice);
  const subscription = id === null ? undefined : call.resources.find('subscription', id);
  if (!subscription || subscription.status === 'canceled') return;
  const before = structuredClone(subscription);
  subscription.default_payment_method = method.id;
  tellChange(call, subscription, before);
}

/** Only the newest invoice decides: an older one that is paid late leaves the subscription as it is. */
function revive(call: Call, invoice: InvoiceObject): void {
  const id = subscriptionOf(invoice);
  const subscription = id === null ? undefined : call.resources.find('subscription', id);
  if (subscription) applyPending(call, subscription, invoice.id);
  if (!subscription || subscription.latest_invoice !== invoice.id || !['past_due', 'unpaid', 'incomplete'].includes(subscription.status)) return;
  const before = structuredClone(subscription);
  subscription.status = 'active';
  tellChange(call, subscription, before);
}
