import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, Outbox, statement } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { PaymentProviderAway } from '../payments.errors.js';
import type { SessionFacts } from './session-facts.js';
import { SettleAnswered } from './settle-answered.js';
import { settleBySession } from './settle-by-session.js';
import { StripeGateway } from '../stripe-gateway.js';

interface StaleCheckout {
  reference: string;
  amount_minor: bigint;
  currency: string;
  stripe_session_id: string;
  expires_at: Date;
  opened_at: Date;
}

const pauseMilliseconds = 5 * 60_000;
const atOnce = 8;

/** Marks those it takes as asked, so that no two workers ask for the same and none that stays undecided is asked for every minute. */
const takeStale = statement(
  'payments.take_stale_checkouts',
  `UPDATE payments.checkouts SET asked_at = $1
   WHERE id IN (
     SELECT id FROM payments.checkouts WHERE status = 'open' AND expires_at < $1 AND asked_at < $2
     ORDER BY asked_at LIMIT 100 FOR UPDATE SKIP LOCKED)
   RETURNING reference, amount_minor, currency, stripe_session_id, expires_at, opened_at`,
);

/** Settles the checkouts whose time has passed without a word from Stripe: webhooks can be lost. */
@Injectable()
export class SettleStaleCheckouts {
  private readonly logger = new Logger('payments');

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly gateway: StripeGateway,
    private readonly settleAnswered: SettleAnswered,
    private readonly clock: Clock,
  ) {}

  @Every('* * * * *', 'payments/settle-stale-checkouts')
  async run(): Promise<void> {
    const now = this.clock.now();
    const stale = await this.database.read<StaleCheckout>(takeStale, [now, new Date(now.getTime() - pauseMilliseconds)]);
    for (let from = 0; from < stale.length; from += atOnce) {
      const answered = await Promise.all(stale.slice(from, from + atOnce).map((checkout) => this.settle(checkout)));
      if (answered.includes('away')) return;
    }
  }

  /** A checkout that cannot be settled must not keep the others from it. */
  private async settle(checkout: StaleCheckout): Promise<'asked' | 'away'> {
    try {
      const session = await this.gateway.findSession(checkout.stripe_session_id);
      if (session) await this.settleAnswered.run(session);
      else await settleBySession(this.database, this.outbox, unknownToStripe(checkout, this.clock.now()));
    } catch (error) {
      if (error instanceof PaymentProviderAway) return 'away';
      this.logger.error(`The checkout of ${checkout.reference} cannot be settled: ${error instanceof Error ? error.message : String(error)}`);
    }
    return 'asked';
  }
}

/** A session that the account does not have, as after a change of keys, can be paid by nobody. */
function unknownToStripe(checkout: StaleCheckout, seenAt: Date): SessionFacts {
  const { reference, amount_minor, currency, stripe_session_id: sessionId, opened_at: openedAt, expires_at: expiresAt } = checkout;
  return {
    reference, sessionId, openedAt, expiresAt, seenAt, capturedAt: seenAt,
    amount: money(amount_minor, currency), status: 'expired', paymentIntentId: null, chargeId: null, billingCountry: null,
  };
}
