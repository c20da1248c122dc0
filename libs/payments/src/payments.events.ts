import { event } from '@silkport/platform';
import type { Money, Rate } from '@silkport/values';

/** The buyer's money has been taken, once. `reference` is what the payment was for: an order's id, which payments knows nothing else of. */
export interface PaymentCaptured {
  readonly checkoutId: string;
  readonly reference: string;
  readonly charged: Money;
  /** ISO 8601, by Stripe's clock. */
  readonly capturedAt: string;
  /** ISO 3166-1 alpha-2 of the billing address on the payment page; null where it was not given. */
  readonly billingCountry: string | null;
  /** Of a further payment of a subscription: `billing_invoice_paid` tells then what `reference` is to become. */
  readonly subscriptionId?: string;
}

/** The payment page was abandoned and can no longer be paid. */
export interface CheckoutExpired {
  readonly checkoutId: string;
  readonly reference: string;
}

/** The provider has said how a refund ended. A refund that succeeded can still fail later: then it is told again, with the other result. */
export interface RefundSettled {
  /** As given to `RefundCharge`. */
  readonly refundId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly result: 'succeeded' | 'failed';
  /** Stripe's `failure_reason`. */
  readonly failureReason: string | null;
  readonly at: string;
  /** Which try it was, from 2 on; absent of the first. Each try sends its own money. */
  readonly attempt?: number;
}

/** `opened`: money withdrawn by the buyer's bank; `warning`: an inquiry, nothing withdrawn; `won`: money back; `lost`: it stays away. */
export interface DisputeChanged {
  /** Stripe's `du_…` or `dp_…`, not a UUID. */
  readonly disputeId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly stage: 'opened' | 'warning' | 'warning_closed' | 'under_review' | 'won' | 'lost';
  /** Stripe's: `fraudulent`, `product_not_received`... */
  readonly reason: string;
  readonly evidenceDueBy: string | null;
  readonly at: string;
}

/** One movement of our balance at the provider, as the provider lists it. Amounts are in the currency that it settles in. */
export interface BalanceMovement {
  /** Stripe's `txn_…`. */
  readonly id: string;
  readonly kind: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal' | 'transfer' | 'transfer_reversal' | 'payout' | 'payout_failure' | 'fee' | 'other';
  /** Signed, before the fee; net = amount - fee. */
  readonly amount: Money;
  readonly fee: Money;
  /** Units of the settlement currency for one of the presentment's; null where they are one. */
  readonly exchangeRate: Rate | null;
  /** Of the charge, refund or dispute, in the currency that the buyer paid in and signed like `amount`; null for what no buyer is part of. */
  readonly presentment: Money | null;
  /** The order of a charge, refund or dispute; our payout id of a transfer; null where it is none of ours. */
  readonly reference: string | null;
  /** Ours; null for a refund that was made by hand at Stripe. */
  readonly refundId: string | null;
  /** Stripe's, as `DisputeChanged` has it. */
  readonly disputeId: string | null;
  /** Of the card that was charged: evidence of where the buyer belongs, seen after payment. */
  readonly cardCountry: string | null;
  readonly at: string;
}

/** Movements that were seen for the first time, at most a hundred together. */
export interface BalanceMoved {
  readonly movements: readonly BalanceMovement[];
}

/** How a transfer to a merchant's connected account stands; `payoutId` is ours. `paid` comes from the provider only. */
export interface TransferChanged {
  readonly payoutId: string;
  readonly merchantId: string;
  readonly stage: 'sent' | 'paid' | 'failed' | 'reversed';
  readonly amount: Money;
  readonly failureReason: string | null;
  readonly at: string;
}

export interface ConnectedAccountChanged {
  readonly merchantId: string;
  readonly accountId: string;
  readonly canReceive: boolean;
  /** What the provider still asks for, by its own names. */
  readonly requirements: readonly string[];
}

export const paymentCaptured = event<PaymentCaptured>('payments.payment_captured');
export const checkoutExpired = event<CheckoutExpired>('payments.checkout_expired');
export const refundSettled = event<RefundSettled>('payments.refund_settled');
export const disputeChanged = event<DisputeChanged>('payments.dispute_changed');
export const balanceMoved = event<BalanceMoved>('payments.balance_moved');
export const transferChanged = event<TransferChanged>('payments.transfer_changed');
export const connectedAccountChanged = event<ConnectedAccountChanged>('payments.connected_account_changed');
