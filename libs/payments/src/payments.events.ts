import { event } from '@silkport/platform';
import type { Money } from '@silkport/values';

/** The buyer's money has been taken, once. `reference` is what the payment was for: an order's id, which payments knows nothing else of. */
export interface PaymentCaptured {
  readonly checkoutId: string;
  readonly reference: string;
  readonly charged: Money;
  /** ISO 8601, by Stripe's clock. */
  readonly capturedAt: string;
}

/** The payment page was abandoned and can no longer be paid. */
export interface CheckoutExpired {
  readonly checkoutId: string;
  readonly reference: string;
}

export const paymentCaptured = event<PaymentCaptured>('payments.payment_captured');
export const checkoutExpired = event<CheckoutExpired>('payments.checkout_expired');
