import { Injectable } from '@nestjs/common';
import { Database, Outbox } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { refundAnswer } from './refund-answer.js';
import type { RefundRow } from './refund-row.js';
import type { Reservation } from './reserve-refund.js';
import { settleRefund, type RefundAnswer } from './settle-refund.js';
import { refusalCode } from '../stripe-answers.js';
import { StripeRefunds } from './stripe-refunds.js';

/** Asks Stripe for a refund that is reserved, and settles it by the answer. Repeating it makes no second one. */
@Injectable()
export class AskRefund {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly refunds: StripeRefunds,
    private readonly clock: Clock,
  ) {}

  /** @throws PaymentProviderAway; the refund stays reserved then */
  async run({ refund, isNew }: Reservation): Promise<RefundRow> {
    const answer = await this.answerTo(refund, isNew);
    const settled = await this.database.transaction((tx) => settleRefund(tx, this.outbox, answer));
    return settled?.refund ?? refund;
  }

  /** Stripe forgets a key after a day: a refund that may have been made before is looked for first. */
  private async answerTo(row: RefundRow, isNew: boolean): Promise<RefundAnswer> {
    const { id: refundId, reference, reason, amount_minor, currency, stripe_payment_intent_id: paymentIntentId, asked_at: askedAt } = row;
    const wanted = { refundId, reference, reason, paymentIntentId, askedAt, amount: money(amount_minor, currency), attempt: row.attempt, endedIds: row.ended_stripe_refund_ids };
    if (row.stripe_refund_id) return { ...refundAnswer(await this.refunds.retrieve(row.stripe_refund_id), this.clock.now()), refundId };
    try {
      const refund = (isNew ? undefined : await this.refunds.find(wanted)) ?? (await this.refunds.create(wanted));
      return { ...refundAnswer(refund, this.clock.now()), refundId };
    } catch (error) {
      const failureReason = refusalCode(error);
      if (failureReason === undefined) throw error;
      return { refundId, stripeRefundId: null, status: 'failed', failureReason: failureReason || 'refused', at: this.clock.now() };
    }
  }
}
