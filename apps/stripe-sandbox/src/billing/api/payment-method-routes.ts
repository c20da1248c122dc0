import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import type { CardBehaviour } from '../../cards/test-cards.js';
import { refusalMessage } from '../../cards/refusal-message.js';
import { invalidRequest, StripeError } from '../../http/stripe-error.js';
import { required } from '../../parameters/parameter.js';
import { oneOf, text } from '../../parameters/values.js';
import { usableMethod } from '../../verbs/confirm-intent.js';
import { found } from '../../verbs/found.js';
import { attachMethod, detachMethod } from '../checkout/attach-method.js';

const path = '/v1/payment_methods';

export const paymentMethodRoutes = [
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, 'payment_method', id) }),
  listRoute({ kind: 'payment_method', path, filters: { customer: text(), type: oneOf('card') }, where: (given) => ({ customer: given.customer }) }),
  route({
    method: 'POST', path: `${path}/:id/attach`, parameters: { customer: required(text()) },
    run(call, given, id) {
      const customer = found(call, 'customer', given.customer, 'customer');
      const method = usableMethod(call, id);
      if (method.customer && method.customer !== customer.id) throw invalidRequest('The payment method you provided has already been attached to a customer.', { code: 'payment_method_unexpected_state' });
      const behaviour = call.resources.hidden<CardBehaviour>(method.id);
      if (behaviour?.kind === 'decline' && !behaviour.isKept) {
        const { code, declineCode } = behaviour.refusal;
        throw new StripeError(402, { type: 'card_error', code, decline_code: declineCode, message: refusalMessage(behaviour.refusal) });
      }
      return attachMethod(call, method, customer.id);
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/detach`, parameters: {},
    run(call, _given, id) {
      const method = found(call, 'payment_method', id);
      if (!method.customer) throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', { code: 'payment_method_unexpected_state' });
      return detachMethod(call, method);
    },
  }),
  route({ method: 'GET', path: '/v1/setup_intents/:id', parameters: { client_secret: text() }, run: (call, _given, id) => found(call, 'setup_intent', id) }),
  listRoute({ kind: 'setup_intent', path: '/v1/setup_intents', filters: { customer: text(), payment_method: text() }, where: (given) => ({ customer: given.customer, '$.payment_method': given.payment_method }) }),
];
