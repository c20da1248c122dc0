import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import type { CheckoutStatus } from './checkout.entity.js';
import { findCheckout } from './find-checkout.js';
import { SettleAnswered } from './settle-answered.js';
import { StripeGateway } from '../stripe-gateway.js';

/** Closes the payment page of what shall not be paid any more. */
@Injectable()
export class CloseCheckout {
  constructor(private readonly database: Database, private readonly gateway: StripeGateway, private readonly settle: SettleAnswered) {}

  /** @returns what Stripe says: `paid` where the buyer was faster; undefined where no page was opened @throws PaymentProviderAway @throws ChargeMismatch */
  async run(reference: string): Promise<CheckoutStatus | undefined> {
    const checkout = await findCheckout(this.database, reference);
    if (checkout?.status !== 'open') return checkout?.status;
    const session = await this.gateway.expireSession(checkout.stripe_session_id);
    return session ? this.settle.run(session) : 'open';
  }
}
