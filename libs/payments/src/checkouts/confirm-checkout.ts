import { Injectable } from '@nestjs/common';
import { Database, Outbox } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { CheckoutStatus } from './checkout.entity.js';
import { findCheckout } from './find-checkout.js';
import { PaymentProviderAway } from '../payments.errors.js';
import { factsOf } from './session-facts.js';
import { settleBySession } from './settle-by-session.js';
import { StripeGateway } from '../stripe-gateway.js';

/** Asks Stripe how an open checkout stands, for the browser that comes back before the webhook does. */
@Injectable()
export class ConfirmCheckout {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
  ) {}

  /** One read where it is settled. While Stripe is away an open one stays open. @returns undefined until the page has been opened @throws ChargeMismatch */
  async run(reference: string): Promise<CheckoutStatus | undefined> {
    const checkout = await findCheckout(this.database, reference);
    if (checkout?.status !== 'open') return checkout?.status;
    const session = await this.gateway.findSession(checkout.stripe_session_id).catch((error: unknown) => {
      if (error instanceof PaymentProviderAway) return undefined;
      throw error;
    });
    return session ? settleBySession(this.database, this.outbox, factsOf(session, this.clock.now())) : 'open';
  }
}
