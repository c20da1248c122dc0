/** `pending`: its first order is not paid. `past_due`: a period is owed. `ended` is for ever. That one ends with its period is told by `endsAt`. */
export const subscriptionStates = ['pending', 'trialing', 'active', 'past_due', 'paused', 'ended'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** What an order is to its subscription: what began it, a further period, or the difference for what is left of one. */
export const subscriptionRoles = ['first', 'renewal', 'upgrade', 'seats'] as const;
export type SubscriptionRole = (typeof subscriptionRoles)[number];

/** How terms came about; `downgrade` and `fewer_seats` hold from the next period on. */
export const termsRoles = ['first', 'upgrade', 'downgrade', 'seats', 'fewer_seats'] as const;
export type TermsRole = (typeof termsRoles)[number];

/** What a buyer asks for; `keep` takes a cancellation back, `end` is asked for by a refund. */
export const changeKinds = ['upgrade', 'downgrade', 'seats', 'fewer_seats', 'pause', 'resume', 'cancel', 'keep', 'retry', 'end'] as const;
export type ChangeKind = (typeof changeKinds)[number];
