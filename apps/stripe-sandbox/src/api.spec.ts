import { Stripe } from 'stripe';
import { aSession } from './testing/orders.js';
import { startSandbox, stripeAt, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
let nowMs = Date.UTC(2026, 10, 23, 12);
beforeAll(async () => {
  sandbox = await startSandbox({ clock: { now: () => nowMs } });
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.control('/faults', undefined, 'DELETE'));

const nowSeconds = () => Math.floor(nowMs / 1000);
const caught = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error as Stripe.errors.StripeError);
const raw = (params: object) => stripe.rawRequest('POST', '/v1/checkout/sessions', params as Record<string, unknown>);

describe('keys', () => {
  it('turns away a wrong key and none in Stripe’s shape', async () => {
    const wrong = await caught(stripeAt(new URL(sandbox.origin).port, 'sk_test_wrong_key_entirely').balance.retrieve());
    expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(wrong?.message).toBe('Invalid API Key provided: sk_test_**************rely');
    const none = await fetch(`${sandbox.origin}/v1/balance`);
    expect([none.status, (await none.json() as { error: { type: string } }).error.type]).toEqual([401, 'invalid_request_error']);
  });

  it('takes the key as the user of Basic too', async () => {
    const answer = await fetch(`${sandbox.origin}/v1/balance`, { headers: { authorization: `Basic ${btoa('sk_test_silkport_sandbox:')}` } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('request-id')).toMatch(/^req_/);
  });
});

describe('refusals', () => {
  it.each([
    [{ foo: 'bar' }, 'parameter_unknown', 'foo'],
    [{ line_items: undefined }, 'parameter_missing', 'line_items'],
    [{ success_url: undefined }, 'parameter_missing', 'success_url'],
    [{ success_url: 'orders/1' }, 'url_invalid', 'success_url'],
    [{ customer_email: 'no-at' }, 'email_invalid', 'customer_email'],
    [{ client_reference_id: '' }, 'parameter_invalid_empty', 'client_reference_id'],
    [{ customer: 'cus_none' }, 'resource_missing', 'customer'],
    [{ locale: 'ar' }, undefined, 'locale'],
    [{ line_items: [{ quantity: 'x' }] }, 'parameter_invalid_integer', 'line_items[0][quantity]'],
    [{ line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 100, product_data: { title: 'x' } } }] }, 'parameter_unknown', 'line_items[0][price_data][product_data][title]'],
    [{ line_items: [{ price_data: { currency: 'eur', unit_amount: 100, product_data: { name: 'x' } } }] }, 'parameter_missing', 'line_items[0][quantity]'],
    [{ payment_intent_data: { metadata: { order: 'x'.repeat(501) } } }, undefined, 'payment_intent_data[metadata][order]'],
  ])('refuses %j with the code and the parameter', async (changes, code, param) => {
    const error = await caught(raw({ ...aSession(), ...changes }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect([error?.code, error?.param]).toEqual([code, param]);
  });

  it.each([
    ['usd', 49, 'amount_too_small'], ['usd', 50, undefined], ['jpy', 49, 'amount_too_small'], ['jpy', 50, undefined], ['usd', 100_000_000, 'amount_too_large'],
    ['kwd', 1001, 'invalid_charge_amount'], ['kwd', 1000, undefined], ['isk', 10_050, 'invalid_charge_amount'], ['isk', 10_000, undefined],
    ['ugx', 200_001, 'invalid_charge_amount'], ['ugx', 200_000, undefined], ['kzt', 26_000, undefined], ['idr', 100_000_000, undefined],
  ])('judges %s %i as Stripe does', async (currency, amount, code) => {
    const error = await caught(stripe.paymentIntents.create({ amount, currency }));
    expect(error?.code).toBe(code);
  });

  it('refuses a currency that Stripe does not charge in, and two at once', async () => {
    expect((await caught(stripe.paymentIntents.create({ amount: 1000, currency: 'irr' })))?.message).toMatch(/^Invalid currency: irr/);
    const price = (currency: string) => ({ quantity: 1, price_data: { currency, unit_amount: 1000, product_data: { name: 'x' } } });
    expect((await caught(stripe.checkout.sessions.create(aSession({ line_items: [price('usd'), price('eur')] }))))?.message).toContain('cannot combine currencies');
  });

  it('answers 404 for an unknown object and an unknown path', async () => {
    const unknown = await caught(stripe.refunds.retrieve('re_none'));
    expect([unknown?.statusCode, unknown?.code, unknown?.message]).toEqual([404, 'resource_missing', "No such refund: 're_none'"]);
    const path = await caught(stripe.rawRequest('GET', '/v1/coupons'));
    expect([path?.statusCode, path?.message]).toEqual([404, expect.stringMatching(/^Unrecognized request URL \(GET: \/v1\/coupons\)/)]);
  });

  it('refuses to expand what is no object', async () => {
    const session = await stripe.checkout.sessions.create(aSession());
    expect((await caught(stripe.checkout.sessions.retrieve(session.id, { expand: ['amount_total'] })))?.message).toBe('This property cannot be expanded (amount_total).');
  });
});

describe('idempotency keys', () => {
  it('answer again for the same parameters, without doing it again', async () => {
    const first = await stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'same' });
    const second = await stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'same' });
    expect(second.id).toBe(first.id);
    expect([first.lastResponse.headers['idempotent-replayed'], second.lastResponse.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
  });

  it('refuse other parameters', async () => {
    await stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'other' });
    const error = await caught(stripe.checkout.sessions.create(aSession({ client_reference_id: 'x' }), { idempotencyKey: 'other' }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error?.message).toContain('can only be used with the same parameters');
  });

  it('replay a refused card, but not a request that was never carried out', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'eur' });
    const confirm = () => caught(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa_chargeDeclined' }, { idempotencyKey: 'declined' }));
    const [first, second] = [await confirm(), await confirm()];
    expect([first?.statusCode, second?.statusCode, second?.headers?.['idempotent-replayed']]).toEqual([402, 402, 'true']);
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
    await caught(stripe.paymentIntents.create({ amount: 1, currency: 'eur' }, { idempotencyKey: 'mended' }));
    expect((await stripe.paymentIntents.create({ amount: 1000, currency: 'eur' }, { idempotencyKey: 'mended' })).amount).toBe(1000);
  });

  it('refuse a second request while the first is under way', async () => {
    await sandbox.control('/faults', { kind: 'delay', delay_ms: 300, path: '/v1/refunds' });
    await sandbox.control('/faults', { kind: 'delay', delay_ms: 300, path: '/v1/checkout' });
    const first = stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'busy' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const error = await caught(stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'busy' }));
    expect([error?.statusCode, error?.code]).toEqual([409, 'idempotency_key_in_use']);
    expect((await first).status).toBe('open');
  });

  it('let the SDK retry over a lost answer without a second object', async () => {
    const patient = stripeAt(new URL(sandbox.origin).port, 'sk_test_silkport_sandbox', 3);
    for (const fault of [{ kind: 'drop', when: 'after' }, { kind: 'status', status: 500, when: 'after' }]) {
      await sandbox.control('/faults', { ...fault, path: '/v1/checkout' });
      const reference = `lost-${fault.kind}`;
      const session = await patient.checkout.sessions.create(aSession({ client_reference_id: reference }));
      expect(session.lastResponse.headers['idempotent-replayed']).toBe('true');
      const all = (await stripe.checkout.sessions.list({ limit: 100 })).data.filter((each) => each.client_reference_id === reference);
      expect(all.map((each) => each.id)).toEqual([session.id]);
    }
  });

  it('are forgotten after 24 hours', async () => {
    const first = await stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'old' });
    nowMs += 24 * 3600 * 1000 + 1;
    expect((await stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'old' })).id).not.toBe(first.id);
  });
});

