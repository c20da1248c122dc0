import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { OrderingModule } from '@silkport/ordering';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { AccountController } from './account.controller.js';
import { BasketController } from './basket.controller.js';
import { BasketReads } from './basket-reads.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutSubmission } from './checkout-submission.js';
import { ChoicesController } from './choices.controller.js';
import { EndUnpaidOrder } from './end-unpaid-order.js';
import { HeldOrders } from './held-orders.js';
import { LibraryController } from './library.controller.js';
import { OrderController } from './order.controller.js';
import { OrderStandings } from './order-standings.js';
import { OrderUnknownFilter } from './order-unknown.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PlaceCheckout } from './place-checkout.js';
import { QuoteAgain } from './quote-again.js';
import { VisitorCookies } from './visitor-cookies.js';
import { Visitors } from './visitors.js';

/** Pages for choosing, ordering, paying and receiving. */
@Module({
  imports: [CatalogModule, DeliveryModule, IdentityModule, OrderingModule, PaymentsModule, PricingModule],
  controllers: [ChoicesController, BasketController, CheckoutController, OrderController, LibraryController, AccountController],
  providers: [
    BasketReads, CheckoutSubmission, EndUnpaidOrder, HeldOrders, OrderStandings, OrderUnknownFilter, PageProblemFilter, PlaceCheckout, QuoteAgain, VisitorCookies, Visitors,
  ],
})
export class BuyingModule {}
