import { newCustomer } from '../objects/customer.js';
import { list, metadata, newMetadata } from '../parameters/collections.js';
import { email, text } from '../parameters/values.js';
import { found } from '../verbs/found.js';
import { recordEvent } from '../webhooks/record-event.js';
import { route } from './route.js';

export const customerRoutes = [
  route({
    method: 'POST', path: '/v1/customers',
    parameters: { email: email(), name: text(256), phone: text(20), description: text(), metadata: metadata(), preferred_locales: list(text()) },
    run(call, given) {
      const { email: address, name, phone, description } = given;
      const customer = newCustomer({
        createdAt: call.clock.nowSeconds(), email: address, name, phone, description,
        preferredLocales: given.preferred_locales, metadata: newMetadata(given.metadata),
      });
      call.resources.insert('customer', customer);
      recordEvent(call, 'customer.created', customer);
      return customer;
    },
  }),
  route({ method: 'GET', path: '/v1/customers/:id', parameters: {}, run: (call, _given, id) => found(call, 'customer', id) }),
];
