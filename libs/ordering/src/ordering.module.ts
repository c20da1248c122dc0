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
import { SendRefund } from './refunds/send-refund.js';
import { SubmitEvidence } from './disputes/submit-evidence.js';
import { RetryRefund } from './refunds/retry-refund.js';
import { RetryPayment } from './payment/retry-payment.js';
import { WithdrawalReads } from './withdrawals/withdrawal-reads.js';
import { WithdrawFromOrder } from './withdrawals/withdraw-from-order.js';
import { StartPayment } from './payment/start-payment.js';

const exported = [AskForOrderLink, CancelOrder, DecideHeldOrder, OrderAccess, OrderHistory, OrderReads, PlaceOrder, QuoteOrder, QuoteReads, ReceiveReturn, RefundOrder, RefundReads, RetryRefund, StartPayment, WithdrawalReads, WithdrawFromOrder];

@Module({
  imports: [CatalogModule, PaymentsModule, PricingModule, TaxModule],
  providers: [...exported, CompleteOrders, DraftQuote, EndStaleOrders, ForgetEvidence, OnBalanceMoved, OnDisputeChanged, OnLinesDelivered, OnLinesUndeliverable, OnOrderConfirmationSent, OnPaymentCaptured, RefundLatePayment, RetryPayment, SendRefund, SubmitEvidence],
  exports: exported,
})
export class OrderingModule {}
