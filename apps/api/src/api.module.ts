import { Module } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule } from '@nestjs/core';
import { CatalogModule } from '@silkport/catalog';
import { ClustersModule } from '@silkport/clusters';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { InvoicingModule } from '@silkport/invoicing';
import { LedgerModule } from '@silkport/ledger';
import { OrderingModule } from '@silkport/ordering';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { SettlementModule } from '@silkport/settlement';
import { TaxModule } from '@silkport/tax';
import { TradeStatisticsModule } from '@silkport/trade-statistics';
import { merchantProductControllers } from './catalog/merchant-products/merchant-product-controllers.js';
import { ProductGaps } from './catalog/merchant-products/product-gaps.js';
import { ShownProducts } from './catalog/merchant-products/shown-products.js';
import { ProductsController } from './catalog/products.controller.js';
import { SearchController } from './catalog/search.controller.js';
import { AdminLegalFactsController } from './clusters/admin-legal-facts.controller.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { MerchantLegalFactsController } from './clusters/merchant-legal-facts.controller.js';
import { DeliveriesController } from './delivery/deliveries.controller.js';
import { DownloadTermsController } from './delivery/downloads/download-terms.controller.js';
import { DownloadsController } from './delivery/downloads/downloads.controller.js';
import { PeopleController } from './identity/people.controller.js';
import { SessionsController } from './identity/sessions.controller.js';
import { AdminInvoicesController } from './invoicing/admin-invoices.controller.js';
import { InvoiceFiles } from './invoicing/invoice-files.js';
import { MerchantInvoicesController } from './invoicing/merchant-invoices.controller.js';
import { OrderInvoicesController } from './invoicing/order-invoices.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { ReconciliationsController } from './ledger/reconciliations.controller.js';
import { MarketsController } from './markets/markets.controller.js';
import { AdminOrdersController } from './ordering/admin-orders.controller.js';
import { bookingControllers } from './delivery/bookings/booking-controllers.js';
import { commissionControllers } from './delivery/commissions/commission-controllers.js';
import { courseControllers } from './delivery/courses/course-controllers.js';
import { licenceKeyControllers } from './delivery/licence-keys/licence-key-controllers.js';
import { streamControllers } from './delivery/streams/stream-controllers.js';
import { ApiAccessController } from './delivery/api-access/api-access.controller.js';
import { UploadBodies } from './delivery/uploads/upload-bodies.js';
import { uploadControllers } from './delivery/uploads/upload-controllers.js';
import { AdmitCall } from './delivery/api-access/admit-call.js';
import { GatewayBodies } from './delivery/api-access/gateway-bodies.js';
import { GatewayChecksController } from './delivery/api-access/gateway-checks.controller.js';
import { GatewayController } from './delivery/api-access/gateway.controller.js';
import { MerchantApiPlansController } from './delivery/api-access/merchant-api-plans.controller.js';
import { AdminExportsController } from './delivery/data-sets/admin-exports.controller.js';
import { DataSetsController } from './delivery/data-sets/data-sets.controller.js';
import { MerchantDataSetsController } from './delivery/data-sets/merchant-data-sets.controller.js';
import { PublicDataSetsController } from './delivery/data-sets/public-data-sets.controller.js';
import { parcelControllers } from './delivery/parcels/parcel-controllers.js';
import { HeldItems } from './delivery/held-items.js';
import { NoteForeignTries } from './delivery/note-foreign-tries.filter.js';
import { OwnProducts } from './delivery/own-products.js';
import { HeldOrders } from './ordering/held-orders.js';
import { LibraryController } from './ordering/library.controller.js';
import { MerchantOrdersController } from './ordering/merchant-orders.controller.js';
import { MerchantOrderChangesController } from './ordering/merchant-order-changes.controller.js';
import { OpenPaymentPage } from './ordering/open-payment-page.js';
import { OrderChangesController } from './ordering/order-changes.controller.js';
import { OrderHistoryController } from './ordering/order-history.controller.js';
import { OrderStanding } from './ordering/order-standing.js';
import { OrdersController } from './ordering/orders.controller.js';
import { QuotesController } from './ordering/quotes.controller.js';
import { HeldSubscriptions } from './ordering/subscriptions/held-subscriptions.js';
import { SeatsOfRefund } from './ordering/subscriptions/seats-of-refund.js';
import { subscriptionControllers } from './ordering/subscriptions/subscription-controllers.js';
import { SettledOrders } from './ordering/settled-orders.js';
import { AdminWithdrawalsController } from './ordering/admin-withdrawals.controller.js';
import { MerchantWithdrawalsController } from './ordering/merchant-withdrawals.controller.js';
import { WithdrawalsController } from './ordering/withdrawals.controller.js';
import { CommissionRulesController } from './pricing/commission-rules.controller.js';
import { MerchantPricesController } from './pricing/merchant-prices.controller.js';
import { PriceEndingsController } from './pricing/price-endings.controller.js';
import { RatesController } from './pricing/rates.controller.js';
import { SeenPriceReads } from './pricing/seen-prices.js';
import { DisputesController } from './payments/disputes.controller.js';
import { ProviderRefundsController } from './payments/provider-refunds.controller.js';
import { RefundRetriesController } from './payments/refund-retries.controller.js';
import { StripeWebhookController } from './payments/stripe-webhook.controller.js';
import { TransfersController } from './payments/transfers.controller.js';
import { PlaceVerdictsController } from './tax/place-verdicts.controller.js';
import { TaxController } from './tax/tax.controller.js';
import { AdminPayoutsController } from './settlement/admin-payouts.controller.js';
import { BankFilesController } from './settlement/bank-files.controller.js';
import { MerchantPayoutsController } from './settlement/merchant-payouts.controller.js';
import { MerchantTermsController } from './settlement/merchant-terms.controller.js';
import { PayoutMethodController } from './settlement/payout-method.controller.js';
import { StatementsController } from './settlement/statements.controller.js';
import { TradeController } from './trade-statistics/trade.controller.js';

