import type { LineItem } from '../objects/line-item.js';
import type { PaymentIntentTerms } from '../objects/payment-intent.js';

/** What a session keeps for later and does not show: its lines, and what its payment intent will carry. */
export interface HiddenSession {
  lineItems: LineItem[];
  productDescriptions: (string | null)[];
  intent: Pick<PaymentIntentTerms, 'description' | 'metadata' | 'receiptEmail' | 'statementDescriptor' | 'statementDescriptorSuffix' | 'transferGroup'>;
}
