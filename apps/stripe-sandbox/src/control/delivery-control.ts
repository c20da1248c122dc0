import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import { found } from '../verbs/found.js';
import type { Delivery } from '../webhooks/delivery-queue.js';
import { inAccount, perform, type World } from '../world.js';
import { readBody } from './read-body.js';

const orders = {
  created: (pending: Delivery[]) => pending,
  reversed: (pending: Delivery[]) => pending.toReversed(),
  shuffled: (pending: Delivery[]) => pending.map((each) => ({ each, place: Math.random() })).toSorted((a, b) => a.place - b.place).map(({ each }) => each),
};

/** Holds, reorders, doubles, repeats and lists webhook deliveries. */
export function registerDeliveryControl(app: FastifyInstance, world: World): void {
  app.post('/webhooks/hold', () => {
    world.controls.set('holdsDeliveries', true);
    return { holds: true };
  });
  app.post('/webhooks/release', async (request) => {
    const { order = 'created', ids, keep_holding: keeps = false } = readBody(request.body, { order: 'string', ids: 'strings', keep_holding: 'boolean' });
    const chosen = chooseDeliveries(world, order, ids);
    await world.courier.sendInOrder(chosen);
    world.courier.flush();
    world.controls.set('holdsDeliveries', keeps);
    world.courier.sendDue();
    return { holds: keeps, deliveries: chosen.map((id) => world.queue.find(id)) };
  });
  app.post('/webhooks/copies', (request) => {
    const { count = 1 } = readBody(request.body, { count: 'number' });
    if (!Number.isInteger(count) || count < 1 || count > 20) throw invalidRequest('`count` must be from 1 to 20.', { param: 'count' });
    world.controls.set('copiesOfDelivery', count);
    return { count };
  });
  app.post('/webhooks/drain', async (request) => {
    const { timeout_ms: timeoutMs = 10_000 } = readBody(request.body, { timeout_ms: 'number' });
    for (const until = Date.now() + timeoutMs; Date.now() < until && world.queue.countPending() > 0; ) await wait(10);
    return { pending: world.queue.countPending() };
  });
  app.post<{ Params: { id: string } }>('/events/:id/resend', (request) => {
    const deliveries = perform(world, (call) => {
      const event = found(inAccount(call, call.resources.accountOf(request.params.id)), 'event', request.params.id);
      const ids = call.endpoints.listeningTo(event.type, event.account ?? null).map(({ endpoint }) => call.queue.add(event.id, endpoint.id, call.clock.now()));
      call.outgoing.push(...ids);
      return ids;
    });
    return { deliveries };
  });
  app.get<{ Querystring: { event?: string; status?: string } }>('/deliveries', (request) => {
    world.courier.flush();
    return { deliveries: world.queue.list({ eventId: request.query.event, status: request.query.status }) };
  });
}

/** All pending ones in the order named, or those of `ids` (of deliveries or events) in the order of `ids`. */
function chooseDeliveries(world: World, order: string, ids: string[] | undefined): number[] {
  const pending = world.queue.pending();
  if (ids) return ids.flatMap((id) => pending.filter((each) => String(each.id) === id || each.event_id === id).map((each) => each.id));
  if (!Object.hasOwn(orders, order)) throw invalidRequest('`order` must be one of created, reversed, shuffled.', { param: 'order' });
  return orders[order as keyof typeof orders](pending).map((each) => each.id);
}
