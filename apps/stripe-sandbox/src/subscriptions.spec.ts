import type Stripe from 'stripe';
import { caught } from './testing/accounts.js';
import { aCardForm, aSession } from './testing/orders.js';
import { aSubscriptionSession, day, hour, invoicesOf } from './testing/subscriptions.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox({ settlement: { currency: 'eur', rates: { EUR: 1, USD: 1.25 } } });
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

type Changes = Partial<Stripe.Checkout.SessionCreateParams>;
const open = (changes: Changes = {}, price = {}) => stripe.checkout.sessions.create(aSubscriptionSession(changes, price));
const pay = (session: Stripe.Checkout.Session, body: object = {}) => sandbox.control<{ outcome: string; error?: { code: string; decline_code?: string } }>(`/checkout/sessions/${session.id}/pay`, body);
const complete = async (session: Stripe.Checkout.Session) => {
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice.payments', 'customer'] });
  return { paid, subscription: paid.subscription as Stripe.Subscription, invoice: paid.invoice as Stripe.Invoice, customer: paid.customer as Stripe.Customer };
};
const chargeOf = async (invoice: Stripe.Invoice) => {
  const intent = await stripe.paymentIntents.retrieve(invoice.payments!.data[0]!.payment.payment_intent as string, { expand: ['latest_charge.balance_transaction'] });
  return { intent, charge: intent.latest_charge as Stripe.Charge };
};

