import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requestSeconds = new Histogram({
    name: 'silkport_http_request_seconds', help: 'Time to answer a request, by route.', labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [this.registry],
  });

  readonly deliverySeconds = new Histogram({
    name: 'silkport_event_delivery_seconds', help: 'Time of a successful event delivery, by handler; of up to sixteen events together.', labelNames: ['handler'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5], registers: [this.registry],
  });

  readonly webhooks = new Counter({ name: 'silkport_stripe_webhooks_total', help: 'Stripe webhooks, by outcome.', labelNames: ['outcome'] as const, registers: [this.registry] });

  readonly downloadBytes = new Counter({ name: 'silkport_download_bytes_total', help: 'Bytes of purchased files sent.', registers: [this.registry] });

  /** Process metrics (memory, event loop): asked for once a process, since they start timers. */
  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }
}
