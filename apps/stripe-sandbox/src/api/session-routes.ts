import { mergedMetadata, metadata } from '../parameters/collections.js';
import { object, required } from '../parameters/parameter.js';
import { oneOf, text } from '../parameters/values.js';
import { createSession } from '../verbs/create-session.js';
import { expireSession } from '../verbs/expire-session.js';
import { found } from '../verbs/found.js';
import type { HiddenSession } from '../verbs/hidden-session.js';
import { listRoute, pageOf, pageParameters } from './cursor-list.js';
import { route } from './route.js';
import { sessionParameters } from './session-parameters.js';

const kind = 'checkout.session';
const path = '/v1/checkout/sessions';

export const sessionRoutes = [
  route({ method: 'POST', path, parameters: sessionParameters, run: (call, given) => createSession(call, given) }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { metadata: metadata() },
    run(call, given, id) {
      const session = found(call, kind, id);
      session.metadata = mergedMetadata(session.metadata, given.metadata);
      call.resources.save(kind, session);
      return session;
    },
  }),
  route({ method: 'POST', path: `${path}/:id/expire`, parameters: {}, run: (call, _given, id) => expireSession(call, found(call, kind, id)) }),
  route({
    method: 'GET', path: `${path}/:id/line_items`, parameters: pageParameters,
    run: (call, given, id) => pageOf(call.resources.hidden<HiddenSession>(found(call, kind, id).id)!.lineItems, given, `${path}/${id}/line_items`),
  }),
  listRoute({
    kind, path,
    filters: { customer: text(), payment_intent: text(), subscription: text(), status: oneOf('complete', 'expired', 'open'), customer_details: object({ email: required(text()) }) },
    where: (given) => ({ customer: given.customer, payment_intent: given.payment_intent, '$.subscription': given.subscription, '$.status': given.status, '$.customer_details.email': given.customer_details?.email }),
  }),
];
