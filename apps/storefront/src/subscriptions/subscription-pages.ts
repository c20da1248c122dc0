import { SubscriptionController } from './subscription.controller.js';
import { SubscriptionItemController } from './subscription-item.controller.js';
import { SubscriptionPlans } from './subscription-plans.js';

export const subscriptionControllers = [SubscriptionController, SubscriptionItemController];
export const subscriptionProviders = [SubscriptionPlans];
