import type { SandboxClock } from './clock.js';
import type { Exchange } from './money/exchange.js';
import type { Controls } from './store/controls.js';
import type { Database } from './store/database.js';
import type { IdempotencyRecords } from './store/idempotency-records.js';
import type { ResourceStore } from './store/resource-store.js';
import type { DeliveryQueue } from './webhooks/delivery-queue.js';
import type { EndpointBook } from './webhooks/endpoint-book.js';
import type { WebhookCourier } from './webhooks/webhook-courier.js';

/** What lives as long as the process. */
export interface World {
  readonly clock: SandboxClock;
  readonly database: Database;
  readonly resources: ResourceStore;
  readonly controls: Controls;
  readonly idempotency: IdempotencyRecords;
  readonly queue: DeliveryQueue;
  readonly endpoints: EndpointBook;
  readonly courier: WebhookCourier;
  readonly exchange: Exchange;
  readonly secretKey: string;
  readonly merchantName: string;
  /** Base of the hosted pages, without a slash at its end; known for certain once the server listens. */
  publicUrl: string;
}

/** One unit of work: what a request, a page or the clock does in one transaction. */
export interface Call extends World {
  readonly request: { id: string | null; idempotencyKey: string | null };
  /** Ids of the deliveries that this unit of work caused; sent once it is committed. */
  readonly outgoing: number[];
  /** The connected account that is acted on; null for the platform itself. */
  readonly account: string | null;
}

/** The same unit of work, acting on another account. */
export function inAccount(call: Call, account: string | null): Call {
  return call.account === account ? call : Object.assign(Object.create(call) as Call, { account });
}

const nobody = { id: null, idempotencyKey: null };

/** Runs `work` in one transaction and sends the webhooks that it caused after the commit, never before. */
export function perform<T>(world: World, work: (call: Call) => T, request: Call['request'] = nobody, account: string | null = null): T {
  const outgoing: number[] = [];
  const call: Call = Object.assign(Object.create(world) as World, { request, outgoing, account });
  const result = world.database.transaction(() => work(call));
  world.courier.send(outgoing);
  return result;
}
