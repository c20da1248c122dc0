import { readFileSync } from 'node:fs';
import path from 'node:path';
import { aCharge, anAccount } from './testing/accounts.js';
import { aSession } from './testing/orders.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';
import { advance, aSubscription, changeCard, day } from './testing/subscriptions.js';

interface Fixtures {
  resources: Record<string, unknown>;
  nullable: Record<string, string[]>;
}

const fixtures = JSON.parse(readFileSync(path.join(process.cwd(), 'apps/stripe-sandbox/src/fixtures.json'), 'utf8')) as Fixtures;
let sandbox: StartedSandbox;
const returned = new Map<string, unknown[]>();

/** Every object of the API, read as plain JSON so that the SDK changes nothing. */
async function read(kind: string, url: string, account?: string, form?: Record<string, string>): Promise<void> {
  const headers = { authorization: 'Bearer sk_test_silkport_sandbox', ...(account && { 'stripe-account': account }) };
  const answer = await fetch(`${sandbox.origin}${url}`, form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers });
  const body = (await answer.json()) as { data?: unknown[]; object: string };
  expect(answer.status).toBe(200);
  returned.set(kind, [...(returned.get(kind) ?? []), ...(body.object === 'list' ? body.data! : [body])]);
}

/** Two accounts, one of them restricted, with transfers, a reversal and payouts in several states. */
async function connected(): Promise<void> {
  const { stripe } = sandbox;
  const capabilities = { transfers: { requested: true }, card_payments: { requested: true } };
  await anAccount(stripe, { capabilities });
  const { id } = await anAccount(stripe, { capabilities });
  await sandbox.control(`/accounts/${id}/onboard`, { account_number: 'DE62370400440532013001', country: 'DE', currency: 'eur' });
  await aCharge(stripe, 10_000);
  const transfer = await stripe.transfers.create({ amount: 5000, currency: 'eur', destination: id });
  await stripe.transfers.createReversal(transfer.id, { amount: 1000 });
  await stripe.payouts.create({ amount: 1000, currency: 'eur' }, { stripeAccount: id });
  await sandbox.control('/clock/advance', { seconds: 3 * 86_400 });
  await stripe.payouts.create({ amount: 1000, currency: 'eur' }, { stripeAccount: id });
  await sandbox.control('/payouts', {});
  await read('account', '/v1/accounts');
  await read('account', '/v1/account');
  await read('account_link', '/v1/account_links', undefined, { account: id, type: 'account_onboarding', refresh_url: 'http://localhost/a', return_url: 'http://localhost/b' });
  await read('bank_account', `/v1/accounts/${id}/external_accounts`);
  await read('transfer', '/v1/transfers');
  await read('transfer_reversal', `/v1/transfers/${transfer.id}/reversals`);
  await read('payout', '/v1/payouts');
  for (const kind of ['payout', 'balance_transaction', 'event']) await read(kind, `/v1/${kind}s?limit=100`, id);
  await read('balance', '/v1/balance', id);
}

/** A paid subscription with changes, a trial, a renewal that was refused, and one that has ended. */
async function billing(): Promise<void> {
  const { stripe } = sandbox;
  const at = Math.floor(Date.UTC(2027, 3, 1) / 1000);
  const paid = await aSubscription(sandbox, { at, quantity: 3 });
  await stripe.subscriptions.update(paid.subscription.id, { items: [{ id: paid.subscription.items.data[0]!.id, quantity: 1 }] });
  await read('invoiceitem', `/v1/invoiceitems?customer=${paid.customer}`);
  await changeCard(stripe, paid, 'pm_card_chargeCustomerFail');
  await advance(stripe, paid.clock, at + 20 * day);
  await stripe.subscriptions.update(paid.subscription.id, { items: [{ id: paid.subscription.items.data[0]!.id, quantity: 2 }], proration_behavior: 'always_invoice', cancel_at_period_end: true, pause_collection: { behavior: 'void' } });
  await advance(stripe, paid.clock, at + 70 * day);
  const tried = await aSubscription(sandbox, { at, data: { trial_period_days: 7, description: 'Trial' } });
  await changeCard(stripe, tried, 'pm_card_chargeCustomerFail');
  await advance(stripe, tried.clock, at + 8 * day);
  await stripe.subscriptions.cancel(tried.subscription.id);
  const credited = await aSubscription(sandbox, { at, quantity: 3 });
  await advance(stripe, credited.clock, at + day);
  await stripe.subscriptions.update(credited.subscription.id, { items: [{ id: credited.subscription.items.data[0]!.id, quantity: 1 }], proration_behavior: 'always_invoice' });
  await read('customer_balance_transaction', `/v1/customers/${credited.customer}/balance_transactions`);
  await read('subscription', '/v1/subscriptions?status=all');
  await read('subscription_item', `/v1/subscription_items?subscription=${paid.subscription.id}`);
  await read('invoice', '/v1/invoices?limit=100&expand[]=data.payments');
  await read('invoice', '/v1/invoices/create_preview', undefined, { subscription: credited.subscription.id });
  await read('line_item', `/v1/invoices/${(await stripe.invoices.list({ subscription: credited.subscription.id })).data[0]!.id}/lines`);
  await read('invoice_payment', '/v1/invoice_payments?limit=100');
  for (const kind of ['product', 'price', 'setup_intent', 'customer']) await read(kind, `/v1/${kind}s?limit=100`);
  await read('test_helpers.test_clock', '/v1/test_helpers/test_clocks');
  for (const { customer } of [paid, tried]) await read('checkout.session', `/v1/checkout/sessions?limit=100&customer=${customer}`);
}

