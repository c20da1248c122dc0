import { listRoute, pageOf, pageParameters } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { invalidRequest } from '../../http/stripe-error.js';
import { mergedMetadata, metadata } from '../../parameters/collections.js';
import { flag, oneOf, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import { collectInvoice } from '../invoices/collect-invoice.js';
import { finalizeInvoice } from '../invoices/finalize-invoice.js';
import { payInvoice } from '../invoices/pay-invoice.js';
import { previewInvoice } from '../invoices/preview-invoice.js';
import { closeInvoice } from '../invoices/close-invoice.js';
import type { InvoiceObject } from '../objects/invoice.js';
import { changedFields } from '../subscriptions/save-subscription.js';
import { previewParameters } from './subscription-parameters.js';

const kind = 'invoice';
const path = '/v1/invoices';

export const invoiceRoutes = [
  route({ method: 'POST', path: `${path}/create_preview`, parameters: previewParameters, run: (call, given) => previewInvoice(call, given) }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  listRoute({
    kind, path, filters: { customer: text(), subscription: text(), status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'), collection_method: oneOf('charge_automatically', 'send_invoice') },
    where: (given) => ({ customer: given.customer, parent: given.subscription, '$.status': given.status, '$.collection_method': given.collection_method }),
  }),
  route({
    method: 'GET', path: `${path}/:id/lines`, parameters: pageParameters,
    run: (call, given, id) => pageOf(found(call, kind, id).lines.data, given, `${path}/${id}/lines`),
  }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { auto_advance: flag(), default_payment_method: text(), description: text(), metadata: metadata() },
    run(call, given, id) {
      const invoice = found(call, kind, id);
      const before = structuredClone(invoice);
      invoice.metadata = mergedMetadata(invoice.metadata, given.metadata);
      invoice.description = given.description ?? invoice.description;
      if (given.default_payment_method) invoice.default_payment_method = found(call, 'payment_method', given.default_payment_method, 'default_payment_method').id;
      if (given.auto_advance !== undefined) setAdvance(inTimeOf(call, invoice), invoice, given.auto_advance);
      call.resources.save(kind, invoice);
      recordEvent(call, 'invoice.updated', invoice, changedFields(before, invoice));
      return invoice;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/finalize`, parameters: { auto_advance: flag() },
    run(call, given, id) {
      const invoice = checked(call, id, ['draft'], 'finalize');
      const then = inTimeOf(call, invoice);
      invoice.auto_advance = given.auto_advance ?? invoice.auto_advance;
      finalizeInvoice(then, invoice);
      if (invoice.status === 'open' && invoice.auto_advance) collectInvoice(then, invoice);
      return found(call, kind, id);
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/pay`, parameters: { payment_method: text(), off_session: flag(), paid_out_of_band: flag(), forgive: flag() },
    run(call, given, id) {
      const invoice = checked(call, id, ['draft', 'open', 'uncollectible'], 'pay');
      if (given.paid_out_of_band) throw invalidRequest('The sandbox does not offer payments outside of Stripe.', { param: 'paid_out_of_band' });
      payInvoice(inTimeOf(call, invoice), invoice, given.payment_method);
      return found(call, kind, id);
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/void`, parameters: {},
    run(call, _given, id) {
      const invoice = checked(call, id, ['open', 'uncollectible'], 'void');
      closeInvoice(inTimeOf(call, invoice), invoice, 'void');
      return invoice;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/mark_uncollectible`, parameters: {},
    run(call, _given, id) {
      const invoice = checked(call, id, ['open'], 'mark as uncollectible');
      closeInvoice(inTimeOf(call, invoice), invoice, 'uncollectible');
      return invoice;
    },
  }),
];

function inTimeOf(call: Call, invoice: InvoiceObject): Call {
  return inCustomerTime(call, found(call, 'customer', invoice.customer));
}

function checked(call: Call, id: string, states: InvoiceObject['status'][], verb: string): InvoiceObject {
  const invoice = found(call, kind, id);
  if (states.includes(invoice.status)) return invoice;
  if (invoice.status === 'paid') throw invalidRequest('Invoice is already paid', { code: 'invoice_already_paid' });
  throw invalidRequest(`You can only ${verb} an invoice with a status of ${states.join(', ')}. This invoice has a status of ${invoice.status}.`, { code: 'status_transition_invalid' });
}

/** A draft that goes on by itself has its hour again. */
function setAdvance(call: Call, invoice: InvoiceObject, advances: boolean): void {
  invoice.auto_advance = advances;
  if (invoice.status !== 'draft') return;
  invoice.automatically_finalizes_at = advances ? call.clock.nowSeconds() + call.controls.get('billing').draftSeconds : null;
  call.resources.setDue(invoice.id, invoice.automatically_finalizes_at);
}
