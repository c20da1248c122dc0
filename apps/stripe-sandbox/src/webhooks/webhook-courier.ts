import type { Clock } from '../clock.js';
import type { Controls } from '../store/controls.js';
import type { ResourceStore } from '../store/resource-store.js';
import type { Delivery, DeliveryQueue } from './delivery-queue.js';
import type { EndpointBook } from './endpoint-book.js';
import type { WebhookClient } from './post-webhook.js';
import { retryDelayMs } from './retry-delay.js';
import { signature } from './sign.js';

export interface CourierParts {
  queue: DeliveryQueue;
  endpoints: EndpointBook;
  resources: ResourceStore;
  controls: Controls;
  clock: Clock;
  client: WebhookClient;
  inFlight: number;
}

const endpointGone = 'endpoint gone';

/** Sends what is queued: at least once each, a bounded number at a time, again later when it failed. */
export class WebhookCourier {
  private readonly ready: number[] = [];
  /** Deliveries that are queued here or under way; a row in it is not picked up a second time. */
  private readonly taken = new Set<number>();
  private readonly ended: Delivery[] = [];
  private underWay = 0;
  private isClosed = false;

  constructor(private readonly parts: CourierParts) {}

  send(ids: readonly number[]): void {
    if (this.parts.controls.get('holdsDeliveries')) return;
    for (const id of ids) {
      if (this.taken.has(id)) continue;
      this.taken.add(id);
      this.ready.push(id);
    }
    this.pump();
  }

  /** Picks up what has become due: retries, and what an earlier process left behind. */
  sendDue(): void {
    if (!this.parts.controls.get('holdsDeliveries')) this.send(this.parts.queue.due(this.parts.clock.now()));
  }

  /** Sends one after the other in the order given, each after the answer to the one before it. */
  async sendInOrder(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      if (this.taken.has(id)) continue;
      this.taken.add(id);
      await this.attempt(id);
    }
  }

  close(): void {
    this.isClosed = true;
    this.parts.client.close();
    this.flush();
  }

  /** Writes the results that are still in memory. */
  flush(): void {
    const ended = this.ended.splice(0);
    if (ended.length === 0) return;
    this.parts.queue.record(ended);
    for (const { id } of ended) this.taken.delete(id);
  }

  private pump(): void {
    while (!this.isClosed && this.underWay < this.parts.inFlight && this.ready.length > 0) {
      this.underWay += 1;
      void this.attempt(this.ready.shift()!).finally(() => {
        this.underWay -= 1;
        this.pump();
      });
    }
  }

  private async attempt(id: number): Promise<void> {
    const delivery = this.parts.queue.find(id);
    if (delivery?.status !== 'pending') {
      this.taken.delete(id);
      return;
    }
    const outcome = await this.tell(delivery);
    if (!this.isClosed) this.end({ ...delivery, ...outcome, attempts: delivery.attempts + 1 });
  }

  private async tell(delivery: Delivery): Promise<Pick<Delivery, 'last_status' | 'last_error'>> {
    const known = this.parts.endpoints.find(delivery.endpoint_id);
    const payload = this.parts.resources.text(delivery.event_id);
    if (!known || known.endpoint.status !== 'enabled' || payload === undefined) return { last_status: null, last_error: endpointGone };
    const copies = Array.from({ length: this.parts.controls.get('copiesOfDelivery') }, () =>
      // The receiver checks the age of the signature by its own clock, so it is the machine's time that is signed.
      this.parts.client.post(known.endpoint.url, payload, signature(payload, known.secret, Math.floor(Date.now() / 1000))));
    try {
      const statuses = await Promise.all(copies);
      return { last_status: statuses.find((status) => status < 200 || status > 299) ?? statuses[0] ?? 0, last_error: null };
    } catch (error) {
      return { last_status: null, last_error: (error as Error).message || 'connection failed' };
    }
  }

  private end(delivery: Delivery): void {
    const isDelivered = delivery.last_status !== null && delivery.last_status >= 200 && delivery.last_status <= 299;
    const nowMs = this.parts.clock.now();
    const delay = delivery.last_error === endpointGone ? undefined : retryDelayMs(delivery.attempts, nowMs - delivery.created_at_ms);
    if (isDelivered) this.ended.push({ ...delivery, status: 'delivered' });
    else if (delay === undefined) this.ended.push({ ...delivery, status: 'failed' });
    else this.ended.push({ ...delivery, due_at_ms: nowMs + delay });
    if (this.ended.length === 1) setImmediate(() => this.flush());
  }
}
