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

/** The connection to Stripe, or to the sandbox in its place, with its sessions and signatures. Never called inside a transaction. */
@Injectable()
export class StripeGateway implements OnApplicationShutdown {
  private readonly settings: StripeConfig;
  private readonly agent: http.Agent;
  /** For those here who ask for refunds, disputes, movements and transfers. */
  readonly stripe: Stripe;

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

  /** The session by which a payment was made; undefined for a payment that was made otherwise. @throws PaymentProviderAway */
  async sessionOfIntent(paymentIntentId: string): Promise<Session | undefined> {
    const { data: [session] } = await askStripe(() => this.stripe.checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1, expand: ['data.payment_intent.latest_charge'] }));
    return session;
  }

  /**
   * The event of a webhook's exact bytes. Its age is measured by the machine's own clock, since the signature carries the sender's. There may be
   * several secrets, with commas: Stripe gives the endpoint for connected accounts one of its own, and each has two while one is being changed.
   * @throws WebhookSignatureInvalid
   */
  verifiedEvent(rawBody: Buffer, signatureHeader: string | undefined): Stripe.Event {
    for (const secret of this.settings.webhookSecret.split(',')) {
      try {
        return this.stripe.webhooks.constructEvent(rawBody, signatureHeader ?? '', secret.trim(), toleranceSeconds);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    }
    throw new WebhookSignatureInvalid();
  }
}
