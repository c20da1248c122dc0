import type Stripe from 'stripe';

export function noRequirements(): Stripe.Account.Requirements {
  return { alternatives: [], current_deadline: null, currently_due: [], disabled_reason: null, errors: [], eventually_due: [], past_due: [], pending_verification: [] };
}