describe('Checkout', () => {
  it('starts a subscription with its first invoice, and renews it as the sandbox’s clock moves', async () => {
    const session = await open({ subscription_data: { metadata: { order: '7' }, description: 'Order 7' }, metadata: { basket: '1' } });
    expect(session).toMatchObject({ mode: 'subscription', amount_total: 1000, subscription: null, payment_method_collection: 'always', customer_creation: 'always' });
    expect((await pay(session, { email: 'li@example.cn', name: '李' })).outcome).toBe('paid');
    const { paid, subscription, invoice, customer } = await complete(session);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', payment_intent: null, metadata: { basket: '1' } });
    expect(customer).toMatchObject({ email: 'li@example.cn', name: '李' });
    expect(subscription).toMatchObject({ status: 'active', metadata: { order: '7' }, description: 'Order 7', latest_invoice: invoice.id, customer: customer.id });
    expect(invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_create', amount_paid: 1000, parent: { subscription_details: { subscription: subscription.id, metadata: { order: '7' } } } });
    const end = subscription.items.data[0]!.current_period_end;
    await sandbox.control('/clock/advance', { until: end + hour + 5 });
    const [renewal] = await invoicesOf(stripe, subscription.id);
    expect(renewal).toMatchObject({ status: 'paid', billing_reason: 'subscription_cycle', amount_paid: 1000, created: end });
    expect(renewal!.status_transitions.paid_at).toBe(end + hour);
    expect((await stripe.events.list({ types: ['invoice.paid'] })).data.map((event) => (event.data.object as Stripe.Invoice).id)).toEqual([renewal!.id, invoice.id]);
  });

  it('charges as every payment is charged: fee, settlement currency, card country/region', async () => {
    const session = await open({}, { currency: 'usd', unit_amount: 2500 });
    await pay(session, { card: '4000002760000016' });
    const { subscription, invoice, customer } = await complete(session);
    const { intent, charge } = await chargeOf(invoice);
    expect(intent).toMatchObject({ status: 'succeeded', setup_future_usage: 'off_session', description: 'Subscription creation', customer: customer.id });
    expect(charge).toMatchObject({ amount: 2500, currency: 'usd', customer: customer.id, payment_method_details: { card: { country: 'DE' } } });
    expect(charge.balance_transaction).toMatchObject({ amount: 2000, currency: 'eur', exchange_rate: 0.8, fee: 88 });
    expect(await stripe.paymentMethods.retrieve(subscription.default_payment_method as string)).toMatchObject({ customer: customer.id, card: { last4: '0016' } });
  });

  it('keeps nothing but the session of a refused card, and another card subscribes', async () => {
    const session = await open();
    expect(await pay(session, { card: '4000000000009995' })).toMatchObject({ outcome: 'declined', error: { decline_code: 'insufficient_funds' } });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'open', subscription: null, customer: null });
    expect(await pay(session)).toMatchObject({ outcome: 'paid' });
    const { invoice, customer } = await complete(session);
    const { intent } = await chargeOf(invoice);
    expect((await stripe.charges.list({ payment_intent: intent.id })).data.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(1);
    expect((await pay(session)).outcome).toBe('already_paid');
  });

  it.each([[{}, 'payment_intent'], [{ subscription_data: { trial_period_days: 7 } }, 'setup_intent']] as const)('sends the buyer to their bank, and starts when they confirm (%j)', async (changes, kind) => {
    const session = await open(changes);
    const answer = await fetch(session.url!, { method: 'POST', body: aCardForm('4000000000003220'), redirect: 'manual' });
    const bank = new URL(answer.headers.get('location')!, session.url!);
    expect(bank.pathname).toMatch(kind === 'setup_intent' ? /seti_/ : /pi_/);
    expect(await (await fetch(bank)).text()).toContain(kind === 'setup_intent' ? 'for later payments' : '€10.00');
    const refused = await fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome: 'fail' }) });
    expect(await refused.text()).toContain('Your bank did not confirm the payment');
    await fetch(session.url!, { method: 'POST', body: aCardForm('4000000000003220'), redirect: 'manual' });
    const back = await fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), redirect: 'manual' });
    expect(back.headers.get('location')).toContain(`session=${session.id}`);
    expect((await complete(session)).subscription.status).toBe(kind === 'setup_intent' ? 'trialing' : 'active');
  });

  it('takes stored prices, several lines, and one-time prices with the first invoice', async () => {
    const product = await stripe.products.create({ name: 'Data set', metadata: { listing: '9' } });
    const monthly = await stripe.prices.create({ currency: 'eur', unit_amount: 700, product: product.id, recurring: { interval: 'month' } });
    const once = { quantity: 1, price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Set-up' } } };
    const session = await stripe.checkout.sessions.create(aSession({ mode: 'subscription', line_items: [{ price: monthly.id, quantity: 2 }, once] }));
    expect(session.amount_total).toBe(1900);
    await pay(session);
    const { subscription, invoice } = await complete(session);
    expect(subscription.items.data).toMatchObject([{ quantity: 2, price: { id: monthly.id, product: product.id } }]);
    expect(invoice.lines.data.map((line) => [line.amount, line.description])).toEqual([[500, 'Set-up'], [1400, '2 × Data set (at €7.00 / month)']]);
    expect(invoice).toMatchObject({ total: 1900, amount_paid: 1900 });
    expect((await stripe.prices.list({ product: product.id })).data.map((price) => price.id)).toEqual([monthly.id]);
  });

  it('charges nothing for a trial, and only what is due once', async () => {
    const session = await open({ subscription_data: { trial_period_days: 14 } });
    expect(session.amount_total).toBe(0);
    await pay(session);
    const { paid, subscription, invoice } = await complete(session);
    expect(paid).toMatchObject({ payment_status: 'no_payment_required', amount_total: 0, payment_intent: null });
    expect(subscription).toMatchObject({ status: 'trialing', trial_end: subscription.created + 14 * day });
    expect(invoice).toMatchObject({ status: 'paid', total: 0, payments: { data: [] } });
    const [setup] = (await stripe.setupIntents.list({ customer: subscription.customer as string })).data;
    expect(setup).toMatchObject({ status: 'succeeded', payment_method: subscription.default_payment_method, usage: 'off_session' });
    const declined = await open({ subscription_data: { trial_period_days: 14 } });
    expect(await pay(declined, { card: '4000000000000002' })).toMatchObject({ outcome: 'declined', error: { code: 'card_declined' } });
    expect(await pay(declined, { card: '4000000000000341' })).toMatchObject({ outcome: 'paid' });
  });

  it('keeps a card for a customer, to charge instead of the one they have', async () => {
    const session = await open();
    await pay(session);
    const { subscription, customer } = await complete(session);
    const other = await stripe.checkout.sessions.create({ mode: 'setup', customer: customer.id, success_url: 'http://localhost/kept', setup_intent_data: { metadata: { subscription: subscription.id } } });
    expect(other).toMatchObject({ mode: 'setup', amount_total: null, payment_status: 'unpaid' });
    const answer = await fetch(other.url!, { method: 'POST', body: aCardForm('5555555555554444'), redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('http://localhost/kept');
    const kept = await stripe.checkout.sessions.retrieve(other.id, { expand: ['setup_intent'] });
    expect(kept).toMatchObject({ status: 'complete', payment_status: 'no_payment_required', setup_intent: { status: 'succeeded', metadata: { subscription: subscription.id } } });
    const method = (kept.setup_intent as Stripe.SetupIntent).payment_method as string;
    expect(await stripe.subscriptions.update(subscription.id, { default_payment_method: method })).toMatchObject({ default_payment_method: method });
  });

  it('makes one subscription however many forms are sent at once', async () => {
    const session = await open();
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(session.url!, { method: 'POST', body: aCardForm('4242424242424242'), redirect: 'manual' })));
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303]);
    const { customer } = await complete(session);
    expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(1);
    expect((await stripe.charges.list({ customer: customer.id })).data).toHaveLength(1);
  });

  const line = (recurring: object | undefined, currency = 'eur') => ({ quantity: 1, price_data: { currency, unit_amount: 1000, product_data: { name: 'Seats' }, ...(recurring && { recurring }) } });
  it.each([
    [{ line_items: [line(undefined)] }, 'line_items', 'at least one recurring price'],
    [{ mode: 'payment', line_items: [line({ interval: 'month' })] }, 'line_items', 'passed a recurring price'],
    [{ line_items: [line({ interval: 'month' }), line({ interval: 'year' })] }, 'line_items', 'different billing intervals'],
    [{ line_items: [line({ interval: 'month' }), line({ interval: 'month' }, 'usd')] }, 'line_items', 'combine currencies'],
    [{ line_items: [{ price: 'price_none', quantity: 1 }] }, 'line_items[0][price]', 'No such price'],
    [{ payment_intent_data: { description: 'x' } }, 'payment_intent_data', 'in `subscription` mode'],
    [{ mode: 'payment', line_items: [line(undefined)], subscription_data: { description: 'x' } }, 'subscription_data', 'in `payment` mode'],
    [{ subscription_data: { trial_period_days: 0 } }, 'subscription_data[trial_period_days]', 'greater than or equal to 1'],
    [{ subscription_data: { application_fee_percent: 5 } }, 'subscription_data[application_fee_percent]', 'unknown parameter'],
  ])('refuses %j', async (changes, param, words) => {
    const error = await caught(open(changes as Changes));
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', param });
    expect(error!.message).toContain(words);
  });
});

