import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import type { CheckoutStatus } from './checkout.entity.js';
import { findCheckout } from './find-checkout.js';
import { PaymentProviderAway } from '../payments.errors.js';
import { SettleAnswered } from './settle-answered.js';
import { StripeGateway } from '../stripe-gateway.js';

/** Asks Stripe how an open checkout stands, for the browser that comes back before the webhook does. */
@Injectable()
export class ConfirmCheckout {
  constructor(private readonly database: Database, private readonly gateway: StripeGateway, private readonly settle: SettleAnswered) {}

  /** One read where it is settled. While Stripe is away an open one stays open. @returns undefined until the page has been opened @throws ChargeMismatch */
  async run(reference: string): Promise<CheckoutStatus | undefined> {
    const checkout = await findCheckout(this.database, reference);
    if (checkout?.status !== 'open') return checkout?.status;
    const session = await this.gateway.findSession(checkout.stripe_session_id).catch((error: unknown) => {
      if (error instanceof PaymentProviderAway) return undefined;
      throw error;
    });
    return session ? this.settle.run(session) : 'open';
  }
}
