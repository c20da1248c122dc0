import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import type { Locale } from '@silkport/values';
import { pageLocales } from '../checkouts/session-terms.js';
import { askStripe } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';
import { markOf, type BillingMark } from './billing-mark.js';

/** Where and in which language a card is to be given. */
export interface CardPage {
  readonly locale: Locale;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/** The provider's page on which a subscription's card is changed, and the card that came of it. Never called inside a transaction. */
@Injectable()
export class StripeCards {
  constructor(private readonly gateway: StripeGateway) {}

  /** @returns the page's address @throws PaymentProviderAway */
  async open(stripeSubscriptionId: string, mark: BillingMark, { locale, successUrl, cancelUrl }: CardPage): Promise<string> {
    const { subscriptions, checkout } = this.gateway.stripe;
    const { customer, currency } = await askStripe(() => subscriptions.retrieve(stripeSubscriptionId));
    const session = await askStripe(() => checkout.sessions.create({
      mode: 'setup', currency, customer: typeof customer === 'string' ? customer : customer.id, locale: pageLocales[locale], success_url: successUrl, cancel_url: cancelUrl, metadata: markOf(mark),
    }));
    if (!session.url) throw new Error(`The page ${session.id} has no address`);
    return session.url;
  }

  /** The page as it stands, with what was given on it. @throws PaymentProviderAway */
  async givenOn(sessionId: string): Promise<{ readonly session: Stripe.Checkout.Session; readonly paymentMethodId: string | undefined }> {
    const session = await askStripe(() => this.gateway.stripe.checkout.sessions.retrieve(sessionId, { expand: ['setup_intent'] }));
    const method = typeof session.setup_intent === 'string' ? null : session.setup_intent?.payment_method;
    return { session, paymentMethodId: typeof method === 'string' ? method : method?.id };
  }

  /** @throws PaymentProviderAway */
  async use(stripeSubscriptionId: string, paymentMethodId: string): Promise<void> {
    await askStripe(() => this.gateway.stripe.subscriptions.update(stripeSubscriptionId, { default_payment_method: paymentMethodId }));
  }
}
