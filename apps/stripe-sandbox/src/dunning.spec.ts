import type Stripe from 'stripe';
import { caught } from './testing/accounts.js';
import { aCardForm } from './testing/orders.js';
import { advance, aSubscription, changeCard, day, dayOf, hour, invoicesOf, type Subscribed } from './testing/subscriptions.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const begin = Date.UTC(2027, 1, 10, 12) / 1000;
const due = Date.UTC(2027, 2, 10, 12) / 1000;
const failing = 'pm_card_chargeCustomerFail';
const reload = ({ subscription }: Subscribed) => stripe.subscriptions.retrieve(subscription.id);
const renewalOf = async ({ subscription }: Subscribed) => (await invoicesOf(stripe, subscription.id))[0]!;

/** A subscription whose card pays once and refuses the renewal, at the moment after that refusal. */
async function aRefusedRenewal(card = failing): Promise<Subscribed> {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await changeCard(stripe, subscribed, card);
  await advance(stripe, subscribed.clock, due + hour);
  return subscribed;
}

it('tells a refused renewal, tries again after 3, 5 and 7 days, and ends the subscription after the last', async () => {
  const subscribed = await aRefusedRenewal();
  expect(await reload(subscribed)).toMatchObject({ status: 'past_due' });
  expect(await renewalOf(subscribed)).toMatchObject({ status: 'open', attempt_count: 1, attempted: true, amount_remaining: 1000, next_payment_attempt: due + hour + 3 * day });
  await advance(stripe, subscribed.clock, due + 30 * day);
  const failures = (await stripe.events.list({ type: 'invoice.payment_failed', limit: 100 })).data.toReversed();
  const told = failures.map((event) => [dayOf(event.created), (event.data.object as Stripe.Invoice).attempt_count, (event.data.object as Stripe.Invoice).next_payment_attempt && dayOf((event.data.object as Stripe.Invoice).next_payment_attempt!)]);
  expect(told).toEqual([['2027-03-10', 1, '2027-03-13'], ['2027-03-13', 2, '2027-03-18'], ['2027-03-18', 3, '2027-03-25'], ['2027-03-25', 4, null]]);
  expect(await reload(subscribed)).toMatchObject({ status: 'canceled', ended_at: due + hour + 15 * day, cancellation_details: { reason: 'payment_failed' } });
  expect(await renewalOf(subscribed)).toMatchObject({ status: 'open', auto_advance: false });
  const intent = (await renewalOf(subscribed)).payments!.data[0]!.payment.payment_intent as string;
  expect((await stripe.charges.list({ payment_intent: intent })).data.map((charge) => charge.status)).toEqual(['failed', 'failed', 'failed', 'failed']);
});

it.each([['unpaid', 'unpaid', ['draft', 'open']], ['past_due', 'past_due', ['open', 'open']]] as const)('leaves it %s after the last try, where the settings say so', async (ending, status, invoices) => {
  const settings = await sandbox.control('/billing', { retry_days: [1], after_last_retry: ending });
  expect(settings).toEqual({ draft_seconds: 3600, retry_days: [1], after_last_retry: ending });
  const subscribed = await aRefusedRenewal();
  await advance(stripe, subscribed.clock, due + 2 * day);
  expect(await reload(subscribed)).toMatchObject({ status });
  await advance(stripe, subscribed.clock, due + 32 * day);
  expect((await invoicesOf(stripe, subscribed.subscription.id)).slice(0, 2).map((invoice) => invoice.status)).toEqual(invoices);
  await changeCard(stripe, subscribed, 'pm_card_visa');
  await stripe.invoices.pay((await renewalOf(subscribed)).id!);
  expect(await reload(subscribed)).toMatchObject({ status: 'active' });
  await sandbox.control('/billing', { retry_days: [3, 5, 7], after_last_retry: 'cancel' });
});

it('recovers with another card: at the next try by itself, or at once when the invoice is paid', async () => {
  const patient = await aRefusedRenewal();
  await changeCard(stripe, patient, 'pm_card_visa');
  await advance(stripe, patient.clock, due + hour + 3 * day);
  expect(await reload(patient)).toMatchObject({ status: 'active' });
  expect(await renewalOf(patient)).toMatchObject({ status: 'paid', attempt_count: 2, next_payment_attempt: null });

  const eager = await aRefusedRenewal();
  const invoice = await renewalOf(eager);
  expect(await caught(stripe.invoices.pay(invoice.id!))).toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect(await renewalOf(eager)).toMatchObject({ attempt_count: 1, next_payment_attempt: invoice.next_payment_attempt });
  const card = await changeCard(stripe, eager, 'pm_card_mastercard');
  expect(await stripe.invoices.pay(invoice.id!)).toMatchObject({ status: 'paid', amount_paid: 1000 });
  expect(await reload(eager)).toMatchObject({ status: 'active', default_payment_method: card });
  expect(await caught(stripe.invoices.pay(invoice.id!))).toMatchObject({ code: 'invoice_already_paid' });
  await advance(stripe, eager.clock, due + 31 * day + hour);
  expect(await reload(eager)).toMatchObject({ status: 'active' });
});

it('pays one invoice with a card that is given for it alone', async () => {
  const subscribed = await aRefusedRenewal();
  const { id } = await stripe.paymentMethods.attach('pm_card_amex', { customer: subscribed.customer });
  expect(await stripe.invoices.pay((await renewalOf(subscribed)).id!, { payment_method: id })).toMatchObject({ status: 'paid' });
  expect((await reload(subscribed)).default_payment_method).not.toBe(id);
});

