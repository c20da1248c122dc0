import type Stripe from 'stripe';
import type { ResourceStore } from '../store/resource-store.js';

export interface KnownEndpoint {
  endpoint: Stripe.WebhookEndpoint;
  secret: string;
}

/** The registered endpoints with their secrets, read once and again after each change. */
export class EndpointBook {
  private known: KnownEndpoint[] | undefined;

  constructor(private readonly resources: ResourceStore) {}

  listeningTo(type: string): KnownEndpoint[] {
    return this.all().filter(({ endpoint }) => endpoint.status === 'enabled' && (endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type)));
  }

  find(id: string): KnownEndpoint | undefined {
    return this.all().find(({ endpoint }) => endpoint.id === id);
  }

  add(endpoint: Stripe.WebhookEndpoint, secret: string): void {
    this.resources.insert('webhook_endpoint', endpoint, {}, { secret });
    this.known = undefined;
  }

  save(endpoint: Stripe.WebhookEndpoint): void {
    this.resources.save('webhook_endpoint', endpoint);
    this.known = undefined;
  }

  remove(id: string): void {
    this.resources.remove(id);
    this.known = undefined;
  }

  private all(): KnownEndpoint[] {
    this.known ??= this.resources
      .all('webhook_endpoint')
      .map((endpoint) => ({ endpoint, secret: this.resources.hidden<{ secret: string }>(endpoint.id)?.secret ?? '' }));
    return this.known;
  }
}
