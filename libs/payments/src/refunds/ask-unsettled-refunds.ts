import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AskRefund } from './ask-refund.js';
import { PaymentProviderAway } from '../payments.errors.js';
import { refundColumns, type RefundRow } from './refund-row.js';

const askedPauseMilliseconds = 2 * 60_000;
/** Banks take days over a pending one, and its webhook may be lost. */
const pendingPauseMilliseconds = 6 * 60 * 60_000;

const takeUnsettled = statement(
  'payments.take_unsettled_refunds',
  `UPDATE payments.refunds refund SET tried_at = $1 FROM payments.charges charge
   WHERE charge.id = refund.charge_id AND refund.id IN (
     SELECT id FROM payments.refunds WHERE status IN ('asked', 'pending', 'requires_action') AND tried_at < CASE status WHEN 'asked' THEN $2::timestamptz ELSE $3::timestamptz END
     ORDER BY tried_at LIMIT 100 FOR UPDATE SKIP LOCKED)
   RETURNING ${refundColumns}`,
);

/** Asks again for the refunds of a process that was killed on the way, or that Stripe could not answer, and how those stand that take their days. */
@Injectable()
export class AskUnsettledRefunds {
  private readonly logger = new Logger('payments');

  constructor(private readonly database: Database, private readonly askRefund: AskRefund, private readonly clock: Clock) {}

  @Every('* * * * *', 'payments/ask-unsettled-refunds')
  async run(): Promise<void> {
    const now = this.clock.now();
    const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
    const unsettled = await this.database.read<RefundRow>(takeUnsettled, [now, before(askedPauseMilliseconds), before(pendingPauseMilliseconds)]);
    for (const refund of unsettled) {
      try {
        await this.askRefund.run({ refund, isNew: false });
      } catch (error) {
        if (error instanceof PaymentProviderAway) return;
        this.logger.error(`The refund ${refund.id} cannot be settled: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
