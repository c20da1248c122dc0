export { BalanceTransactionReads } from './balance/balance-transaction-reads.js';
export { CheckoutReads, type CheckoutView } from './checkouts/checkout-reads.js';
export type { CheckoutLine, CheckoutRequest, RecurringTerms } from './checkouts/checkout-request.js';
export type { CheckoutStatus } from './checkouts/checkout.entity.js';
export { CloseCheckout } from './checkouts/close-checkout.js';
export { ConfirmCheckout } from './checkouts/confirm-checkout.js';
export { ConnectMerchant, type MerchantStanding, type MerchantToConnect, type OnboardingLink, type OnboardingRequest } from './transfers/connect-merchant.js';
export { DisputeReads, type DisputeStanding } from './disputes/dispute-reads.js';
export { disputeStages, type DisputeStage } from './disputes/dispute-stages.js'; export type { DisputeEvidence } from './disputes/dispute-evidence.js'; export type { EvidenceState } from './disputes/charge-dispute.entity.js';
export { OpenCheckout, type OpenedCheckout } from './checkouts/open-checkout.js';
export type { BillingWish, ChangePrice, TermsWish } from './subscriptions/billing-wish.js';
export { ChangeBilling } from './subscriptions/change-billing.js';
export { ChangeCard } from './subscriptions/change-card.js'; export { DecideHeldInvoice, type SettingAside } from './subscriptions/decide-held-invoice.js'; export { HeldInvoiceReads, type HeldInvoiceView } from './subscriptions/held-invoice-reads.js'; export { heldInvoiceStates, heldReasons, type HeldInvoiceState, type HeldReason } from './subscriptions/held-invoice.entity.js'; export { UnorderedPeriods } from './subscriptions/unordered-periods.js';
export { billingChanged, billingInvoicePaid, trialEnding, type BillingChanged, type BillingInvoicePaid, type TrialEnding } from './subscriptions/billing.events.js';
export type { BillingStanding, BillingStatus } from './subscriptions/billing-standing.js';
export { paymentsContext } from './payments.context.js';
export {
  SubscriptionNotBilled, AmountNotChargeable, BuyerEmailRefused, ChargeMismatch, CheckoutDiffers, CountryNotConnectable, CurrencyNotChargeable, DisputeClosed, DisputeUnknown, HeldInvoiceDecided, HeldInvoiceUnknown, MerchantNotConnected,
  NothingToRefund, NothingToReverse, PaymentProviderAway, RefundAboveCharge, RefundCurrencyDiffers, RefundDiffers, RefundNotPositive, ReversalAboveTransfer, ReversalRefused, TransferDiffers,
  WebhookSignatureInvalid,
} from './payments.errors.js';
export {
  balanceMoved, checkoutExpired, connectedAccountChanged, disputeChanged, paymentCaptured, refundSettled, transferChanged, type BalanceMoved, type BalanceMovement, type CheckoutExpired,
  type ConnectedAccountChanged, type DisputeChanged, type PaymentCaptured, type RefundSettled, type TransferChanged,
} from './payments.events.js';
export { PaymentsModule } from './payments.module.js';
export { ReceiveWebhook, type WebhookOutcome } from './webhooks/receive-webhook.js';
export { RefundCharge, type RefundRequest, type RefundView } from './refunds/refund-charge.js';
export { RefundReads, type RefundStanding } from './refunds/refund-reads.js';
export { refundStatuses, type RefundStatus } from './refunds/charge-refund.entity.js';
export { connectedEventTypes, platformEventTypes } from './webhooks/stripe-event-types.js';
export { sentRefunds } from './refunds/sent-refunds.js';
export { toStripeAmount, type StripeAmount } from './stripe-amount.js';
export type { ReversalRequest } from './transfers/reverse-transfer.js';
export { SendTransfer, type TransferRequest, type TransferView } from './transfers/send-transfer.js';
export { SettlementCurrencies } from './transfers/settlement-currencies.js';
export { SubmitDisputeEvidence, type EvidenceRequest, type EvidenceView } from './disputes/submit-dispute-evidence.js';
export { TransferReads, type WaitingTransfer } from './transfers/transfer-reads.js';
export type { TransferState } from './transfers/transfer.entity.js';
