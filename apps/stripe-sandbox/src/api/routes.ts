import { accountRoutes } from './account-routes.js';
import { billingRoutes } from '../billing/api/billing-routes.js';
import { disputeRoutes } from './dispute-routes.js';
import { eventRoutes } from './event-routes.js';
import { externalAccountRoutes } from './external-account-routes.js';
import { moneyRoutes } from './money-routes.js';
import { paymentIntentRoutes } from './payment-intent-routes.js';
import { payoutRoutes } from './payout-routes.js';
import { refundRoutes } from './refund-routes.js';
import type { Route } from './route.js';
import { sessionRoutes } from './session-routes.js';
import { transferRoutes } from './transfer-routes.js';
import { webhookEndpointRoutes } from './webhook-endpoint-routes.js';

/** The part of Stripe's API that there is. */
export const routes: readonly Route[] = [
  ...sessionRoutes, ...paymentIntentRoutes, ...moneyRoutes, ...refundRoutes, ...disputeRoutes, ...eventRoutes, ...webhookEndpointRoutes,
  ...accountRoutes, ...externalAccountRoutes, ...transferRoutes, ...payoutRoutes, ...billingRoutes,
];
