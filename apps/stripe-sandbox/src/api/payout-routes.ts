import { invalidRequest } from '../http/stripe-error.js';
import { checkStep, checkedCurrency } from '../money/check-amount.js';
import { mergedMetadata, metadata, newMetadata, timeRange } from '../parameters/collections.js';
import { required } from '../parameters/parameter.js';
import { integer, oneOf, text } from '../parameters/values.js';
import { createPayout } from '../verbs/create-payout.js';
import { found } from '../verbs/found.js';
import { cancelPayout } from '../verbs/move-payout.js';
import { recordEvent } from '../webhooks/record-event.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const kind = 'payout';
const path = '/v1/payouts';
const onAccounts = true;
const statuses = ['canceled', 'failed', 'in_transit', 'paid', 'pending'] as const;

/** Payouts of the platform, and with `Stripe-Account` of a connected account. */
export const payoutRoutes = [
  route({
    method: 'POST', path, onAccounts,
    parameters: {
      amount: required(integer(1)), currency: required(text(3)), description: text(), destination: text(), metadata: metadata(),
      method: oneOf('standard', 'instant'), source_type: oneOf('card'), statement_descriptor: text(22),
    },
    run(call, given) {
      if (given.method === 'instant') throw invalidRequest('The sandbox offers standard payouts only.', { code: 'instant_payouts_unsupported', param: 'method' });
      const currency = checkedCurrency(given.currency, 'currency');
      checkStep(given.amount, currency, 'amount');
      return createPayout(call, {
        amountMinor: given.amount, currency, isAutomatic: false, destination: given.destination, description: given.description ?? null,
        statementDescriptor: given.statement_descriptor ?? null, metadata: newMetadata(given.metadata),
      });
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, onAccounts, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, onAccounts, parameters: { metadata: metadata() },
    run(call, given, id) {
      const payout = found(call, kind, id);
      const previous = { metadata: payout.metadata };
      payout.metadata = mergedMetadata(payout.metadata, given.metadata);
      call.resources.save(kind, payout);
      recordEvent(call, 'payout.updated', payout, previous);
      return payout;
    },
  }),
  route({ method: 'POST', path: `${path}/:id/cancel`, onAccounts, parameters: {}, run: (call, _given, id) => cancelPayout(call, found(call, kind, id)) }),
  listRoute({
    kind, path, onAccounts, filters: { destination: text(), status: oneOf(...statuses), arrival_date: timeRange() },
    where: (given) => ({ '$.destination': given.destination, '$.status': given.status }),
    ranges: (given) => ({ '$.arrival_date': given.arrival_date }),
  }),
];
