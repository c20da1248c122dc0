import type { TrialEnding } from '../billing/objects/subscription.js';
import type { LineItem } from '../objects/line-item.js';
import type { PaymentIntentTerms } from '../objects/payment-intent.js';

/** What a session keeps for later and does not show: its lines, and what its payment intent or its subscription will carry. */
export interface HiddenSession {
  lineItems: LineItem[];
  productDescriptions: (string | null)[];
  intent: Pick<PaymentIntentTerms, 'description' | 'metadata' | 'receiptEmail' | 'statementDescriptor' | 'statementDescriptorSuffix' | 'transferGroup'>;
  subscription: SubscriptionPlan | null;
  /** Made at the first try to pay; the session shows it only once it is complete. */
  customer: string | null;
  /** The intent that collects the first amount, or that keeps the card; a session of a subscription does not show it. */
  openIntent: string | null;
}

export interface SubscriptionPlan {
  description: string | null;
  metadata: Record<string, string>;
  /** Counted from the moment that the session is completed. */
  trialDays: number | null;
  trialEnd: number | null;
  trialEnding: TrialEnding;
}

/** Something is asked for again after the first time. */
export function isRecurring(line: LineItem): boolean {
  return line.price.recurring !== null;
}
