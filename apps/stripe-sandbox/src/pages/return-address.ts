import type Stripe from 'stripe';

/** Where the buyer goes after paying; Stripe replaces the one placeholder. */
export function returnAddress(session: Stripe.Checkout.Session): string {
  return session.success_url!.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}