describe('lists', () => {
  it('page through by cursor in both directions', async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index++) made.unshift((await stripe.customers.create({ name: `c${index}` })).id);
    const events = await stripe.events.list({ type: 'customer.created', limit: 3 });
    expect([events.data.length, events.has_more]).toEqual([3, true]);
    const ids: string[] = [];
    for await (const event of stripe.events.list({ type: 'customer.created', limit: 3 })) ids.push((event.data.object as Stripe.Customer).id);
    expect(ids).toEqual(made);
    const back = await stripe.events.list({ type: 'customer.created', limit: 2, ending_before: events.data[2]!.id });
    expect([back.data.map((each) => each.id), back.has_more]).toEqual([events.data.slice(0, 2).map((each) => each.id), false]);
    expect((await caught(stripe.events.list({ starting_after: 'evt_none' })))?.code).toBe('resource_missing');
    expect((await caught(stripe.events.list({ limit: 101 })))?.code).toBe('parameter_invalid_integer');
  });

  it('filter by time, type and delivery', async () => {
    const before = nowSeconds();
    nowMs += 10_000;
    const session = await stripe.checkout.sessions.create(aSession());
    await sandbox.control(`/checkout/sessions/${session.id}/pay`, {});
    const types = (await stripe.events.list({ created: { gt: before }, types: ['checkout.session.completed', 'charge.succeeded'] })).data.map((each) => each.type);
    expect(types).toEqual(['checkout.session.completed', 'charge.succeeded']);
    expect((await stripe.events.list({ created: { gt: before }, delivery_success: false })).data).toEqual([]);
    expect((await stripe.checkout.sessions.list({ status: 'complete' })).data.map((each) => each.id)).toEqual([session.id]);
  });
});

