import type Stripe from 'stripe';
import { invalidRequest, resourceMissing } from '../http/stripe-error.js';
import { checkStep, checkedCurrency } from '../money/check-amount.js';
import { mergedMetadata, metadata, newMetadata } from '../parameters/collections.js';
import { required } from '../parameters/parameter.js';
import { flag, integer, oneOf, text } from '../parameters/values.js';
import { createTransfer } from '../verbs/create-transfer.js';
import { found } from '../verbs/found.js';
import { reverseTransfer } from '../verbs/reverse-transfer.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { listRoute, pageOf, pageParameters } from './cursor-list.js';
import { route } from './route.js';

const kind = 'transfer';
const path = '/v1/transfers';

export const transferRoutes = [
  route({
    method: 'POST', path,
    parameters: {
      amount: integer(1), currency: required(text(3)), destination: required(text()), description: text(), metadata: metadata(),
      source_transaction: text(), source_type: oneOf('card'), transfer_group: text(),
    },
    run(call, given) {
      const currency = checkedCurrency(given.currency, 'currency');
      if (given.amount !== undefined) checkStep(given.amount, currency, 'amount');
      return createTransfer(call, {
        amountMinor: given.amount, currency, destination: given.destination, description: given.description, metadata: newMetadata(given.metadata),
        sourceTransaction: given.source_transaction, transferGroup: given.transfer_group,
      });
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { description: text(), metadata: metadata() },
    run(call, given, id) {
      const transfer = found(call, kind, id);
      const previous = { description: transfer.description, metadata: transfer.metadata };
      transfer.description = given.description ?? transfer.description;
      transfer.metadata = mergedMetadata(transfer.metadata, given.metadata);
      call.resources.save(kind, transfer);
      recordEvent(call, 'transfer.updated', transfer, previous);
      return transfer;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/reversals`, parameters: { amount: integer(1), description: text(), metadata: metadata(), refund_application_fee: flag() },
    run(call, given, id) {
      if (given.refund_application_fee) throw invalidRequest('The sandbox has no application fees.', { param: 'refund_application_fee' });
      return reverseTransfer(call, found(call, kind, id), { amountMinor: given.amount, metadata: newMetadata(given.metadata) });
    },
  }),
  route({
    method: 'GET', path: `${path}/:id/reversals`, parameters: pageParameters,
    run: (call, given, id) => pageOf(call.resources.ofCharge('transfer_reversal', found(call, kind, id).id), given, `${path}/${id}/reversals`),
  }),
  route({ method: 'GET', path: `${path}/:id/reversals/:sub`, parameters: {}, run: (call, _given, id, sub) => reversalOf(call, id, sub) }),
  route({
    method: 'POST', path: `${path}/:id/reversals/:sub`, parameters: { metadata: metadata() },
    run(call, given, id, sub) {
      const reversal = reversalOf(call, id, sub);
      reversal.metadata = mergedMetadata(reversal.metadata, given.metadata);
      call.resources.save('transfer_reversal', reversal);
      return reversal;
    },
  }),
  listRoute({
    kind, path, filters: { destination: text(), transfer_group: text() },
    where: (given) => ({ '$.destination': given.destination, '$.transfer_group': given.transfer_group }),
  }),
];

function reversalOf(call: Call, transferId: string, id: string): Stripe.TransferReversal {
  const reversal = found(call, 'transfer_reversal', id);
  if (reversal.transfer !== transferId) throw resourceMissing('transfer_reversal', id, 'id');
  return reversal;
}