beforeAll(async () => {
  sandbox = await startSandbox();
  const { stripe } = sandbox;
  await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/none', enabled_events: ['charge.failed'] });
  await stripe.customers.create({ email: 'a@example.com' });
  const payments = [{ card: '4242424242424242' }, { card: '4000000000000002' }, { card: '4000000000000259' }, { card: '4000000000003220' }, { card: '4000000000003220', authenticate: 'complete' }];
  for (const payment of payments) {
    const session = await stripe.checkout.sessions.create(aSession());
    await sandbox.control(`/checkout/sessions/${session.id}/pay`, payment);
    await read('checkout.session', `/v1/checkout/sessions/${session.id}`);
    await read('item', `/v1/checkout/sessions/${session.id}/line_items`);
  }
  await stripe.checkout.sessions.create(aSession({ customer_email: 'a@example.com' }));
  const [charge] = (await stripe.charges.list({ limit: 100 })).data.filter((each) => each.paid && !each.disputed);
  await stripe.refunds.create({ charge: charge!.id, amount: 400 });
  for (const [kind, url] of [
    ['checkout.session', 'checkout/sessions'], ['payment_intent', 'payment_intents'], ['charge', 'charges'], ['refund', 'refunds'], ['dispute', 'disputes'],
    ['balance_transaction', 'balance_transactions'], ['event', 'events'], ['webhook_endpoint', 'webhook_endpoints'], ['balance', 'balance'],
  ] as const) await read(kind, `/v1/${url}${kind === 'balance' ? '' : '?limit=100'}`);
  await connected();
  await billing();
  const [customer] = (await stripe.events.list({ type: 'customer.created' })).data;
  await read('customer', `/v1/customers/${(customer!.data.object as { id: string }).id}`);
  await read('payment_method', `/v1/payment_methods/${charge!.payment_method}`);
});
afterAll(() => sandbox.close());

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

/** What differs from the fixture: a key that is not there, another type, null where Stripe's types allow none. */
function differences(kind: string, wanted: unknown, got: unknown, at = ''): string[] {
  if (wanted === null) return got === undefined ? [`${at} is missing`] : [];
  if (got === null) return fixtures.nullable[kind]!.includes(at.replace(/\[\d+\]/g, '[]')) ? [] : [`${at} is null`];
  if (kindOf(wanted) !== kindOf(got)) return [`${at} is ${kindOf(got)}, not ${kindOf(wanted)}`];
  if (Array.isArray(wanted)) return wanted[0] === undefined ? [] : (got as unknown[]).flatMap((each, index) => differences(kind, wanted[0], each, `${at}[${index}]`));
  if (typeof wanted !== 'object' || at === 'metadata') return [];
  if (kind === 'event' && at === 'data.object') return [];
  return Object.entries(wanted).flatMap(([key, value]) => {
    const name = at ? `${at}.${key}` : key;
    return Object.hasOwn(got as object, key) ? differences(kind, value, (got as Record<string, unknown>)[key], name) : [`${name} is missing`];
  });
}

it.each(Object.keys(fixtures.resources).filter((kind) => kind !== 'price'))('every %s has the keys and types of its fixture', (kind) => {
  const objects = returned.get(kind) ?? [];
  expect(objects.length).toBeGreaterThan(0);
  for (const each of objects) expect(differences(kind, fixtures.resources[kind], each)).toEqual([]);
});

it('every line item has a price with the keys and types of its fixture', () => {
  const prices = (returned.get('item') as { price: unknown }[]).map((line) => line.price);
  for (const price of [...prices, ...returned.get('price')!]) expect(differences('price', fixtures.resources.price, price)).toEqual([]);
});

it('tells a missing key, a wrong type and a forbidden null apart from what is allowed', () => {
  const charge = returned.get('charge')![0] as Record<string, unknown>;
  const { outcome: _left, ...rest } = charge;
  expect(differences('charge', fixtures.resources.charge, { ...rest, amount: '100', currency: null, customer: null })).toEqual([
    'amount is string, not number', 'currency is null', 'outcome is missing',
  ]);
});

it('gives every kind an id that looks like one of Stripe’s', () => {
  const patterns: Record<string, RegExp> = {
    'checkout.session': /^cs_test_\w{58}$/, payment_intent: /^pi_3\w{23}$/, charge: /^ch_3\w{23}$/, refund: /^re_3\w{23}$/, dispute: /^dp_3\w{23}$/,
    balance_transaction: /^txn_3\w{23}$/, event: /^evt_3\w{23}$/, webhook_endpoint: /^we_3\w{23}$/, customer: /^cus_3\w{23}$/,
    bank_account: /^ba_3\w{23}$/, transfer: /^tr_3\w{23}$/, transfer_reversal: /^trr_3\w{23}$/, payout: /^po_3\w{23}$/,
    subscription: /^sub_3\w{23}$/, subscription_item: /^si_3\w{23}$/, invoice: /^(upcoming_)?in_3\w{23}$/, line_item: /^il_3\w{23}$/, invoice_payment: /^inpay_3\w{23}$/, invoiceitem: /^ii_3\w{23}$/,
    product: /^prod_3\w{23}$/, price: /^price_3\w{23}$/, setup_intent: /^seti_3\w{23}$/, customer_balance_transaction: /^cbtxn_3\w{23}$/, 'test_helpers.test_clock': /^clock_3\w{23}$/,
  };
  for (const [kind, pattern] of Object.entries(patterns)) for (const each of returned.get(kind)!) expect((each as { id: string }).id).toMatch(pattern);
});
