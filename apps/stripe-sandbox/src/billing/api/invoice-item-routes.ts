import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { invalidRequest } from '../../http/stripe-error.js';
import { newId } from '../../ids.js';
import { checkStep, checkedCurrency } from '../../money/check-amount.js';
import { metadata, newMetadata } from '../../parameters/collections.js';
import { required } from '../../parameters/parameter.js';
import { flag, integer, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import { newInvoiceItem } from '../objects/invoice-item.js';

const kind = 'invoiceitem';
const path = '/v1/invoiceitems';

export const invoiceItemRoutes = [
  route({
    method: 'POST', path, parameters: { customer: required(text()), amount: required(integer(Number.MIN_SAFE_INTEGER)), currency: required(text()), description: text(), metadata: metadata(), subscription: text() },
    run(call, given) {
      const customer = found(call, 'customer', given.customer, 'customer');
      const currency = checkedCurrency(given.currency, 'currency');
      checkStep(given.amount, currency, 'amount');
      const subscription = given.subscription === undefined ? null : found(call, 'subscription', given.subscription, 'subscription').id;
      const then = inCustomerTime(call, customer);
      const now = then.clock.nowSeconds();
      const item = newInvoiceItem({
        createdAt: now, customer: customer.id, testClock: customer.test_clock as string | null, amountMinor: given.amount, currency, description: given.description ?? '', period: { start: now, end: now },
        price: { id: newId('price'), product: newId('prod'), unit_amount_decimal: String(given.amount) }, quantity: 1, isProration: false, subscription, subscriptionItem: null, metadata: newMetadata(given.metadata),
      });
      call.resources.insert(kind, item, { customer: customer.id, parent: subscription });
      recordEvent(then, 'invoiceitem.created', item);
      return item;
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'DELETE', path: `${path}/:id`, parameters: {},
    run(call, _given, id) {
      const item = found(call, kind, id);
      if (item.invoice !== null) throw invalidRequest('This invoice item is part of an invoice and cannot be deleted.', { code: 'invoice_not_editable' });
      call.resources.remove(id);
      recordEvent(call, 'invoiceitem.deleted', item);
      return { id, object: kind, deleted: true };
    },
  }),
  listRoute({
    kind, path, filters: { customer: text(), invoice: text(), pending: flag() },
    where: (given) => ({ customer: given.customer, '$.invoice': given.invoice ?? (given.pending ? null : undefined) }),
  }),
];
