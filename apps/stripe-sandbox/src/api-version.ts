import { Stripe } from 'stripe';

/** The API version that the installed SDK speaks; the sandbox has no other. */
export const apiVersion: string = Stripe.API_VERSION;
