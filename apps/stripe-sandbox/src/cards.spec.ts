import type Stripe from 'stripe';
import { passesLuhn } from './cards/card-number.js';
import { countryCards } from './cards/country-cards.js';
import { testCards } from './cards/test-cards.js';
import { aCharge } from './testing/accounts.js';
import { aCardForm, aSession } from './testing/orders.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

it('knows no number twice and none without its check digit', () => {
  const numbers = [...testCards, ...countryCards].map((card) => card.number);
  expect(numbers.filter((number) => !passesLuhn(number))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
});

it.each([['4242424242424242', 'US'], ['4000000360000006', 'AU'], ['4000002760000016', 'DE'], ['4000006430000009', 'RU'], ['4000001560000002', 'CN']])('says that the bank of %s is in %s, and where the buyer lives', async (number, country) => {
  const session = await stripe.checkout.sessions.create(aSession());
  await fetch(session.url!, { method: 'POST', body: aCardForm(number, { country: 'KZ' }), redirect: 'manual' });
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
  const charge = (paid.payment_intent as Stripe.PaymentIntent).latest_charge as Stripe.Charge;
  expect(charge.payment_method_details?.card).toMatchObject({ country, last4: number.slice(-4) });
  expect([charge.billing_details.address?.country, paid.customer_details?.address?.country]).toEqual(['KZ', 'KZ']);
});

it('goes by Stripe’s own names of payment methods, and by any country for the control API', async () => {
  expect((await aCharge(stripe, 1000, 'eur', 'pm_card_fr')).payment_method_details?.card?.country).toBe('FR');
  const session = await stripe.checkout.sessions.create(aSession());
  await sandbox.control(`/checkout/sessions/${session.id}/pay`, { card_country: 'KZ', country: 'DE' });
  const [charge] = (await stripe.charges.list({ limit: 1 })).data;
  expect([charge!.payment_method_details?.card?.country, charge!.billing_details.address?.country]).toEqual(['KZ', 'DE']);
  await expect(sandbox.control(`/checkout/sessions/${session.id}/pay`, { card_country: 'XX' })).rejects.toThrow('card_country');
});

it('makes the money of one card usable at once', async () => {
  expect((await aCharge(stripe, 1000, 'eur', 'pm_card_bypassPending')).balance_transaction).toMatchObject({ status: 'available' });
  expect((await aCharge(stripe, 1000, 'eur', 'pm_card_visa')).balance_transaction).toMatchObject({ status: 'pending' });
});
