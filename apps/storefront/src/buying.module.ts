import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { ClustersModule } from '@silkport/clusters';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { InvoicingModule } from '@silkport/invoicing';
import { OrderingModule } from '@silkport/ordering';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { SettlementModule } from '@silkport/settlement';
import { TaxModule } from '@silkport/tax';
import { AccountController } from './account.controller.js';
import { apiControllers } from './api-access/api-pages.js';
import { BasketController } from './basket.controller.js';
import { BasketReads } from './basket-reads.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutSubmission } from './checkout-submission.js';
import { ChoicesController } from './choices.controller.js';
import { bookingControllers, bookingProviders } from './bookings/booking-pages.js';
import { commissionControllers, commissionProviders } from './commissions/commission-pages.js';
import { courseControllers, courseProviders } from './courses/course-pages.js';
import { streamControllers, streamProviders } from './streams/stream-pages.js';
import { dataControllers } from './data-sets/data-pages.js';
import { subscriptionControllers, subscriptionProviders } from './subscriptions/subscription-pages.js';
import { EndUnpaidOrder } from './end-unpaid-order.js';
import { FindWithdrawalController } from './find-withdrawal.controller.js';
import { HeldItems } from './held-items.js';
import { HeldOrders } from './held-orders.js';
import { ItemController } from './items/item.controller.js';
import { ItemSections } from './items/item-sections.js';
import { ItemStandings } from './items/item-standings.js';
import { LibraryShelves } from './items/library-shelves.js';
import { LibraryController } from './library.controller.js';
import { licenceControllers, licenceProviders } from './licence-keys/licence-pages.js';
import { MerchantMoneyController } from './merchant-money.controller.js';
import { MerchantMoneyReads } from './merchant-money-reads.js';
import { MerchantPayoutsController } from './merchant-payouts.controller.js';
import { MerchantStatementsController } from './merchant-statements.controller.js';
import { NotSignedInFilter } from './not-signed-in.filter.js';
import { OrderController } from './order.controller.js';
import { OrderInvoicesController } from './order-invoices.controller.js';
import { OrderRecords } from './order-records.js';
import { OrderStandings } from './order-standings.js';
import { OrderUnknownFilter } from './order-unknown.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PlaceCheckout } from './place-checkout.js';
import { QuoteAgain } from './quote-again.js';
import { VisitorCookies } from './visitor-cookies.js';
import { Visitors } from './visitors.js';
import { WithdrawalController } from './withdrawal.controller.js';

/** Pages for choosing, ordering, paying and receiving. */
@Module({
  imports: [CatalogModule, ClustersModule, DeliveryModule, IdentityModule, InvoicingModule, OrderingModule, PaymentsModule, PricingModule, SettlementModule, TaxModule],
  controllers: [
    ...subscriptionControllers, ...apiControllers, ...dataControllers, ...bookingControllers, ...commissionControllers, ...courseControllers, ...streamControllers, ...licenceControllers,
    ChoicesController, BasketController, CheckoutController, OrderController, OrderInvoicesController, WithdrawalController, FindWithdrawalController, ItemController, LibraryController, AccountController, MerchantMoneyController,
    MerchantPayoutsController, MerchantStatementsController,
  ],
  providers: [
    ...subscriptionProviders, ...bookingProviders, ...commissionProviders, ...courseProviders, ...streamProviders, ...licenceProviders,
    BasketReads, CheckoutSubmission, EndUnpaidOrder, HeldItems, HeldOrders, ItemSections, ItemStandings, LibraryShelves, MerchantMoneyReads, NotSignedInFilter, OrderRecords, OrderStandings, OrderUnknownFilter, PageProblemFilter, PlaceCheckout, QuoteAgain, VisitorCookies, Visitors,
  ],
})
export class BuyingModule {}
