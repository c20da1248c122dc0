export { BalanceTransactionReads } from './balance-transaction-reads.js';
export { CheckoutReads, type CheckoutView } from './checkout-reads.js';
export type { CheckoutLine, CheckoutRequest } from './checkout-request.js';
export type { CheckoutStatus } from './checkout.entity.js';
export { CloseCheckout } from './close-checkout.js';
export { ConfirmCheckout } from './confirm-checkout.js';
export { ConnectMerchant, type MerchantStanding, type MerchantToConnect, type OnboardingLink, type OnboardingRequest } from './connect-merchant.js';
export { DisputeReads, type DisputeStanding } from './dispute-reads.js';
export { disputeStages, type DisputeStage } from './dispute-stages.js';
export type { DisputeEvidence } from './dispute-evidence.js';
export type { EvidenceState } from './charge-dispute.entity.js';
export { OpenCheckout, type OpenedCheckout } from './open-checkout.js';
export { paymentsContext } from './payments.context.js';
export {
  AmountNotChargeable, BuyerEmailRefused, ChargeMismatch, CheckoutDiffers, CountryNotConnectable, CurrencyNotChargeable, DisputeClosed, DisputeUnknown, MerchantNotConnected,
  NothingToRefund, NothingToReverse, PaymentProviderAway, RefundAboveCharge, RefundCurrencyDiffers, RefundDiffers, RefundNotPositive, ReversalAboveTransfer, ReversalRefused, TransferDiffers,
  WebhookSignatureInvalid,
} from './payments.errors.js';
export {
  balanceMoved, checkoutExpired, connectedAccountChanged, disputeChanged, paymentCaptured, refundSettled, transferChanged, type BalanceMoved, type BalanceMovement, type CheckoutExpired,
  type ConnectedAccountChanged, type DisputeChanged, type PaymentCaptured, type RefundSettled, type TransferChanged,
} from './payments.events.js';
export { PaymentsModule } from './payments.module.js';
export { ReceiveWebhook, type WebhookOutcome } from './receive-webhook.js';
export { RefundCharge, type RefundRequest, type RefundView } from './refund-charge.js';
export { RefundReads, type RefundStanding } from './refund-reads.js';
export { refundStatuses, type RefundStatus } from './charge-refund.entity.js';
export { connectedEventTypes, platformEventTypes } from './stripe-event-types.js';
export { sentRefunds } from './sent-refunds.js';
export { toStripeAmount, type StripeAmount } from './stripe-amount.js';
export { ReverseTransfer, type ReversalRequest } from './reverse-transfer.js';
export { SendTransfer, type TransferRequest, type TransferView } from './send-transfer.js';
export { SettlementCurrencies } from './settlement-currencies.js';
export { SubmitDisputeEvidence, type EvidenceRequest, type EvidenceView } from './submit-dispute-evidence.js';
export { TransferReads, type WaitingTransfer } from './transfer-reads.js';
export type { TransferState } from './transfer.entity.js';
