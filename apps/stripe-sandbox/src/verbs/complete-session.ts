import type Stripe from 'stripe';
import { newCustomer } from '../objects/customer.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';

/** Closes a session whose intent has just been paid, with what the buyer wrote on the page. */
export function completeSession(call: Call, session: Stripe.Checkout.Session, method: Stripe.PaymentMethod): void {
  const { address, email, name } = method.billing_details;
  session.status = 'complete';
  session.payment_status = 'paid';
  session.url = null;
  session.customer_details = { address, business_name: null, email, individual_name: null, name, phone: null, tax_exempt: 'none', tax_ids: [] };
  if (session.customer_creation === 'always') session.customer = createCustomer(call, method).id;
  call.resources.save('checkout.session', session);
  call.resources.link(session.id, { customer: session.customer as string | null, dueAt: null });
  recordEvent(call, 'checkout.session.completed', session);
}

function createCustomer(call: Call, method: Stripe.PaymentMethod): Stripe.Customer {
  const { address, email, name } = method.billing_details;
  const customer = newCustomer({ createdAt: call.clock.nowSeconds(), email: email ?? undefined, name: name ?? undefined, country: address?.country });
  call.resources.insert('customer', customer);
  recordEvent(call, 'customer.created', customer);
  return customer;
}
