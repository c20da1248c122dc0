import { invalidRequest } from '../../http/stripe-error.js';
import { found } from '../../verbs/found.js';
import type { Call } from '../../world.js';

/** 400 unless the card is this customer's. */
export function ownMethod(call: Call, id: string, customer: string, param: string): string {
  const method = found(call, 'payment_method', id, param);
  if (method.customer === customer) return method.id;
  throw invalidRequest(`The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`, { code: 'resource_missing', param });
}
