import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import type { Money } from '@silkport/values';
import { toStripeAmount } from '../stripe-amount.js';
import { askStripe } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';

export interface WantedRefund {
  readonly refundId: string;
  readonly reference: string;
  readonly reason: string;
  readonly amount: Money;
  readonly paymentIntentId: string;
  /** Both part of the key: Stripe repeats its answer for the same one. */
  readonly askedAt: Date;
  readonly attempt: number;
  /** Stripe's, of tries that have failed. */
  readonly endedIds: readonly string[];
}

/** Refunds at Stripe; ours bear our id in their metadata. */
@Injectable()
export class StripeRefunds {
  constructor(private readonly gateway: StripeGateway) {}

  /** Once, however often it is asked within the day that Stripe keeps a key. @throws PaymentProviderAway, and refusals of Stripe as they are */
  create({ refundId, reference, reason, amount, paymentIntentId, askedAt, attempt }: WantedRefund): Promise<Stripe.Refund> {
    const terms = { payment_intent: paymentIntentId, amount: toStripeAmount(amount).amount, metadata: { refundId, reference, reason } };
    return askStripe(() => this.gateway.stripe.refunds.create(terms, { idempotencyKey: `refund:${refundId}:${askedAt.getTime()}:${attempt}` }));
  }

  /** The refund of an earlier try whose answer was lost, however long ago. @throws PaymentProviderAway */
  async find({ refundId, paymentIntentId, endedIds }: Pick<WantedRefund, 'refundId' | 'paymentIntentId' | 'endedIds'>): Promise<Stripe.Refund | undefined> {
    return askStripe(async () => {
      for await (const refund of this.gateway.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })) if (refund.metadata?.refundId === refundId && !endedIds.includes(refund.id)) return refund;
      return undefined;
    });
  }

  /** @throws PaymentProviderAway */
  retrieve(stripeRefundId: string): Promise<Stripe.Refund> {
    return askStripe(() => this.gateway.stripe.refunds.retrieve(stripeRefundId));
  }
}
