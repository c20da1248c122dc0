import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { newCustomer } from '../../objects/customer.js';
import { address, list, mergedMetadata, metadata, newMetadata } from '../../parameters/collections.js';
import { object } from '../../parameters/parameter.js';
import { email, integer, text } from '../../parameters/values.js';
import { usableMethod } from '../../verbs/confirm-intent.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import { attachMethod } from '../checkout/attach-method.js';
import { changedFields } from '../subscriptions/save-subscription.js';
import { ownMethod } from './own-method.js';

const kind = 'customer';
const path = '/v1/customers';
const defaultMethod = 'invoice_settings[default_payment_method]';
const parameters = {
  address: address(), email: email(), name: text(256), phone: text(20), description: text(), metadata: metadata(), preferred_locales: list(text()),
  invoice_settings: object({ default_payment_method: text() }),
};

export const customerRoutes = [
  route({
    method: 'POST', path, parameters: { ...parameters, payment_method: text(), test_clock: text() },
    run(call, given) {
      const { email: mail, name, phone, description, test_clock: clockId } = given;
      const clock = clockId === undefined ? undefined : found(call, 'test_helpers.test_clock', clockId, 'test_clock');
      const customer = newCustomer({
        createdAt: clock?.frozen_time ?? call.clock.nowSeconds(), email: mail, name, phone, description,
        preferredLocales: given.preferred_locales, metadata: newMetadata(given.metadata),
      });
      customer.test_clock = clock?.id ?? null;
      if (given.address) Object.assign(customer.address!, given.address);
      call.resources.insert(kind, customer, { testClock: clock?.id });
      const method = given.payment_method === undefined ? undefined : attachMethod(call, usableMethod(call, given.payment_method), customer.id);
      const wanted = given.invoice_settings?.default_payment_method;
      // Stripe takes one of its test names in both parameters, and means the card that it has just made of it.
      if (wanted !== undefined) customer.invoice_settings.default_payment_method = wanted === given.payment_method ? method!.id : ownMethod(call, wanted, customer.id, defaultMethod);
      call.resources.save(kind, customer);
      recordEvent(call, 'customer.created', customer);
      return customer;
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters,
    run(call, given, id) {
      const customer = found(call, kind, id);
      const before = structuredClone(customer);
      const { email: mail, name, phone, description } = given;
      Object.assign(customer, Object.fromEntries(Object.entries({ email: mail, name, phone, description }).filter(([, value]) => value !== undefined)));
      customer.preferred_locales = given.preferred_locales ?? customer.preferred_locales;
      customer.metadata = mergedMetadata(customer.metadata, given.metadata);
      if (given.address) Object.assign(customer.address!, given.address);
      const method = given.invoice_settings?.default_payment_method;
      if (method !== undefined) customer.invoice_settings.default_payment_method = ownMethod(call, method, id, defaultMethod);
      call.resources.save(kind, customer);
      recordEvent(call, 'customer.updated', customer, changedFields(before, customer));
      return customer;
    },
  }),
  listRoute({ kind, path, filters: { email: email(), test_clock: text() }, where: (given) => ({ '$.email': given.email, test_clock: given.test_clock }) }),
  route({
    method: 'GET', path: `${path}/:id/payment_methods`, parameters: { type: text(), limit: integer(1, 100), starting_after: text(), ending_before: text() },
    run(call, given, id) {
      found(call, kind, id);
      const rows = call.resources.list('payment_method', { account: null, limit: given.limit ?? 10, where: { customer: id } });
      return { object: 'list', data: rows.slice(0, given.limit ?? 10), has_more: rows.length > (given.limit ?? 10), url: `${path}/${id}/payment_methods` };
    },
  }),
  route({
    method: 'GET', path: `${path}/:id/balance_transactions`, parameters: { limit: integer(1, 100) },
    run(call, given, id) {
      found(call, kind, id);
      const limit = given.limit ?? 10;
      const rows = call.resources.list('customer_balance_transaction', { account: null, limit, where: { customer: id } });
      return { object: 'list', data: rows.slice(0, limit), has_more: rows.length > limit, url: `${path}/${id}/balance_transactions` };
    },
  }),
];
