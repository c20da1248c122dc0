import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { CancelOrder } from './cancel-order.js';
import { EndStaleOrders } from './end-stale-orders.js';
import { OnPaymentCaptured } from './on-payment-captured.js';
import { OrderAccess } from './order-access.js';
import { OrderReads } from './order-reads.js';
import { PlaceOrder } from './place-order.js';
import { QuoteOrder } from './quote-order.js';
import { QuoteReads } from './quote-reads.js';
import { RefundLatePayment } from './refund-late-payment.js';
import { RetryPayment } from './retry-payment.js';
import { StartPayment } from './start-payment.js';

const exported = [CancelOrder, OrderAccess, OrderReads, PlaceOrder, QuoteOrder, QuoteReads, StartPayment];

@Module({
  imports: [CatalogModule, PaymentsModule, PricingModule],
  providers: [...exported, EndStaleOrders, OnPaymentCaptured, RefundLatePayment, RetryPayment],
  exports: exported,
})
export class OrderingModule {}
