import type { Session } from '../stripe-gateway.js';

/** The subscription that a payment page has begun; undefined of other pages, and as long as the buyer has not ended it. */
export function subscriptionOfSession({ mode, status, subscription }: Session): { readonly stripeSubscriptionId: string } | undefined {
  if (mode !== 'subscription' || status !== 'complete' || !subscription) return undefined;
  return { stripeSubscriptionId: typeof subscription === 'string' ? subscription : subscription.id };
}
