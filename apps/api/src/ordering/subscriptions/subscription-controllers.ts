import { AdminSubscriptionsController } from './admin-subscriptions.controller.js';
import { HeldInvoicesController } from './held-invoices.controller.js';
import { MerchantSubscriptionsController } from './merchant-subscriptions.controller.js';
import { SubscriptionsController } from './subscriptions.controller.js';

export const subscriptionControllers = [SubscriptionsController, MerchantSubscriptionsController, AdminSubscriptionsController, HeldInvoicesController];
