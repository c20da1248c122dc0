import type Stripe from 'stripe';
import type { ResourceStore } from '../store/resource-store.js';

/** Whose events an endpoint is told: the platform's own, those of the connected accounts (`connect: true`), or both. */
export type Audience = 'platform' | 'connected' | 'both';

export interface KnownEndpoint {
  endpoint: Stripe.WebhookEndpoint;
  secret: string;
  audience: Audience;
}

/** The registered endpoints with their secrets, read once and again after each change. */
export class EndpointBook {
  private known: KnownEndpoint[] | undefined;

  constructor(private readonly resources: ResourceStore) {}

  listeningTo(type: string, account: string | null): KnownEndpoint[] {
    const audience = account === null ? 'platform' : 'connected';
    return this.all().filter((known) => known.audience === audience || known.audience === 'both').filter(({ endpoint }) => endpoint.status === 'enabled' && (endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type)));
  }

  find(id: string): KnownEndpoint | undefined {
    return this.all().find(({ endpoint }) => endpoint.id === id);
  }

  add(endpoint: Stripe.WebhookEndpoint, secret: string, audience: Audience): void {
    this.resources.insert('webhook_endpoint', endpoint, {}, { secret, audience });
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
      .map((endpoint) => ({ endpoint, secret: '', audience: 'platform' as const, ...this.resources.hidden<{ secret: string; audience?: Audience }>(endpoint.id) }));
    return this.known;
  }
}
