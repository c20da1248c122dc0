import type Stripe from 'stripe';
import { attachMethod } from '../billing/checkout/attach-method.js';
import { beginSubscription } from '../billing/checkout/begin-subscription.js';
import { newCustomer } from '../objects/customer.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import type { HiddenSession } from './hidden-session.js';

export interface Completion {
  billingDetails: Pick<Stripe.PaymentMethod.BillingDetails, 'address' | 'email' | 'name'>;
  /** Null where no card was asked for. */
  method: Stripe.PaymentMethod | null;
}

/** Closes a session whose intent has just been paid or kept, with what the buyer wrote on the page. */
export function completeSession(call: Call, session: Stripe.Checkout.Session, { billingDetails, method }: Completion): void {
  const { address, email, name } = billingDetails;
  session.status = 'complete';
  session.payment_status = session.mode === 'payment' || (session.amount_total ?? 0) > 0 ? 'paid' : 'no_payment_required';
  session.url = null;
  session.customer_details = { address, business_name: null, email, individual_name: null, name, phone: null, tax_exempt: 'none', tax_ids: [] };
  const hidden = call.resources.hidden<HiddenSession>(session.id)!;
  session.customer ??= hidden.customer;
  if (session.customer === null && session.customer_creation === 'always') session.customer = createCustomer(call, billingDetails).id;
  if (method && session.mode !== 'payment' && session.customer !== null) attachMethod(call, method, session.customer as string);
  if (session.mode === 'subscription') beginSubscription(call, session, hidden, session.customer as string, method);
  call.resources.save('checkout.session', session);
  call.resources.link(session.id, { customer: session.customer as string | null, dueAt: null });
  recordEvent(call, 'checkout.session.completed', session);
}

function createCustomer(call: Call, { address, email, name }: Completion['billingDetails']): Stripe.Customer {
  const customer = newCustomer({ createdAt: call.clock.nowSeconds(), email: email ?? undefined, name: name ?? undefined, country: address?.country });
  call.resources.insert('customer', customer);
  recordEvent(call, 'customer.created', customer);
  return customer;
}
