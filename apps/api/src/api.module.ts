import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CatalogModule } from '@silkport/catalog';
import { ClustersModule } from '@silkport/clusters';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { OrderingModule } from '@silkport/ordering';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { TradeStatisticsModule } from '@silkport/trade-statistics';
import { MerchantProductsController } from './catalog/merchant-products.controller.js';
import { ProductsController } from './catalog/products.controller.js';
import { SearchController } from './catalog/search.controller.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { DeliveriesController } from './delivery/deliveries.controller.js';
import { DownloadsController } from './delivery/downloads.controller.js';
import { PeopleController } from './identity/people.controller.js';
import { SessionsController } from './identity/sessions.controller.js';
import { MarketsController } from './markets/markets.controller.js';
import { HeldOrders } from './ordering/held-orders.js';
import { LibraryController } from './ordering/library.controller.js';
import { MerchantOrdersController } from './ordering/merchant-orders.controller.js';
import { OpenPaymentPage } from './ordering/open-payment-page.js';
import { OrderChangesController } from './ordering/order-changes.controller.js';
import { OrdersController } from './ordering/orders.controller.js';
import { QuotesController } from './ordering/quotes.controller.js';
import { SettledOrders } from './ordering/settled-orders.js';
import { StripeWebhookController } from './payments/stripe-webhook.controller.js';
import { TradeController } from './trade-statistics/trade.controller.js';

/** JSON over HTTP. It stands on `PlatformModule.forRoot` and `I18nModule.forRoot`, which the process gives it. */
@Module({
  imports: [DiscoveryModule, IdentityModule, PricingModule, ClustersModule, CatalogModule, PaymentsModule, OrderingModule, DeliveryModule, TradeStatisticsModule],
  controllers: [
    ProductsController, SearchController, MerchantProductsController, ClustersController, MarketsController, QuotesController, OrdersController, OrderChangesController,
    LibraryController, MerchantOrdersController, DeliveriesController, DownloadsController, PeopleController, SessionsController, TradeController, StripeWebhookController,
  ],
  providers: [HeldOrders, OpenPaymentPage, SettledOrders],
})
export class ApiModule {}
