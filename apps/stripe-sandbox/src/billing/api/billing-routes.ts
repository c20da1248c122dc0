import type { Route } from '../../api/route.js';
import { customerRoutes } from './customer-routes.js';
import { invoiceItemRoutes } from './invoice-item-routes.js';
import { invoicePaymentRoutes } from './invoice-payment-routes.js';
import { invoiceRoutes } from './invoice-routes.js';
import { paymentMethodRoutes } from './payment-method-routes.js';
import { priceRoutes } from './price-routes.js';
import { productRoutes } from './product-routes.js';
import { scheduleRoutes } from './schedule-routes.js';
import { subscriptionRoutes } from './subscription-routes.js';
import { testClockRoutes } from './test-clock-routes.js';

/** The part of Stripe Billing that there is, and the customers and cards that it charges. */
export const billingRoutes: readonly Route[] = [
  ...customerRoutes, ...paymentMethodRoutes, ...productRoutes, ...priceRoutes, ...subscriptionRoutes, ...scheduleRoutes, ...invoiceRoutes, ...invoiceItemRoutes, ...invoicePaymentRoutes, ...testClockRoutes,
];