it('takes the customer’s card where the subscription’s is gone', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: subscribed.customer });
  await stripe.paymentMethods.detach(subscribed.subscription.default_payment_method as string);
  await advance(stripe, subscribed.clock, due + hour);
  expect(await reload(subscribed)).toMatchObject({ status: 'past_due' });
  const customer = await stripe.customers.update(subscribed.customer, { invoice_settings: { default_payment_method: id } });
  expect(customer.invoice_settings.default_payment_method).toBe(id);
  await advance(stripe, subscribed.clock, due + hour + 3 * day);
  expect(await reload(subscribed)).toMatchObject({ status: 'active' });
  expect((await stripe.customers.listPaymentMethods(subscribed.customer)).data.map((method) => method.id)).toEqual([id]);
});

it('asks the buyer where their bank wants to, and is paid once they confirm', async () => {
  const subscribed = await aRefusedRenewal('pm_card_authenticationRequired');
  const invoice = await renewalOf(subscribed);
  expect(await reload(subscribed)).toMatchObject({ status: 'past_due' });
  expect((await stripe.events.list({ type: 'invoice.payment_action_required' })).data.map((event) => (event.data.object as Stripe.Invoice).id)).toEqual([invoice.id]);
  const intent = await stripe.paymentIntents.retrieve(invoice.payments!.data[0]!.payment.payment_intent as string);
  expect(intent.status).toBe('requires_action');
  await fetch(intent.next_action!.redirect_to_url!.url!, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), redirect: 'manual' });
  expect(await renewalOf(subscribed)).toMatchObject({ status: 'paid', amount_paid: 1000 });
  expect(await reload(subscribed)).toMatchObject({ status: 'active' });
});

describe('the page of an invoice', () => {
  const send = (invoice: Stripe.Invoice, card: string) => fetch(invoice.hosted_invoice_url!, { method: 'POST', body: aCardForm(card), redirect: 'manual' });

  it('takes another card, which pays the next renewals too', async () => {
    const subscribed = await aRefusedRenewal();
    const invoice = await renewalOf(subscribed);
    const page = await (await fetch(`${invoice.hosted_invoice_url!}?locale=ru`)).text();
    for (const words of ['<html lang="ru"', '1 × Seats (at €10.00 / month)', 'Оплатить 10,00\u00a0€', 'Номер карты']) expect(page).toContain(words);
    expect(page).not.toMatch(/<script|\son\w+=|style="/);
    const refused = await send(invoice, '4000000000009995');
    expect([refused.status, (await refused.text()).includes('insufficient funds')]).toEqual([402, true]);
    expect((await send(invoice, '4242424242424241')).status).toBe(422);
    expect(await renewalOf(subscribed)).toMatchObject({ status: 'open', attempt_count: 1 });
    expect((await send(invoice, '5555555555554444')).status).toBe(303);
    const { default_payment_method: card, status } = await reload(subscribed);
    expect(status).toBe('active');
    expect(await stripe.paymentMethods.retrieve(card as string)).toMatchObject({ customer: subscribed.customer, card: { last4: '4444' } });
    expect(await (await fetch(invoice.hosted_invoice_url!)).text()).toContain('All done');
    expect((await send(invoice, '5555555555554444')).status).toBe(200);
    await advance(stripe, subscribed.clock, due + 31 * day + hour);
    expect((await invoicesOf(stripe, subscribed.subscription.id)).map((each) => each.status)).toEqual(['paid', 'paid', 'paid']);
  });

  it('leads to the bank and back where it wants to ask', async () => {
    const subscribed = await aRefusedRenewal();
    const invoice = await renewalOf(subscribed);
    for (const outcome of ['fail', 'complete']) {
      const bank = new URL((await send(invoice, '4000000000003220')).headers.get('location')!, invoice.hosted_invoice_url!);
      expect(await renewalOf(subscribed)).toMatchObject({ status: 'open' });
      const back = await fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome }) });
      expect(await back.text()).toContain(outcome === 'fail' ? 'Your bank did not confirm the payment' : 'All done');
    }
    expect(await renewalOf(subscribed)).toMatchObject({ status: 'paid' });
    expect(await stripe.paymentMethods.retrieve((await reload(subscribed)).default_payment_method as string)).toMatchObject({ card: { last4: '3220' } });
  });
});

it('does not ask again for a card whose bank was asked when it was kept', async () => {
  const subscribed = await aRefusedRenewal('pm_card_authenticationRequiredOnSetup');
  expect(await renewalOf(subscribed)).toMatchObject({ status: 'paid' });
});

it('gives up an invoice that is voided, and its intent with it', async () => {
  const subscribed = await aRefusedRenewal();
  const invoice = await renewalOf(subscribed);
  expect(await stripe.invoices.voidInvoice(invoice.id!)).toMatchObject({ status: 'void', status_transitions: { voided_at: due + hour } });
  expect((await stripe.invoicePayments.list({ invoice: invoice.id! })).data).toMatchObject([{ status: 'canceled' }]);
  expect(await stripe.paymentIntents.retrieve(invoice.payments!.data[0]!.payment.payment_intent as string)).toMatchObject({ status: 'canceled' });
  expect(await caught(stripe.invoices.pay(invoice.id!))).toMatchObject({ code: 'status_transition_invalid' });
  await advance(stripe, subscribed.clock, due + 20 * day);
  expect(await renewalOf(subscribed)).toMatchObject({ attempt_count: 1 });
});
