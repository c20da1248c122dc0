import { Injectable } from '@nestjs/common';
import { Database, Outbox } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { CheckoutStatus } from './checkout.entity.js';
import { findCheckout } from './find-checkout.js';
import { factsOf } from './session-facts.js';
import { settleBySession } from './settle-by-session.js';
import { StripeGateway } from '../stripe-gateway.js';

/** Closes the payment page of what shall not be paid any more. */
@Injectable()
export class CloseCheckout {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
  ) {}

  /** @returns what Stripe says: `paid` where the buyer was faster; undefined where no page was opened @throws PaymentProviderAway @throws ChargeMismatch */
  async run(reference: string): Promise<CheckoutStatus | undefined> {
    const checkout = await findCheckout(this.database, reference);
    if (checkout?.status !== 'open') return checkout?.status;
    const session = await this.gateway.expireSession(checkout.stripe_session_id);
    return session ? settleBySession(this.database, this.outbox, factsOf(session, this.clock.now())) : 'open';
  }
}
