import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { object, required } from '../../parameters/parameter.js';
import { oneOf, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';

const kind = 'invoice_payment';
const path = '/v1/invoice_payments';

/** Which payment intent collects which invoice, from either side. */
export const invoicePaymentRoutes = [
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  listRoute({
    kind, path,
    filters: { invoice: text(), payment: object({ type: required(oneOf('payment_intent')), payment_intent: text() }), status: oneOf('canceled', 'open', 'paid') },
    where: (given) => ({ parent: given.invoice, payment_intent: given.payment?.payment_intent, '$.status': given.status }),
  }),
];
