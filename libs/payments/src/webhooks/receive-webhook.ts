import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { Database, Metrics, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { factsOf, isOurs, type SessionFacts } from '../checkouts/session-facts.js';
import { captureNow, type InboxEvent } from '../checkouts/settle-checkout.js';
import { StripeGateway } from '../stripe-gateway.js';
import { WebhookEffects, type WebhookEffect } from './webhook-effects.js';

/** `repeated`: the event was here before. `ignored`: it changed nothing, since it is not about us or was known already. */
export type WebhookOutcome = 'applied' | 'repeated' | 'ignored';

const note = statement('payments.note_stripe_event', 'INSERT INTO payments.stripe_events (id, type, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1 AS new');

/** Takes Stripe's notifications into the inbox and applies them in the same transaction. */
@Injectable()
export class ReceiveWebhook {
  constructor(
    private readonly database: Database,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly effects: WebhookEffects,
  ) {}

  /**
   * @param rawBody the bytes as they came @param signatureHeader the header `stripe-signature`
   * @throws WebhookSignatureInvalid @throws ChargeMismatch; nothing is stored then, so that Stripe sends it again
   */
  async run(rawBody: Buffer, signatureHeader: string | undefined): Promise<WebhookOutcome> {
    try {
      const event = this.gateway.verifiedEvent(rawBody, signatureHeader);
      const outcome = await this.apply(event, factsOfEvent(event));
      this.metrics.webhooks.inc({ outcome });
      return outcome;
    } catch (error) {
      this.metrics.webhooks.inc({ outcome: 'refused' });
      throw error;
    }
  }

  /** What is only to be noted, and the common case of a payment, take one statement; everything else a transaction. */
  private async apply(event: Stripe.Event, facts: SessionFacts | undefined): Promise<WebhookOutcome> {
    const noted = { id: event.id, type: event.type, receivedAt: this.clock.now() };
    if (facts?.status === 'paid' && (await captureNow((statement, values) => this.database.read(statement, values), facts, noted))) return 'applied';
    const effect = facts ? this.effects.ofSession(facts) : await this.effects.of(event);
    if (!effect) return (await this.database.read(note, [noted.id, noted.type, noted.receivedAt])).length ? 'ignored' : 'repeated';
    return this.database.transaction((tx) => this.receive(tx, noted, effect));
  }

  /** Two of the same at once: the insert of the second waits until the first has committed. */
  private async receive(tx: Tx, noted: InboxEvent, effect: WebhookEffect): Promise<WebhookOutcome> {
    const [isNew] = await prepared(tx, note, [noted.id, noted.type, noted.receivedAt]);
    if (!isNew) return 'repeated';
    return (await effect(tx)) ? 'applied' : 'ignored';
  }
}

/** Undefined for events that are not about a session of ours. */
function factsOfEvent(event: Stripe.Event): SessionFacts | undefined {
  const seenAt = new Date(event.created * 1000);
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      // What begins a subscription is not paid by itself, but by the first invoice of that.
      return isOurs(event.data.object) && event.data.object.mode !== 'subscription' && event.data.object.mode !== 'setup' ? factsOf(event.data.object, seenAt) : undefined;
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_failed':
      return isOurs(event.data.object) ? { ...factsOf(event.data.object, seenAt), status: 'expired' } : undefined;
    default:
      return undefined;
  }
}
