import { invalidRequest } from '../http/stripe-error.js';
import type { EventObject } from '../objects/resource-kind.js';
import { list } from '../parameters/collections.js';
import { flag, text } from '../parameters/values.js';
import { found } from '../verbs/found.js';
import type { Call } from '../world.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const path = '/v1/events';

export const eventRoutes = [
  route({ method: 'GET', path: `${path}/:id`, onAccounts: true, parameters: {}, run: (call, _given, id) => withPending(call, found(call, 'event', id)) }),
  listRoute({
    kind: 'event', path, onAccounts: true, filters: { type: text(), types: list(text(), 20), delivery_success: flag() },
    where: (given) => {
      if (given.type && given.types) throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'type' });
      return { '$.type': given.type ?? given.types, delivery_success: given.delivery_success === undefined ? undefined : String(given.delivery_success) };
    },
    show: withPending,
  }),
];

function withPending(call: Call, event: EventObject): EventObject {
  return { ...event, pending_webhooks: call.queue.countPending(event.id) };
}
