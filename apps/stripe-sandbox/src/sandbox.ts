import Fastify from 'fastify';
import { SandboxClock, systemClock } from './clock.js';
import { registerControl } from './control/control-plugin.js';
import { registerApi } from './http/api-plugin.js';
import { registerErrors } from './http/error-handler.js';
import { Faults } from './http/faults.js';
import { Exchange } from './money/exchange.js';
import type { Sandbox, SandboxOptions } from './options.js';
import { registerPages } from './pages/pages-plugin.js';
import { Controls } from './store/controls.js';
import { Database } from './store/database.js';
import { IdempotencyRecords } from './store/idempotency-records.js';
import { ResourceStore } from './store/resource-store.js';
import { tick } from './tick.js';
import { configureEndpoint } from './webhooks/configure-endpoint.js';
import { DeliveryQueue } from './webhooks/delivery-queue.js';
import { EndpointBook } from './webhooks/endpoint-book.js';
import { webhookClient } from './webhooks/post-webhook.js';
import { WebhookCourier } from './webhooks/webhook-courier.js';
import type { World } from './world.js';

export type { Sandbox, SandboxOptions } from './options.js';

const tickEveryMs = 100;
const forgetAfterMs = 30 * 24 * 3600 * 1000;

/**
 * A stand-in for the part of Stripe that Silkport uses. Throws when the data file cannot be opened, or for a live key:
 * the sandbox must never stand beside real money.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const secretKey = options.secretKey ?? 'sk_test_silkport_sandbox';
  if (/^(sk|rk)_live/.test(secretKey)) throw new Error('The Stripe sandbox does not run with a live key: use a key that starts with sk_test.');
  const world = openWorld(options, secretKey);
  const basePath = new URL(world.publicUrl || 'http://sandbox').pathname.replace(/\/$/, '');
  const app = Fastify({ logger: false, bodyLimit: 1024 * 1024, forceCloseConnections: true });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  registerErrors(app);
  const faults = new Faults();
  registerApi(app, world, faults);
  registerControl(app, world, faults);
  registerPages(app, world, basePath);
  await app.ready();
  if (options.webhook) configureEndpoint(world, options.webhook);
  let ticking: NodeJS.Timeout | undefined;

  return {
    async listen(port, host = '127.0.0.1') {
      await app.listen({ port, host });
      const address = app.server.address() as { port: number };
      if (!world.publicUrl) world.publicUrl = `http://${host}:${address.port}`;
      tick(world);
      ticking = setInterval(() => tick(world), tickEveryMs);
      return { port: address.port };
    },
    async close() {
      clearInterval(ticking);
      await app.close();
      world.courier.close();
      world.database.close();
    },
  };
}

function openWorld(options: SandboxOptions, secretKey: string): World {
  const database = new Database(options.dataFile ?? ':memory:');
  const controls = new Controls(database);
  const clock = new SandboxClock(options.clock ?? systemClock, controls.get('clockAheadMs'));
  const exchange = new Exchange(controls, options.settlement);
  const resources = new ResourceStore(database);
  const endpoints = new EndpointBook(resources);
  const queue = new DeliveryQueue(database);
  const idempotency = new IdempotencyRecords(database);
  const inFlight = options.deliveriesInFlight ?? 8;
  const client = webhookClient(inFlight * 2, options.deliveryTimeoutMs ?? 10_000);
  const courier = new WebhookCourier({ queue, endpoints, resources, controls, clock, client, inFlight });
  idempotency.forgetOld(clock.now());
  queue.forgetDone(clock.now() - forgetAfterMs);
  return {
    clock, database, resources, controls, idempotency, queue, endpoints, courier, exchange, secretKey,
    merchantName: options.merchantName ?? 'Silkport', publicUrl: (options.publicUrl ?? '').replace(/\/$/, ''),
  };
}
