import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import type { DisputeEvidence } from './dispute-evidence.js';
import { askStripe } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';

/** Stripe takes 20,000 characters a field and 150,000 together. */
const longestText = 20_000;
const longestTogether = 150_000;

/** Disputes at Stripe. */
@Injectable()
export class StripeDisputes {
  constructor(private readonly gateway: StripeGateway) {}

  /** @throws PaymentProviderAway */
  retrieve(disputeId: string): Promise<Stripe.Dispute> {
    return askStripe(() => this.gateway.stripe.disputes.retrieve(disputeId));
  }

  /** Newest first; those of other systems on the same account too. @throws PaymentProviderAway */
  async *openedSince(since: Date): AsyncGenerator<Stripe.Dispute> {
    for (let after: string | undefined, hasMore = true; hasMore;) {
      const wanted = { created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100, ...(after === undefined ? {} : { starting_after: after }) };
      const { data, has_more } = await askStripe(() => this.gateway.stripe.disputes.list(wanted));
      yield* data;
      after = data.at(-1)?.id;
      hasMore = has_more && after !== undefined;
    }
  }

  /** @param submit sends it to the bank, which takes it once @throws PaymentProviderAway */
  update(disputeId: string, evidence: DisputeEvidence, submit: boolean, key: string): Promise<Stripe.Dispute> {
    return askStripe(() => this.gateway.stripe.disputes.update(disputeId, { evidence: stripeEvidence(evidence), submit }, { idempotencyKey: key }));
  }
}

/** Texts that are too long lose their end: what comes first is what matters. */
function stripeEvidence(evidence: DisputeEvidence): Stripe.DisputeUpdateParams.Evidence {
  let left = longestTogether;
  const clipped = (text: string | undefined): string | undefined => {
    if (!text) return undefined;
    const kept = [...text].slice(0, Math.min(longestText, left)).join('');
    left -= [...kept].length;
    return kept || undefined;
  };
  const texts = {
    product_description: clipped(evidence.productDescription), customer_name: clipped(evidence.customerName), customer_email_address: clipped(evidence.customerEmail),
    customer_purchase_ip: clipped(evidence.customerPurchaseIp), billing_address: clipped(evidence.billingAddress), service_date: clipped(evidence.serviceDate),
    access_activity_log: clipped(evidence.accessActivityLog), refund_policy_disclosure: clipped(evidence.refundPolicyDisclosure),
    refund_refusal_explanation: clipped(evidence.refundRefusalExplanation), cancellation_policy_disclosure: clipped(evidence.cancellationPolicyDisclosure),
    cancellation_rebuttal: clipped(evidence.cancellationRebuttal), duplicate_charge_explanation: clipped(evidence.duplicateChargeExplanation),
    uncategorized_text: clipped(evidence.uncategorizedText),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}
