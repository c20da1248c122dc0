import type Stripe from 'stripe';
import type { World } from '../world.js';

/** The Checkout Session that an intent belongs to; none for an intent made by the API. */
export function sessionOfIntent({ resources }: Pick<World, 'resources'>, intentId: string): Stripe.Checkout.Session | undefined {
  return resources.ofPaymentIntent('checkout.session', intentId)[0];
}
