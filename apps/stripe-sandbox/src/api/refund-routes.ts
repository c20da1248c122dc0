import { invalidRequest } from '../http/stripe-error.js';
import { mergedMetadata, metadata, newMetadata } from '../parameters/collections.js';
import { integer, oneOf, text } from '../parameters/values.js';
import { found } from '../verbs/found.js';
import { refundCharge } from '../verbs/refund-charge.js';
import { moveRefund } from '../verbs/settle-refund.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const kind = 'refund';
const path = '/v1/refunds';

export const refundRoutes = [
  route({
    method: 'POST', path,
    parameters: { charge: text(), payment_intent: text(), amount: integer(1), reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'), metadata: metadata() },
    run: (call, given) => refundCharge(call, chargeToRefund(call, given), { amountMinor: given.amount, reason: given.reason ?? null, metadata: newMetadata(given.metadata) }),
  }),
  route({ method: 'GET', path: `${path}/:id`, onAccounts: true, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { metadata: metadata() },
    run(call, given, id) {
      const refund = found(call, kind, id);
      const previous = { metadata: refund.metadata };
      refund.metadata = mergedMetadata(refund.metadata, given.metadata);
      call.resources.save(kind, refund);
      recordEvent(call, 'refund.updated', refund, previous);
      return refund;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/cancel`, parameters: {},
    run(call, _given, id) {
      const refund = found(call, kind, id);
      if (refund.status === 'requires_action') return moveRefund(call, refund, 'canceled');
      throw invalidRequest(`Refund ${id} cannot be canceled because it has a status of ${refund.status}. Only a refund with a status of requires_action can be.`);
    },
  }),
  listRoute({
    kind, path, filters: { charge: text(), payment_intent: text() },
    where: (given) => ({ charge: given.charge, payment_intent: given.payment_intent }),
  }),
];

function chargeToRefund(call: Call, given: { charge?: string; payment_intent?: string }) {
  if (given.charge) return found(call, 'charge', given.charge, 'charge');
  if (!given.payment_intent) throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', { code: 'parameter_missing' });
  const intent = found(call, 'payment_intent', given.payment_intent, 'payment_intent');
  if (intent.status === 'succeeded') return found(call, 'charge', intent.latest_charge as string, 'charge');
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, { param: 'payment_intent' });
}
