import { invalidRequest } from '../http/stripe-error.js';
import { newSigningSecret, newWebhookEndpoint } from '../objects/webhook-endpoint.js';
import { list, mergedMetadata, metadata, newMetadata } from '../parameters/collections.js';
import { required, type Parameter } from '../parameters/parameter.js';
import { flag, text, webAddress } from '../parameters/values.js';
import { found } from '../verbs/found.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const kind = 'webhook_endpoint';
const path = '/v1/webhook_endpoints';

/** `*` or names such as `charge.succeeded`. */
const eventName: Parameter<string> = {
  read(value, name) {
    const given = text(100).read(value, name);
    if (given === '*' || /^[a-z_0-9]+(\.[a-z_0-9]+)+$/.test(given)) return given;
    throw invalidRequest(`Invalid ${name}: ${given} is not a type of event`, { param: name });
  },
};

export const webhookEndpointRoutes = [
  route({
    method: 'POST', path,
    parameters: { url: required(webAddress()), enabled_events: required(list(eventName)), description: text(), metadata: metadata(), api_version: text(), connect: flag() },
    run(call, given) {
      const endpoint = newWebhookEndpoint({
        createdAt: call.clock.nowSeconds(), url: given.url, enabledEvents: given.enabled_events, description: given.description, metadata: newMetadata(given.metadata),
      });
      endpoint.api_version = given.api_version ?? null;
      const secret = newSigningSecret();
      call.endpoints.add(endpoint, secret, given.connect ? 'connected' : 'platform');
      return { ...endpoint, secret };
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { url: webAddress(), enabled_events: list(eventName), description: text(), metadata: metadata(), disabled: flag() },
    run(call, given, id) {
      const endpoint = found(call, kind, id);
      endpoint.url = given.url ?? endpoint.url;
      endpoint.enabled_events = given.enabled_events ?? endpoint.enabled_events;
      endpoint.description = given.description ?? endpoint.description;
      endpoint.metadata = mergedMetadata(endpoint.metadata, given.metadata);
      if (given.disabled !== undefined) endpoint.status = given.disabled ? 'disabled' : 'enabled';
      call.endpoints.save(endpoint);
      return endpoint;
    },
  }),
  route({
    method: 'DELETE', path: `${path}/:id`, parameters: {},
    run(call, _given, id) {
      call.endpoints.remove(found(call, kind, id).id);
      return { id, object: kind, deleted: true };
    },
  }),
  listRoute({ kind, path, filters: {} }),
];
