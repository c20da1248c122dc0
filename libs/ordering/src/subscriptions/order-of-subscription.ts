import type { SubscriptionRole } from './subscription-states.js';

/** What an order is to a subscription. */
export interface OrderOfSubscription {
  readonly id: string;
  readonly role: SubscriptionRole;
}

/** The same as JSON, of an order `o`. */
export const subscriptionColumn = `CASE WHEN o.subscription_id IS NOT NULL THEN json_build_object('id', o.subscription_id, 'role', o.subscription_role) END AS subscription`;

/** Whether an order keeps going what another one has brought, and so brings nothing itself. */
export function keepsGoing({ subscription }: { readonly subscription?: OrderOfSubscription | null }): boolean {
  return subscription?.role === 'renewal' || subscription?.role === 'upgrade';
}
