import type Stripe from 'stripe';
import { recordEvent } from '../../webhooks/record-event.js';
import type { HiddenSession } from '../../verbs/hidden-session.js';
import { isRecurring } from '../../verbs/hidden-session.js';
import type { Call } from '../../world.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import { finalizeInvoice } from '../invoices/finalize-invoice.js';
import { settleInvoice } from '../invoices/settle-invoice.js';
import { newInvoiceItem } from '../objects/invoice-item.js';
import { startSubscription } from '../subscriptions/start-subscription.js';

const daySeconds = 24 * 3600;

/** What a completed session leads to: the subscription, and its first invoice, which the session's intent has paid. */
export function beginSubscription(call: Call, session: Stripe.Checkout.Session, hidden: HiddenSession, customerId: string, method: Stripe.PaymentMethod | null): void {
  const customer = call.resources.find('customer', customerId)!;
  const then = inCustomerTime(call, customer);
  const plan = hidden.subscription!;
  const now = then.clock.nowSeconds();
  for (const line of hidden.lineItems.filter((each) => !isRecurring(each))) {
    const item = newInvoiceItem({
      createdAt: now, customer: customerId, testClock: customer.test_clock as string | null, amountMinor: line.amount_total, currency: line.currency, description: line.description ?? '',
      period: { start: now, end: now }, price: line.price, quantity: line.quantity ?? 1, isProration: false, subscription: null, subscriptionItem: null, metadata: line.metadata ?? {},
    });
    then.resources.insert('invoiceitem', item, { customer: customerId });
    recordEvent(then, 'invoiceitem.created', item);
  }
  const { subscription, invoice } = startSubscription(then, {
    customer, trialEnd: plan.trialDays === null ? plan.trialEnd : now + plan.trialDays * daySeconds, trialEnding: plan.trialEnding,
    items: hidden.lineItems.filter(isRecurring).map(({ price, quantity, metadata }) => ({ price, quantity: quantity ?? 1, metadata: metadata ?? {} })),
    paymentMethod: method?.id ?? null, description: plan.description, metadata: plan.metadata,
  });
  const intent = !hidden.openIntent ? undefined : call.resources.find('payment_intent', hidden.openIntent);
  finalizeInvoice(then, invoice, { intent: intent ?? null });
  if (invoice.status === 'open') {
    invoice.attempt_count = 1;
    settleInvoice(then, invoice);
  }
  session.subscription = subscription.id;
  session.invoice = invoice.id;
}
