import { invalidRequest, StripeError } from '../../http/stripe-error.js';
import { usableMethod } from '../../verbs/confirm-intent.js';
import type { Call } from '../../world.js';
import type { InvoiceObject } from '../objects/invoice.js';
import { collectInvoice, intentOf, type Collection } from './collect-invoice.js';
import { finalizeInvoice } from './finalize-invoice.js';

/** Pays an invoice because it was asked for: 402 when the bank refuses, with what the try left kept. */
export function payInvoice(call: Call, invoice: InvoiceObject, methodId?: string): void {
  const method = methodId === undefined ? undefined : usableMethod(call, methodId);
  if (method?.customer && method.customer !== invoice.customer) throw invalidRequest('The payment method belongs to another customer.', { param: 'payment_method' });
  if (invoice.status === 'draft') finalizeInvoice(call, invoice);
  if (invoice.status === 'paid') return;
  if (invoice.status === 'uncollectible' && !intentOf(call, invoice)) throw invalidRequest('This invoice was written off before it was final and cannot be paid.', { code: 'invoice_not_editable' });
  throwIfUnpaid(call, invoice, collectInvoice(call, invoice, { method, isAskedFor: true }));
}

/** 402 with the card's error; for a card whose bank wants to ask the buyer, with the intent that the buyer can confirm. */
export function throwIfUnpaid(call: Call, invoice: InvoiceObject, attempt: Collection): void {
  if (attempt.outcome === 'succeeded') return;
  const intent = intentOf(call, invoice);
  if (attempt.outcome === 'declined') throw new StripeError(402, { ...attempt.error, payment_intent: intent });
  if (attempt.outcome === 'challenged') {
    throw new StripeError(402, { type: 'card_error', code: 'invoice_payment_intent_requires_action', message: 'This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with invoice.', payment_intent: intent });
  }
  throw invalidRequest('There is no `default_payment_method` set on this Customer or Invoice. Please set either of them, or pass a payment method.', { param: 'payment_method' });
}
