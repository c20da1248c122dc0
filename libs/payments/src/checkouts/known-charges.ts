import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { isOurs } from './session-facts.js';
import { SettleAnswered } from './settle-answered.js';
import { FollowSubscription } from '../subscriptions/follow-subscription.js';
import { StripeGateway } from '../stripe-gateway.js';

export interface KnownCharge {
  readonly id: string;
  readonly reference: string;
  readonly stripe_payment_intent_id: string;
}

const ofIntents = statement(
  'payments.charges_of_intents',
  'SELECT id, reference, stripe_payment_intent_id FROM payments.charges WHERE stripe_payment_intent_id = ANY($1::text[])',
);

/** Whose payment it is that Stripe speaks of. A refund or a dispute may be told before the payment itself has been: then that is captured first. */
@Injectable()
export class KnownCharges {
  constructor(
    private readonly database: Database,
    private readonly gateway: StripeGateway,
    private readonly settle: SettleAnswered,
    private readonly follow: FollowSubscription,
  ) {}

  /** Undefined for a payment that other systems on the same account took. @throws PaymentProviderAway */
  async ofIntent(paymentIntentId: string): Promise<KnownCharge | undefined> {
    const stored = (await this.stored([paymentIntentId])).get(paymentIntentId);
    if (stored) return stored;
    const session = await this.gateway.sessionOfIntent(paymentIntentId);
    if (session && !isOurs(session)) return undefined;
    if (session) await this.settle.run(session);
    else await this.follow.ofIntent(paymentIntentId);
    return (await this.stored([paymentIntentId])).get(paymentIntentId);
  }

  /** Those that are known here, by payment intent. */
  async stored(paymentIntentIds: readonly string[]): Promise<ReadonlyMap<string, KnownCharge>> {
    const rows = paymentIntentIds.length ? await this.database.read<KnownCharge>(ofIntents, [paymentIntentIds]) : [];
    return new Map(rows.map((row) => [row.stripe_payment_intent_id, row]));
  }
}
