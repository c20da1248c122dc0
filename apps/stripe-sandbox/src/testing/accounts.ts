import type Stripe from 'stripe';
import type { StartedSandbox } from './started-sandbox.js';

/** A German bank account that payouts arrive at. */
export const goodIban = 'DE89370400440532013000';

/** An account that has been asked for nothing yet. */
export function anAccount(stripe: Stripe, changes: Partial<Stripe.AccountCreateParams> = {}): Promise<Stripe.Account> {
  return stripe.accounts.create({ type: 'express', country: 'DE', email: 'li@example.cn', capabilities: { transfers: { requested: true } }, ...changes }, undefined);
}

/** An account whose owner has filled the form with `accountNumber`. */
export async function anEnabledAccount(sandbox: StartedSandbox, accountNumber = goodIban, currency = 'eur'): Promise<Stripe.Account> {
  const { id } = await anAccount(sandbox.stripe);
  await sandbox.control(`/accounts/${id}/onboard`, { account_number: accountNumber, country: 'DE', currency });
  return sandbox.stripe.accounts.retrieve(id);
}

/** A paid charge; one that can be used at once unless another card is given. */
export async function aCharge(stripe: Stripe, amount: number, currency = 'eur', method = 'pm_card_bypassPending'): Promise<Stripe.Charge> {
  const intent = await stripe.paymentIntents.create({ amount, currency, confirm: true, payment_method: method, return_url: 'http://localhost/', expand: ['latest_charge.balance_transaction'] });
  return intent.latest_charge as Stripe.Charge;
}

/** What an account can use of a currency, in minor units. */
export async function available(stripe: Stripe, currency: string, stripeAccount?: string): Promise<number> {
  const balance = await stripe.balance.retrieve({}, stripeAccount === undefined ? undefined : { stripeAccount });
  return balance.available.find((each) => each.currency === currency)?.amount ?? 0;
}

/** The error that a call was refused with; undefined when it was not. */
export function caught(promise: Promise<unknown>): Promise<Stripe.errors.StripeError | undefined> {
  return promise.then(() => undefined, (error: unknown) => error as Stripe.errors.StripeError);
}
