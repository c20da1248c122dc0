import type Stripe from 'stripe';

/** Where the buyer goes after paying, with its one placeholder filled; encoded, because a header carries it. */
export function returnAddress(session: Stripe.Checkout.Session): string {
  return new URL(session.success_url!.replaceAll('{CHECKOUT_SESSION_ID}', session.id)).href;
}
