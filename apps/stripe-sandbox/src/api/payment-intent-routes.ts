import { invalidRequest } from '../http/stripe-error.js';
import { checkAmount, checkedCurrency } from '../money/check-amount.js';
import { list, mergedMetadata, metadata, newMetadata } from '../parameters/collections.js';
import { object, required } from '../parameters/parameter.js';
import { email, flag, integer, oneOf, text, webAddress } from '../parameters/values.js';
import { cancelIntent } from '../verbs/cancel-intent.js';
import { checkSettles } from '../verbs/check-settles.js';
import { confirmIntent, unexpectedState, usableMethod } from '../verbs/confirm-intent.js';
import { found } from '../verbs/found.js';
import { openIntent } from '../verbs/open-intent.js';
import { sessionOfIntent } from '../verbs/session-of-intent.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const kind = 'payment_intent';
const path = '/v1/payment_intents';

const createParameters = {
  amount: required(integer(1)), currency: required(text()),
  automatic_payment_methods: object({ enabled: required(flag()), allow_redirects: oneOf('always', 'never') }),
  capture_method: oneOf('automatic', 'automatic_async'), confirm: flag(), customer: text(), description: text(1000), metadata: metadata(),
  payment_method: text(), payment_method_types: list(oneOf('card')), receipt_email: email(), return_url: webAddress(),
  statement_descriptor: text(22), statement_descriptor_suffix: text(22), transfer_group: text(),
};

const reasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

export const paymentIntentRoutes = [
  route({
    method: 'POST', path, parameters: createParameters,
    run(call, given) {
      const currency = checkedCurrency(given.currency, 'currency');
      checkSettles(call, currency, 'currency');
      checkAmount(given.amount, currency, 'amount');
      if (given.return_url && !given.confirm) throw invalidRequest('The `return_url` parameter is only valid with `confirm=true`.', { param: 'return_url' });
      const intent = openIntent(call, {
        amountMinor: given.amount, currency, automaticMethods: given.payment_method_types === undefined,
        customer: given.customer === undefined ? null : found(call, 'customer', given.customer, 'customer').id,
        description: given.description, metadata: newMetadata(given.metadata), receiptEmail: given.receipt_email,
        statementDescriptor: given.statement_descriptor, statementDescriptorSuffix: given.statement_descriptor_suffix, transferGroup: given.transfer_group,
      });
      if (given.payment_method) {
        intent.payment_method = usableMethod(call, given.payment_method).id;
        intent.status = 'requires_confirmation';
        call.resources.save(kind, intent);
      }
      return given.confirm ? confirmIntent(call, intent, undefined, given.return_url ?? null) : intent;
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: { client_secret: text() }, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { description: text(1000), metadata: metadata(), receipt_email: email(), transfer_group: text() },
    run(call, given, id) {
      const intent = found(call, kind, id);
      intent.metadata = mergedMetadata(intent.metadata, given.metadata);
      intent.description = given.description ?? intent.description;
      intent.receipt_email = given.receipt_email ?? intent.receipt_email;
      intent.transfer_group = given.transfer_group ?? intent.transfer_group;
      call.resources.save(kind, intent);
      return intent;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/confirm`, parameters: { payment_method: text(), return_url: webAddress(), receipt_email: email() },
    run: (call, given, id) => confirmIntent(call, found(call, kind, id), given.payment_method, given.return_url ?? null),
  }),
  route({
    method: 'POST', path: `${path}/:id/cancel`, parameters: { cancellation_reason: oneOf(...reasons) },
    run(call, given, id) {
      const intent = found(call, kind, id);
      if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`);
      if (sessionOfIntent(call, id)) throw unexpectedState(intent, 'You cannot cancel this PaymentIntent because it belongs to a Checkout Session. Expire the session instead.');
      if (call.resources.ofPaymentIntent('invoice_payment', id).length > 0) throw unexpectedState(intent, 'You cannot cancel this PaymentIntent because it collects an invoice. Void the invoice instead.');
      return cancelIntent(call, intent, given.cancellation_reason ?? null);
    },
  }),
  listRoute({ kind, path, filters: { customer: text() }, where: (given) => ({ customer: given.customer }) }),
];
