import { Injectable } from '@nestjs/common';
import { Outbox } from '@silkport/platform';
import type { Stripe } from 'stripe';
import { readMark } from './billing-mark.js';
import { trialEnding } from './billing.events.js';
import { keepCard } from './change-card.js';
import { followSubscription } from './follow-subscription.js';
import type { WebhookEffect } from '../webhooks/webhook-effects.js';

/** What the notifications about subscriptions do here: each makes us ask how that subscription stands, whatever it says itself. */
@Injectable()
export class SubscriptionEffects {
  constructor(private readonly outbox: Outbox) {}

  /** Undefined for what is not about us. */
  of(event: Stripe.Event): WebhookEffect | undefined {
    switch (event.type) {
      case 'checkout.session.completed':
      case 'checkout.session.async_payment_succeeded':
        return readMark(event.data.object.metadata) && this.ofPage(event.data.object);
      case 'customer.subscription.created':
      case 'customer.subscription.updated':
      case 'customer.subscription.deleted':
      case 'customer.subscription.paused':
      case 'customer.subscription.resumed':
        return readMark(event.data.object.metadata) && this.follow(event.data.object.id);
      case 'customer.subscription.trial_will_end':
        return this.announce(event.data.object);
      case 'invoice.paid':
      case 'invoice.payment_failed':
      case 'invoice.payment_action_required':
      case 'invoice.voided':
      case 'invoice.marked_uncollectible': {
        const details = event.data.object.parent?.subscription_details;
        return readMark(details?.metadata) && this.follow(idOf(details?.subscription));
      }
      default:
        return undefined;
    }
  }

  /** A page that began a subscription, or took another card for one. */
  private ofPage({ id: sessionId, mode, subscription }: Stripe.Checkout.Session): WebhookEffect | undefined {
    if (mode !== 'setup') return this.follow(idOf(subscription));
    return async (tx) => {
      await this.outbox.enqueue(tx, keepCard, { sessionId }, `payments/keep-card:${sessionId}`);
      return true;
    };
  }

  private follow(stripeSubscriptionId: string | undefined): WebhookEffect | undefined {
    if (!stripeSubscriptionId) return undefined;
    return async (tx) => {
      await this.outbox.enqueue(tx, followSubscription, { stripeSubscriptionId }, `payments/follow-subscription:${stripeSubscriptionId}`);
      return true;
    };
  }

  private announce({ metadata, trial_end: trialEnd }: Stripe.Subscription): WebhookEffect | undefined {
    const mark = readMark(metadata);
    if (!mark || trialEnd === null) return undefined;
    return async (tx) => {
      await this.outbox.publish(tx, trialEnding, { subscriptionId: mark.subscription, endsAt: new Date(trialEnd * 1000).toISOString() });
      return true;
    };
  }
}

function idOf(reference: string | { readonly id: string } | null | undefined): string | undefined {
  return typeof reference === 'string' ? reference : reference?.id;
}
