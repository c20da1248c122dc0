import type Stripe from 'stripe';
import { minimumAmounts } from '../../money/minimum-amounts.js';
import { openIntent } from '../../verbs/open-intent.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { newInvoicePayment } from '../objects/invoice-payment.js';
import { subscriptionOf, type InvoiceObject } from '../objects/invoice.js';
import { balanceIn, changeBalance } from './change-balance.js';
import { settleInvoice } from './settle-invoice.js';

/**
 * Turns a draft into an open invoice with a number and a payment intent. Where nothing is due it is paid at once.
 * @param collected the intent that Checkout has collected the whole amount with; null where nothing was due. The customer's balance
 * stays as it is then.
 */
export function finalizeInvoice(call: Call, invoice: InvoiceObject, collected?: { intent: Stripe.PaymentIntent | null }): InvoiceObject {
  const now = call.clock.nowSeconds();
  const asked = collected?.intent?.amount ?? 0;
  if (collected) Object.assign(invoice, { amount_due: asked, amount_remaining: asked, ending_balance: invoice.starting_balance });
  else applyBalance(call, invoice, balanceIn(call, invoice.customer, invoice.currency));
  const customer = call.resources.find('customer', invoice.customer)!;
  customer.currency ??= invoice.currency;
  invoice.number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence).padStart(4, '0')}`;
  customer.next_invoice_sequence = (customer.next_invoice_sequence ?? 1) + 1;
  call.resources.save('customer', customer);
  Object.assign(invoice, { status: 'open', effective_at: now, automatically_finalizes_at: null, hosted_invoice_url: `${call.publicUrl}/invoice/${invoice.id}` });
  invoice.status_transitions.finalized_at = now;
  call.resources.save('invoice', invoice);
  call.resources.setDue(invoice.id, null);
  recordEvent(call, 'invoice.finalized', invoice);
  if (invoice.amount_due === 0) settleInvoice(call, invoice);
  else tieIntent(call, invoice, collected?.intent ?? openIntent(call, intentTerms(invoice)));
  return invoice;
}

function intentTerms(invoice: InvoiceObject) {
  const description = subscriptionOf(invoice) === null ? `Payment for Invoice ${invoice.number}` : 'Subscription update';
  return { amountMinor: invoice.amount_due, currency: invoice.currency, customer: invoice.customer, description, automaticMethods: false };
}

function tieIntent(call: Call, invoice: InvoiceObject, intent: Stripe.PaymentIntent): void {
  const payment = newInvoicePayment(call.clock.nowSeconds(), invoice, intent.id);
  call.resources.insert('invoice_payment', payment, { parent: invoice.id, paymentIntent: intent.id, customer: invoice.customer });
}

/** A credit pays first; what is too little to be charged is left on the balance for the next invoice. */
function applyBalance(call: Call, invoice: InvoiceObject, before: number): void {
  const asked = invoice.total + before;
  const isCharged = asked >= (minimumAmounts[invoice.currency] ?? 1);
  const left = isCharged ? 0 : asked;
  Object.assign(invoice, { starting_balance: before, ending_balance: left, amount_due: isCharged ? asked : 0, amount_remaining: isCharged ? asked : 0 });
  changeBalance(call, invoice, left - before, 'applied_to_invoice');
}