describe('sessions in time', () => {
  it('accept an expiry from 30 minutes to 24 hours ahead', async () => {
    const at = (seconds: number) => caught(stripe.checkout.sessions.create(aSession({ expires_at: nowSeconds() + seconds })));
    expect((await at(1799))?.message).toContain('at least 30 minutes');
    expect(await at(1800)).toBeUndefined();
    expect(await at(86_400)).toBeUndefined();
    expect((await at(86_401))?.message).toContain('less than 24 hours');
  });

  it('expire by themselves and say so', async () => {
    const session = await stripe.checkout.sessions.create(aSession({ expires_at: nowSeconds() + 1800 }));
    const { now } = await sandbox.control<{ now: number }>('/clock/advance', { seconds: 1801 });
    expect(now).toBe(nowSeconds() + 1801);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired', payment_status: 'unpaid', url: null });
    const expired = (await stripe.events.list({ type: 'checkout.session.expired', limit: 100 })).data.map((each) => (each.data.object as { id: string }).id);
    expect(expired).toContain(session.id);
    expect(await sandbox.control(`/checkout/sessions/${session.id}/pay`, {})).toMatchObject({ outcome: 'expired' });
  });

  it('are expired by the API once, and their waiting intent is cancelled', async () => {
    const session = await stripe.checkout.sessions.create(aSession());
    await sandbox.control(`/checkout/sessions/${session.id}/pay`, { card: '4000000000000002' });
    expect(await stripe.checkout.sessions.expire(session.id, { expand: ['payment_intent'] })).toMatchObject({ status: 'expired', payment_intent: { status: 'canceled' } });
    expect((await caught(stripe.checkout.sessions.expire(session.id)))?.message).toContain('Only Checkout Sessions with a status in ["open"] can be expired');
  });

  it('settle what was paid after two days', async () => {
    const sum = async () => (await stripe.balance.retrieve()).available.find((each) => each.currency === 'sek')?.amount ?? 0;
    await stripe.paymentIntents.create({ amount: 10_000, currency: 'sek', confirm: true, payment_method: 'pm_card_visa', return_url: 'http://localhost/' });
    expect(await sum()).toBe(0);
    await sandbox.control('/clock/advance', { seconds: 2 * 86_400 });
    expect(await sum()).toBe(10_000 - 290 - 180);
  });
});
