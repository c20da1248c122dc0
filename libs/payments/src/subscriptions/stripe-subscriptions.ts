import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { askStripe, refusalCode } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';

/** A subscription as the provider has it now, with its newest invoice, its card and its schedule; and those of its invoices that were paid, newest first. */
export interface ReadSubscription {
  readonly subscription: Stripe.Subscription;
  readonly paid: readonly Stripe.Invoice[];
}

/** The provider's subscriptions as far as they are read. Never called inside a transaction. */
@Injectable()
export class StripeSubscriptions {
  constructor(private readonly gateway: StripeGateway) {}

  /** Undefined where this account has none of that id. @throws PaymentProviderAway */
  async read(stripeSubscriptionId: string): Promise<ReadSubscription | undefined> {
    const { subscriptions, invoices } = this.gateway.stripe;
    try {
      const subscription = await askStripe(() => subscriptions.retrieve(stripeSubscriptionId, { expand: ['latest_invoice', 'default_payment_method', 'schedule'] }));
      const { data } = await askStripe(() => invoices.list({ subscription: stripeSubscriptionId, status: 'paid', limit: 100, expand: ['data.payments'] }));
      return { subscription, paid: data };
    } catch (error) {
      if (refusalCode(error) === 'resource_missing') return undefined;
      throw error;
    }
  }

  /** The subscription that a payment was collected for. @throws PaymentProviderAway */
  async ofIntent(paymentIntentId: string): Promise<string | undefined> {
    const { invoicePayments } = this.gateway.stripe;
    const { data: [payment] } = await askStripe(() => invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: paymentIntentId }, limit: 1, expand: ['data.invoice'] }));
    const invoice = payment?.invoice;
    const subscription = typeof invoice === 'string' || !invoice || !('parent' in invoice) ? undefined : invoice.parent?.subscription_details?.subscription;
    return typeof subscription === 'string' ? subscription : subscription?.id;
  }
}
