import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { Stripe } from 'stripe';
import { applyDispute } from './apply-dispute.js';
import { KnownCharges } from '../checkouts/known-charges.js';
import { PaymentProviderAway } from '../payments.errors.js';
import { StripeDisputes } from './stripe-disputes.js';

/** As long as the webhooks of a dispute could be away before the first movement of its money is listed, and a few days more. */
const recentMilliseconds = 7 * 86_400_000;

/** Those that can still change, and those that a movement of our balance names and nobody has told us of. */
const undecided = statement(
  'payments.undecided_disputes',
  `SELECT id FROM payments.disputes WHERE stage NOT IN ('won', 'lost', 'warning_closed')
   UNION SELECT moved.dispute_id FROM payments.balance_transactions moved
     WHERE moved.dispute_id IS NOT NULL AND moved.reference IS NOT NULL
       AND NOT EXISTS (SELECT FROM payments.disputes known WHERE known.id = moved.dispute_id AND known.stage <> 'warning_closed')
   ORDER BY 1`,
);

/** Asks how disputes stand: a webhook that was lost must not leave an order disputed, or what was charged back open, for ever. */
@Injectable()
export class AskOpenDisputes {
  private readonly logger = new Logger('payments');

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly disputes: StripeDisputes,
    private readonly charges: KnownCharges,
    private readonly clock: Clock,
  ) {}

  @Every('40 */3 * * *', 'payments/ask-open-disputes')
  async run(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - recentMilliseconds);
    try {
      const asked = new Set<string>();
      for await (const dispute of this.disputes.openedSince(since)) {
        asked.add(dispute.id);
        await this.settle(dispute.id, () => dispute);
      }
      const rows = await this.database.read<{ id: string }>(undecided);
      for (const { id } of rows) if (!asked.has(id)) await this.settle(id, () => this.disputes.retrieve(id));
    } catch (error) {
      if (!(error instanceof PaymentProviderAway)) throw error;
    }
  }

  /** One that cannot be settled must not keep the others from it. @throws PaymentProviderAway */
  private async settle(disputeId: string, ask: () => Stripe.Dispute | Promise<Stripe.Dispute>): Promise<void> {
    try {
      const seenAt = this.clock.now();
      const dispute = await ask();
      const intent = typeof dispute.payment_intent === 'string' ? dispute.payment_intent : dispute.payment_intent?.id;
      const charge = intent === undefined ? undefined : await this.charges.ofIntent(intent);
      if (charge) await this.database.transaction((tx) => applyDispute(tx, this.outbox, charge, dispute, seenAt));
    } catch (error) {
      if (error instanceof PaymentProviderAway) throw error;
      this.logger.error(`The dispute ${disputeId} cannot be settled: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