it('answers a call that is repeated with its key from memory', async () => {
  const session = await open();
  await pay(session);
  const { subscription } = await complete(session);
  const change = () => stripe.subscriptions.update(subscription.id, { items: [{ id: subscription.items.data[0]!.id, quantity: 2 }], proration_behavior: 'always_invoice', proration_date: subscription.created }, { idempotencyKey: 'seats-2' });
  expect(await change()).toEqual(await change());
  expect(await invoicesOf(stripe, subscription.id)).toHaveLength(2);
});

it('lists by page and filter, and expands what is linked', async () => {
  const customer = await stripe.customers.create({ email: 'many@example.com', payment_method: 'pm_card_visa', invoice_settings: { default_payment_method: 'pm_card_visa' } });
  for (let index = 0; index < 3; index++) await pay(await open({ customer: customer.id }));
  const first = await stripe.subscriptions.list({ customer: customer.id, limit: 2 });
  expect([first.data.length, first.has_more]).toEqual([2, true]);
  const rest = await stripe.subscriptions.list({ customer: customer.id, limit: 2, starting_after: first.data[1]!.id });
  expect([rest.data.length, rest.has_more]).toEqual([1, false]);
  await stripe.subscriptions.cancel(rest.data[0]!.id);
  expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(2);
  expect((await stripe.subscriptions.list({ customer: customer.id, status: 'canceled' })).data).toHaveLength(1);
  expect((await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data).toHaveLength(3);
  const expanded = await stripe.subscriptions.retrieve(first.data[0]!.id, { expand: ['latest_invoice.payments', 'items.data.price.product', 'default_payment_method', 'customer'] });
  expect(expanded).toMatchObject({ latest_invoice: { payments: { data: [{ status: 'paid' }] } }, items: { data: [{ price: { product: { name: 'Seats' } } }] }, default_payment_method: { object: 'payment_method' }, customer: { email: 'many@example.com' } });
  expect(await caught(stripe.subscriptions.retrieve('sub_none'))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  expect(await caught(stripe.subscriptions.update(first.data[0]!.id, { default_payment_method: 'pm_none' }))).toMatchObject({ code: 'resource_missing', param: 'default_payment_method' });
});

describe('the payment page', () => {
  const pageOf = async (session: Stripe.Checkout.Session, locale: string) => (await fetch(`${session.url!}?locale=${locale}`)).text();
  it.each([
    ['en', 'ltr', '€30.00 per month', '14 days free', 'Due today', 'Start free trial', 'Subscribe and pay €30.00', '€30.00 every 3 months'],
    ['zh-CN', 'ltr', '每月 €30.00', '免费试用 14 天', '今日应付', '开始免费试用', '订阅并支付 €30.00', '每 3 个月 €30.00'],
    ['ru', 'ltr', '30,00\u00a0€ в месяц', '14 дней бесплатно', 'К оплате сегодня', 'Начать бесплатный период', 'Подписаться и оплатить 30,00\u00a0€', '30,00\u00a0€ каждые 3 месяца'],
    ['ar', 'rtl', 'شهريًا', 'يومًا مجانًا', 'المستحق اليوم', 'ابدأ الفترة المجانية', 'اشترك وادفع', 'أشهر'],
  ])('says in %s what is charged when', async (locale, direction, monthly, trial, dueToday, start, subscribe, quarterly) => {
    const seats = (changes: Changes, price = {}) => {
      const params = aSubscriptionSession(changes, price);
      params.line_items![0]!.quantity = 3;
      return stripe.checkout.sessions.create(params);
    };
    const plain = await pageOf(await seats({}), locale);
    expect(plain).toContain(`<html lang="${locale}" dir="${direction}">`);
    for (const words of [monthly, dueToday, subscribe]) expect(plain).toContain(words);
    expect(plain).not.toContain(trial);
    const tried = await pageOf(await seats({ subscription_data: { trial_period_days: 14 } }), locale);
    for (const words of [monthly, trial, dueToday, start]) expect(tried).toContain(words);
    expect(await pageOf(await seats({}, { recurring: { interval: 'month', interval_count: 3 } }), locale)).toContain(quarterly);
    expect(plain).not.toMatch(/<script|\son\w+=|style="/);
  });

  it('asks for no card where a trial wants none', async () => {
    const session = await open({ payment_method_collection: 'if_required', subscription_data: { trial_period_days: 14 } });
    expect(await pageOf(session, 'en')).not.toContain('card_number');
    const wrong = await fetch(session.url!, { method: 'POST', body: new URLSearchParams({ email: 'a' }) });
    expect(wrong.status).toBe(422);
    const answer = await fetch(session.url!, { method: 'POST', body: new URLSearchParams({ email: 'a@example.com' }), redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect((await complete(session)).subscription).toMatchObject({ status: 'trialing', default_payment_method: null });
  });

  it('says what keeping a card means', async () => {
    const session = await stripe.checkout.sessions.create({ mode: 'setup', currency: 'eur', success_url: 'http://localhost/kept' });
    const page = await pageOf(session, 'en');
    for (const words of ['Save card', 'Nothing is charged now']) expect(page).toContain(words);
  });
});

it('keeps the credits of a customer apart by currency', async () => {
  const customer = await stripe.customers.create({ email: 'two@example.com' });
  const both: Stripe.Subscription[] = [];
  for (const currency of ['eur', 'usd']) {
    const session = await open({ customer: customer.id }, { currency, unit_amount: 3000 });
    await pay(session);
    both.push((await complete(session)).subscription);
  }
  const [inEuro, inDollar] = both;
  const cheaper = await stripe.prices.create({ currency: 'eur', unit_amount: 1000, product: inEuro!.items.data[0]!.price.product as string, recurring: { interval: 'month' } });
  await stripe.subscriptions.update(inEuro!.id, { items: [{ id: inEuro!.items.data[0]!.id, price: cheaper.id }], proration_behavior: 'always_invoice', proration_date: inEuro!.created });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ currency: 'eur', balance: -2000 });
  expect(await stripe.invoices.createPreview({ subscription: inDollar!.id })).toMatchObject({ total: 3000, amount_due: 3000, starting_balance: 0 });
  expect(await stripe.invoices.createPreview({ subscription: inEuro!.id })).toMatchObject({ total: 1000, amount_due: 0, starting_balance: -2000 });
});
