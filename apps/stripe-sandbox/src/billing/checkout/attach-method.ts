import type Stripe from 'stripe';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';

/** The card is the customer's from now on: it can be charged without them. */
export function attachMethod(call: Call, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  if (method.customer === customer) return method;
  method.customer = customer;
  call.resources.save('payment_method', method);
  call.resources.link(method.id, { customer, dueAt: null });
  recordEvent(call, 'payment_method.attached', method);
  return method;
}

/** Nothing can be charged to the card any more, whoever had chosen it. */
export function detachMethod(call: Call, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const customer = call.resources.find('customer', method.customer as string);
  for (const subscription of customer ? call.resources.ofCustomer('subscription', customer.id) : []) {
    if (subscription.default_payment_method === method.id) call.resources.save('subscription', { ...subscription, default_payment_method: null });
  }
  if (customer?.invoice_settings.default_payment_method === method.id) {
    customer.invoice_settings.default_payment_method = null;
    call.resources.save('customer', customer);
  }
  const previous = { customer: method.customer };
  method.customer = null;
  call.resources.save('payment_method', method);
  call.resources.unlinkCustomer(method.id);
  recordEvent(call, 'payment_method.detached', method, previous);
  return method;
}
