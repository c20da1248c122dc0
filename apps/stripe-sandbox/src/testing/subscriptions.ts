import type Stripe from 'stripe';
import { aSession } from './orders.js';
import type { StartedSandbox } from './started-sandbox.js';

export const day = 86_400;
export const hour = 3600;

/** A session of seats for 10.00 EUR a month each, with what a test wants different. */
export function aSubscriptionSession(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}, price: Partial<Stripe.Checkout.SessionCreateParams.LineItem.PriceData> = {}): Stripe.Checkout.SessionCreateParams {
  const data = { currency: 'eur', unit_amount: 1000, recurring: { interval: 'month' as const }, product_data: { name: 'Seats' }, ...price };
  return aSession({ mode: 'subscription', line_items: [{ quantity: 1, price_data: data as Stripe.Checkout.SessionCreateParams.LineItem.PriceData }], ...changes });
}

export interface Subscribed {
  subscription: Stripe.Subscription;
  customer: string;
  /** The test clock that the customer is bound to. */
  clock: string;
}

/** A subscription that a buyer on a test clock of their own has paid for. */
export async function aSubscription(
  { stripe, control }: StartedSandbox,
  { at = Date.UTC(2027, 0, 31, 12) / 1000, quantity = 1, card = '4242424242424242', data, price }: {
    at?: number; quantity?: number; card?: string; data?: Stripe.Checkout.SessionCreateParams.SubscriptionData; price?: Partial<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>;
  } = {},
): Promise<Subscribed> {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: at });
  const customer = await stripe.customers.create({ email: 'aigerim@example.kz', test_clock: clock.id });
  const wanted = aSubscriptionSession({ customer: customer.id, subscription_data: data }, price);
  wanted.line_items![0]!.quantity = quantity;
  const session = await stripe.checkout.sessions.create(wanted);
  await control(`/checkout/sessions/${session.id}/pay`, { card });
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] });
  return { subscription: paid.subscription as Stripe.Subscription, customer: customer.id, clock: clock.id };
}

export async function advance(stripe: Stripe, clock: string, until: number): Promise<void> {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: until });
}

/** Newest first. */
export async function invoicesOf(stripe: Stripe, subscription: string): Promise<Stripe.Invoice[]> {
  return (await stripe.invoices.list({ subscription, limit: 100, expand: ['data.payments'] })).data;
}

/** A subscription's period, which stands on its items. */
export function periodOf(subscription: Stripe.Subscription): [string, string] {
  const { current_period_start: start, current_period_end: end } = subscription.items.data[0]!;
  return [dayOf(start), dayOf(end)];
}

export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** Puts another card, by Stripe's name of it, in place of the one that a subscription charges. */
export async function changeCard(stripe: Stripe, { subscription, customer }: Subscribed, name: string): Promise<string> {
  const { id } = await stripe.paymentMethods.attach(name, { customer });
  await stripe.subscriptions.update(subscription.id, { default_payment_method: id });
  return id;
}
