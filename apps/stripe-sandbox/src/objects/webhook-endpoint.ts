import type Stripe from 'stripe';
import { newId, randomLetters } from '../ids.js';

export interface WebhookEndpointTerms {
  createdAt: number;
  url: string;
  enabledEvents: string[];
  description?: string | null;
  metadata?: Record<string, string>;
}

export function newWebhookEndpoint(terms: WebhookEndpointTerms): Stripe.WebhookEndpoint {
  return {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: terms.createdAt,
    description: terms.description ?? null,
    enabled_events: terms.enabledEvents,
    livemode: false,
    metadata: terms.metadata ?? {},
    status: 'enabled',
    url: terms.url,
  };
}

export function newSigningSecret(): string {
  return `whsec_${randomLetters(32)}`;
}
