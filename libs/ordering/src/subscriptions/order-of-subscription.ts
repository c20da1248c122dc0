import type { SubscriptionRole } from './subscription-states.js';
import type { TrialHolder } from './trial-holders.js';

/** What an order is to a subscription. */
export interface OrderOfSubscription {
  readonly id: string;
  readonly role: SubscriptionRole;
  /** Of a first one without the trial that its plan begins with, or that was refused for its sake: by what its buyer was known, who had had it. */
  readonly trialGivenTo?: TrialHolder | null;
}

/** The same as JSON, of an order `o`. */
export const subscriptionColumn = `CASE WHEN o.subscription_id IS NOT NULL THEN json_build_object('id', o.subscription_id, 'role', o.subscription_role,
  'trialGivenTo', CASE WHEN o.subscription_role = 'first' THEN (SELECT s.trial_given_to FROM ordering.subscriptions s WHERE s.id = o.subscription_id) END) END AS subscription`;

/** Whether an order keeps going what another one has brought, and so brings nothing itself. */
export function keepsGoing({ subscription }: { readonly subscription?: OrderOfSubscription | null }): boolean {
  return subscription?.role === 'renewal' || subscription?.role === 'upgrade';
}
