import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { TaxModule } from '@silkport/tax';
import { AskForOrderLink } from './ask-for-order-link.js';
import { CancelOrder } from './cancel-order.js';
import { CompleteOrders } from './complete-orders.js';
import { DraftQuote } from './quotes/draft-quote.js';
import { EndStaleOrders } from './end-stale-orders.js';
import { ForgetEvidence } from './forget-evidence.js';
import { DecideHeldOrder } from './decide-held-order.js';
import { OnBalanceMoved } from './on-balance-moved.js';
import { OnDisputeChanged } from './disputes/on-dispute-changed.js';
import { OnLinesDelivered } from './on-lines-delivered.js';
import { OnLinePartDelivered } from './parts/on-line-part-delivered.js';
import { OnSessionsHeld } from './parts/on-sessions-held.js';
import { OnLinePartUndeliverable } from './refunds/on-line-part-undeliverable.js';
import { OnLinesUndeliverable } from './refunds/on-lines-undeliverable.js';
import { OnOrderConfirmationSent } from './on-order-confirmation-sent.js';
import { OnPaymentCaptured } from './payment/on-payment-captured.js';
import { OrderAccess } from './order-access.js';
import { OrderHistory } from './order-history.js';
import { OrderReads } from './order-reads.js';
import { PlaceOrder } from './place-order.js';
import { QuoteOrder } from './quotes/quote-order.js';
import { QuoteReads } from './quotes/quote-reads.js';
import { ReceiveReturn } from './withdrawals/receive-return.js';
import { RefundLatePayment } from './payment/refund-late-payment.js';
import { RefundOrder } from './refunds/refund-order.js';
import { RefundReads } from './refunds/refund-reads.js';
import { SettleDeferredRefunds } from './refunds/settle-deferred-refunds.js';
import { SendRefund } from './refunds/send-refund.js';
import { SubmitEvidence } from './disputes/submit-evidence.js';
import { RetryRefund } from './refunds/retry-refund.js';
import { RetryPayment } from './payment/retry-payment.js';
import { WithdrawalReads } from './withdrawals/withdrawal-reads.js';
import { WithdrawFromOrder } from './withdrawals/withdraw-from-order.js';
import { AskSubscription } from './subscriptions/ask-subscription.js';
import { EndGivenBack } from './subscriptions/end-given-back.js';
import { GiveCreditBack } from './subscriptions/give-credit-back.js';
import { GivenTrials } from './subscriptions/given-trials.js';
import { GiveUpSeats } from './subscriptions/give-up-seats.js';
import { GiveUpUpgrade } from './subscriptions/give-up-upgrade.js';
import { MakeSubscriptionChange } from './subscriptions/make-subscription-change.js';
import { PriceChange } from './subscriptions/price-change.js';
import { TermsWanted } from './subscriptions/wanted-terms.js';
import { OnBillingChanged } from './subscriptions/on-billing-changed.js';
import { OpenOrderCheckout } from './payment/open-order-checkout.js';
import { OrderPeriod } from './subscriptions/order-period.js';
import { OrderTrialSeats } from './subscriptions/order-trial-seats.js';
import { StopChargingSeat } from './subscriptions/stop-charging-seat.js';
import { SeatPeriods } from './subscriptions/ending-seats.js';
import { SubscriptionList } from './subscriptions/subscription-list.js';
import { SubscriptionReads } from './subscriptions/subscription-reads.js';
import { TaxPeriod } from './subscriptions/tax-period.js';
import { WithholdOverdue } from './subscriptions/withhold-overdue.js';
import { StartPayment } from './payment/start-payment.js';

const exported = [AskForOrderLink, AskSubscription, PriceChange, CancelOrder, DecideHeldOrder, GivenTrials, OrderAccess, OrderHistory, OrderReads, PlaceOrder, QuoteOrder, QuoteReads, ReceiveReturn, RefundOrder, RefundReads, RetryRefund, SeatPeriods, StartPayment, StopChargingSeat, SubscriptionList, SubscriptionReads, WithdrawalReads, WithdrawFromOrder];

@Module({
  imports: [CatalogModule, PaymentsModule, PricingModule, TaxModule],
  providers: [...exported, CompleteOrders, EndGivenBack, GiveCreditBack, GiveUpSeats, GiveUpUpgrade, MakeSubscriptionChange, TermsWanted, DraftQuote, EndStaleOrders, ForgetEvidence, OnBalanceMoved, OnDisputeChanged, OnLinesDelivered, OnLinePartDelivered, OnSessionsHeld, OnLinePartUndeliverable, OnLinesUndeliverable, OnOrderConfirmationSent, OnBillingChanged, OnPaymentCaptured, OpenOrderCheckout, OrderPeriod, OrderTrialSeats, RefundLatePayment, RetryPayment, SendRefund, SettleDeferredRefunds, SubmitEvidence, TaxPeriod, WithholdOverdue],
  exports: exported,
})
export class OrderingModule {}
