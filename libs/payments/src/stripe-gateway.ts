import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Stripe } from 'stripe';
import { CONFIG, type Config, type StripeConfig } from '@silkport/platform';
import { WebhookSignatureInvalid } from './payments.errors.js';
import { askStripe, isOtherRequest, refusalCode } from './stripe-answers.js';

export type Session = Stripe.Checkout.Session;
export type SessionTerms = Stripe.Checkout.SessionCreateParams;

const toleranceSeconds = 5 * 60;
const timeoutMilliseconds = 10_000;

/** The only one who speaks with Stripe, or with the sandbox in its place. Never called inside a transaction. */
@Injectable()
export class StripeGateway implements OnApplicationShutdown {
  private readonly settings: StripeConfig;
  private readonly agent: http.Agent;
  private readonly stripe: Stripe;

  constructor(@Inject(CONFIG) config: Pick<Config, 'stripe'>) {
    if (!config.stripe) throw new Error('Payments need config.stripe: whoever starts the process gives it Stripe\'s keys or those of the sandbox');
    this.settings = config.stripe;
    const { secretKey, apiUrl } = config.stripe;
    const url = apiUrl ? new URL(apiUrl) : undefined;
    const plain = url?.protocol === 'http:';
    this.agent = new (plain ? http : https).Agent({ keepAlive: true, maxFreeSockets: 64 });
    this.stripe = new Stripe(secretKey, {
      httpAgent: this.agent, timeout: timeoutMilliseconds, maxNetworkRetries: 2, telemetry: false,
      ...(url ? { host: url.hostname, port: url.port || (plain ? 80 : 443), protocol: plain ? 'http' as const : 'https' as const } : {}),
    });
  }

  onApplicationShutdown(): void {
    this.agent.destroy();
  }

  /**
   * Opens the payment page of a reference, or gives the one that was opened before. Where an earlier try asked for other terms and
   * its answer was lost, a second page is opened: nobody has the address of the first. @throws PaymentProviderAway
   */
  async openSession(reference: string, terms: SessionTerms): Promise<Session> {
    const { sessions } = this.stripe.checkout;
    const open = (idempotencyKey: string) => askStripe(() => sessions.create(terms, { idempotencyKey }));
    try {
      return await open(`checkout:${reference}`);
    } catch (error) {
      if (!isOtherRequest(error)) throw error;
      return open(`checkout:${reference}:${createHash('sha256').update(JSON.stringify(terms)).digest('hex').slice(0, 32)}`);
    }
  }

  /** The session with its payment and charge, as it stands now; undefined where this account has none of that id. @throws PaymentProviderAway */
  async findSession(id: string): Promise<Session | undefined> {
    try {
      return await askStripe(() => this.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] }, { maxNetworkRetries: 1, timeout: 5_000 }));
    } catch (error) {
      if (refusalCode(error) === 'resource_missing') return undefined;
      throw error;
    }
  }

  /** Closes an open session. @returns the session as it stands then: paid, where the buyer was faster @throws PaymentProviderAway */
  async expireSession(id: string): Promise<Session | undefined> {
    try {
      return await askStripe(() => this.stripe.checkout.sessions.expire(id));
    } catch (error) {
      if (refusalCode(error) === undefined) throw error;
      return this.findSession(id);
    }
  }

  /** Gives a payment back whole, once however often it is asked. @param key idempotency key @throws PaymentProviderAway */
  async refund(paymentIntentId: string, metadata: Readonly<Record<string, string>>, key: string): Promise<Stripe.Refund> {
    try {
      return await askStripe(() => this.stripe.refunds.create({ payment_intent: paymentIntentId, metadata: { ...metadata } }, { idempotencyKey: key }));
    } catch (error) {
      // Stripe forgets a key after a day; by then the refund itself is what tells.
      if (refusalCode(error) !== 'charge_already_refunded') throw error;
      const { data: [earlier] } = await askStripe(() => this.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 1 }));
      if (!earlier) throw error;
      return earlier;
    }
  }

  /** The event of a webhook's exact bytes. Its age is measured by the machine's own clock, since the signature carries the sender's. @throws WebhookSignatureInvalid */
  verifiedEvent(rawBody: Buffer, signatureHeader: string | undefined): Stripe.Event {
    try {
      return this.stripe.webhooks.constructEvent(rawBody, signatureHeader ?? '', this.settings.webhookSecret, toleranceSeconds);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw new WebhookSignatureInvalid();
      throw error;
    }
  }
}
