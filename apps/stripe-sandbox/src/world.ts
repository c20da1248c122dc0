import { frozenAt, type SandboxClock, type WorkClock } from './clock.js';
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
export interface Call extends Omit<World, 'clock'> {
  /** The time of the work: the sandbox's, or that of a test clock, or the moment that something fell due. */
  readonly clock: WorkClock;
  /** The time of the balance, which no test clock moves. */
  readonly balanceClock: WorkClock;
  /** The sandbox's time when the work is done, in milliseconds: deliveries are queued by it. */
  readonly doneAtMs: number;
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

/** The same unit of work, at another time. */
export function atTime(call: Call, seconds: number): Call {
  return call.clock.nowSeconds() === seconds ? call : Object.assign(Object.create(call) as Call, { clock: frozenAt(seconds) });
}

export interface Performed {
  request?: Call['request'];
  account?: string | null;
  clock?: WorkClock;
}

const nobody = { id: null, idempotencyKey: null };

/** Runs `work` in one transaction and sends the webhooks that it caused after the commit, never before. */
export function perform<T>(world: World, work: (call: Call) => T, { request = nobody, account = null, clock = world.clock }: Performed = {}): T {
  const outgoing: number[] = [];
  const call: Call = Object.assign(Object.create(world) as World, { request, outgoing, account, clock, balanceClock: clock, doneAtMs: world.clock.now() });
  const result = world.database.transaction(() => work(call));
  world.courier.send(outgoing);
  return result;
}
