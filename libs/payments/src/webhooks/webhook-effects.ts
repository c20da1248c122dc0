import { Injectable } from '@nestjs/common';
import { Outbox, type Tx } from '@silkport/platform';
import type { Stripe } from 'stripe';
import { applyDispute } from '../disputes/apply-dispute.js';
import { ConnectEffects } from '../transfers/connect-effects.js';
import { KnownCharges } from '../checkouts/known-charges.js';
import { recordForeignRefund } from '../refunds/record-foreign-refund.js';
import { refundAnswer } from '../refunds/refund-answer.js';
import type { SessionFacts } from '../checkouts/session-facts.js';
import { captureCheckout, expireCheckout } from '../checkouts/settle-checkout.js';
import { settleRefund } from '../refunds/settle-refund.js';
import { SubscriptionEffects } from '../subscriptions/subscription-effects.js';

/** What a notification changes, in the transaction that notes it. @returns whether it changed anything */
export type WebhookEffect = (tx: Tx) => Promise<boolean>;

/** What Stripe's notifications do here. */
@Injectable()
export class WebhookEffects {
  constructor(private readonly outbox: Outbox, private readonly charges: KnownCharges, private readonly connect: ConnectEffects, private readonly subscriptions: SubscriptionEffects) {}

  /** Undefined for what is not about us. Asks Stripe only for a payment that it has not told of yet. @throws PaymentProviderAway */
  async of(event: Stripe.Event): Promise<WebhookEffect | undefined> {
    const at = new Date(event.created * 1000);
    switch (event.type) {
      case 'refund.created':
      case 'refund.updated':
      case 'refund.failed':
      case 'charge.refund.updated':
        return this.ofRefunds([event.data.object], event.data.object.payment_intent, at);
      case 'charge.refunded':
        return this.ofRefunds(event.data.object.refunds?.data ?? [], event.data.object.payment_intent, at);
      case 'charge.dispute.created':
      case 'charge.dispute.updated':
      case 'charge.dispute.funds_withdrawn':
      case 'charge.dispute.funds_reinstated':
      case 'charge.dispute.closed':
        return this.ofDispute(event.data.object, at);
      default:
        return this.connect.of(event) ?? this.subscriptions.of(event);
    }
  }

  /** Undefined for a payment that was begun and takes its days. */
  ofSession(facts: SessionFacts): WebhookEffect | undefined {
    if (facts.status === 'open') return undefined;
    const settle = facts.status === 'paid' ? captureCheckout : expireCheckout;
    return async (tx) => (await settle(tx, this.outbox, facts)).applied;
  }

  private async ofRefunds(refunds: readonly Stripe.Refund[], intent: string | Stripe.PaymentIntent | null, at: Date): Promise<WebhookEffect | undefined> {
    const charge = await this.chargeOf(intent);
    if (!charge || !refunds.length) return undefined;
    return async (tx) => {
      let isChanged = false;
      for (const refund of refunds) {
        const settled = await settleRefund(tx, this.outbox, refundAnswer(refund, at));
        isChanged = (settled ? settled.applied : await recordForeignRefund(tx, charge, refund, at)) || isChanged;
      }
      return isChanged;
    };
  }

  private async ofDispute(dispute: Stripe.Dispute, at: Date): Promise<WebhookEffect | undefined> {
    const charge = await this.chargeOf(dispute.payment_intent);
    return charge && ((tx) => applyDispute(tx, this.outbox, charge, dispute, at));
  }

  private chargeOf(intent: string | Stripe.PaymentIntent | null) {
    const id = typeof intent === 'string' ? intent : intent?.id;
    return id ? this.charges.ofIntent(id) : undefined;
  }
}
