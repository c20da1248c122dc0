/**
 * What we can say in words to the buyer's bank. Stripe's other fields (receipt, refund policy, customer communication) take uploaded
 * files only; their text goes into `uncategorizedText` and the disclosures.
 */
export interface DisputeEvidence {
  readonly customerName?: string;
  readonly customerEmail?: string;
  readonly customerPurchaseIp?: string;
  readonly billingAddress?: string;
  readonly productDescription?: string;
  /** The day or days on which it was delivered, as people write it. */
  readonly serviceDate?: string;
  /** The delivery log: when, from where, what was fetched. */
  readonly accessActivityLog?: string;
  /** How and when the buyer was shown the refund policy, and what it says. */
  readonly refundPolicyDisclosure?: string;
  readonly refundRefusalExplanation?: string;
  readonly cancellationPolicyDisclosure?: string;
  readonly cancellationRebuttal?: string;
  readonly duplicateChargeExplanation?: string;
  readonly uncategorizedText?: string;
}