/** JSON over HTTP. It stands on `PlatformModule.forRoot` and `I18nModule.forRoot`, which the process gives it. */
@Module({
  imports: [DiscoveryModule, IdentityModule, PricingModule, ClustersModule, CatalogModule, PaymentsModule, OrderingModule, DeliveryModule, TaxModule, LedgerModule, SettlementModule, InvoicingModule, TradeStatisticsModule],
  controllers: [
    ApiAccessController, GatewayChecksController, GatewayController, MerchantApiPlansController, AdminExportsController, DataSetsController, MerchantDataSetsController, PublicDataSetsController,
    ...bookingControllers, ...commissionControllers, ...courseControllers, ...licenceKeyControllers, ...parcelControllers, ...streamControllers, ...uploadControllers,
    AdminPayoutsController, BankFilesController, MerchantPayoutsController, MerchantTermsController, PayoutMethodController, StatementsController,
    ProductsController, SearchController, ...merchantProductControllers, ClustersController, MerchantLegalFactsController, AdminLegalFactsController, MarketsController, QuotesController, OrdersController, OrderChangesController,
    RatesController, CommissionRulesController, MerchantPricesController, PriceEndingsController,
    LedgerController, ReconciliationsController,
    DisputesController, ProviderRefundsController, RefundRetriesController, TransfersController,
    LibraryController, ...subscriptionControllers, AdminOrdersController, OrderHistoryController, MerchantOrderChangesController, WithdrawalsController, MerchantWithdrawalsController, AdminWithdrawalsController, MerchantOrdersController, DeliveriesController, OrderInvoicesController, MerchantInvoicesController, AdminInvoicesController, DownloadsController, DownloadTermsController, PeopleController, SessionsController, PlaceVerdictsController, TaxController, TradeController, StripeWebhookController,
  ],
  providers: [{ provide: APP_FILTER, useClass: NoteForeignTries }, AdmitCall, GatewayBodies, UploadBodies, SeenPriceReads, InvoiceFiles, HeldItems, OwnProducts, ProductGaps, ShownProducts, HeldOrders, HeldSubscriptions, SeatsOfRefund, OrderStanding, OpenPaymentPage, SettledOrders],
})
export class ApiModule {}
