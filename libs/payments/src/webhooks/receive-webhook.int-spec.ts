import { jest } from '@jest/globals';
import { newId } from '@silkport/values';
import { ChargeMismatch, WebhookSignatureInvalid } from '../payments.errors.js';
import { pageExpiry } from '../checkouts/page-expiry.js';
import { StripeGateway } from '../stripe-gateway.js';
import { sessionTerms } from '../checkouts/session-terms.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

const completed = 'checkout.session.completed';
const once = { charges: 1, captured: 1, expired: 0 };
const never = { charges: 0, captured: 0, expired: 0 };

describe('receiving a webhook', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());

  const open = async () => {
    const { reference } = await payments.open.run(aCheckout()).then(async ({ checkoutId }) => {
      const [row] = await payments.rows<{ reference: string }>('SELECT reference FROM payments.checkouts WHERE id = $1', [checkoutId]);
      return row!;
    });
    const { stripe_session_id: sessionId } = (await payments.stored(reference))!;
    return { reference, sessionId };
  };
  const openAndPay = async () => {
    const checkout = await open();
    await payments.pay(checkout.sessionId);
    return { ...checkout, event: await payments.eventOf(checkout.sessionId, completed) };
  };
  const inbox = async (payload: string) => payments.rows('SELECT type FROM payments.stripe_events WHERE id = $1', [(JSON.parse(payload) as { id: string }).id]);
  const altered = (payload: string, change: object): string => {
    const event = JSON.parse(payload) as { data: { object: object } };
    return JSON.stringify({ ...event, id: `evt_${newId()}`, data: { ...event.data, object: { ...event.data.object, ...change } } });
  };

  it('captures the payment and tells what was charged, by whose clock', async () => {
    const { reference, event } = await openAndPay();
    expect(await payments.deliver(event)).toBe('applied');
    expect(await payments.tally(reference)).toEqual(once);
    const { id } = (await payments.stored(reference))!;
    const [published] = await payments.rows(`SELECT payload FROM platform.events WHERE payload->>'reference' = $1`, [reference]);
    const capturedAt = new Date((JSON.parse(event) as { created: number }).created * 1000).toISOString();
    expect(published).toEqual({ payload: { checkoutId: id, reference, charged: { amountMinor: '523499', currency: 'KZT' }, capturedAt, billingCountry: 'KZ' } });
    expect(await payments.reads.checkoutOf(reference)).toMatchObject({ status: 'paid', url: null });
  });

  it('takes the same event twice, one after the other, as one', async () => {
    const { reference, event } = await openAndPay();
    expect([await payments.deliver(event), await payments.deliver(event)]).toEqual(['applied', 'repeated']);
    expect(await payments.tally(reference)).toEqual(once);
  });

  it('takes eight of the same event at once as one', async () => {
    const { reference, event } = await openAndPay();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => payments.deliver(event)));
    expect(outcomes.toSorted()).toEqual(['applied', ...Array.from({ length: 7 }, () => 'repeated')]);
    expect(await payments.tally(reference)).toEqual(once);
  });

  it('charges once where two different events tell of the same payment at once', async () => {
    const { reference, event } = await openAndPay();
    const outcomes = await Promise.all([payments.deliver(event), payments.deliver(altered(event, {}))]);
    expect(outcomes.toSorted()).toEqual(['applied', 'ignored']);
    expect(await payments.tally(reference)).toEqual(once);
  });

  it('meets the browser that came back first', async () => {
    const { reference, event } = await openAndPay();
    expect(await payments.confirm.run(reference)).toBe('paid');
    expect(await payments.deliver(event)).toBe('ignored');
    expect(await payments.tally(reference)).toEqual(once);
  });

  it('meets the browser that comes back at the same instant', async () => {
    const { reference, event } = await openAndPay();
    const [status] = await Promise.all([payments.confirm.run(reference), payments.deliver(event), payments.confirm.run(reference)]);
    expect(status).toBe('paid');
    expect(await payments.tally(reference)).toEqual(once);
  });

  it('refuses a wrong signature, an altered body, a missing header and a time six minutes old, and stores nothing', async () => {
    const { reference, event } = await openAndPay();
    const refused = [
      payments.deliver(event, { secret: 'whsec_another' }),
      payments.deliver(event, { ageSeconds: 6 * 60 }),
      payments.webhook.run(Buffer.from(event.replace('523499', '1')), payments.sign(event)),
      payments.webhook.run(Buffer.from(event), undefined),
      payments.webhook.run(Buffer.from(event), 'nonsense'),
      payments.webhook.run(Buffer.from(''), payments.sign(event)),
    ];
    for (const outcome of await Promise.allSettled(refused)) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(WebhookSignatureInvalid) });
    expect(await inbox(event)).toEqual([]);
    expect(await payments.tally(reference)).toEqual(never);
    expect(await payments.deliver(event, { ageSeconds: 4 * 60 })).toBe('applied');
  });

  it('knows each of several secrets, as that of the endpoint for connected accounts', async () => {
    const gateway = new StripeGateway({ stripe: { secretKey: 'sk_test_payments', webhookSecret: 'whsec_payments, whsec_connected', apiUrl: payments.apiUrl } });
    const { event } = await openAndPay();
    const verified = (secret: string) => gateway.verifiedEvent(Buffer.from(event), payments.sign(event, { secret })).id;
    expect([verified('whsec_payments'), verified('whsec_connected')]).toEqual([(JSON.parse(event) as { id: string }).id, (JSON.parse(event) as { id: string }).id]);
    expect(() => verified('whsec_another')).toThrow(WebhookSignatureInvalid);
    gateway.onApplicationShutdown();
  });

  it('expires an abandoned checkout once, and captures money that comes after it all the same', async () => {
    const { reference, sessionId } = await open();
    await payments.stripe.checkout.sessions.expire(sessionId);
    const expired = await payments.eventOf(sessionId, 'checkout.session.expired');
    expect([await payments.deliver(expired), await payments.deliver(altered(expired, {}))]).toEqual(['applied', 'ignored']);
    expect(await payments.tally(reference)).toEqual({ ...never, expired: 1 });
    const late = altered(expired, { status: 'complete', payment_status: 'paid', payment_intent: 'pi_late' }).replaceAll('checkout.session.expired', completed);
    expect(await payments.deliver(late)).toBe('applied');
    expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 1 });
  });

  it('keeps a paid checkout paid when an expiry is delivered late', async () => {
    const { reference, event } = await openAndPay();
    await payments.deliver(event);
    expect(await payments.deliver(altered(event, {}).replaceAll(completed, 'checkout.session.expired'))).toBe('ignored');
    expect(await payments.reads.checkoutOf(reference)).toMatchObject({ status: 'paid' });
    expect(await payments.tally(reference)).toEqual(once);
  });

  it.each([['amount', { amount_total: 523_500 }], ['currency', { currency: 'usd' }]])('refuses a payment of another %s and stores nothing', async (_, change) => {
    const { reference, event } = await openAndPay();
    const other = altered(event, change);
    await expect(payments.deliver(other)).rejects.toThrow(ChargeMismatch);
    expect(await inbox(other)).toEqual([]);
    expect(await payments.tally(reference)).toEqual(never);
    expect(await payments.reads.checkoutOf(reference)).toMatchObject({ status: 'open' });
  });

  it('captures a payment whose checkout was never inserted, and opening it then finds it paid', async () => {
    const wanted = aCheckout();
    const session = await payments.gateway.openSession(wanted.reference, sessionTerms(wanted, pageExpiry(wanted.expiresAt, payments.clock.now())));
    await payments.pay(session.id);
    expect(await payments.deliver(await payments.eventOf(session.id, completed))).toBe('applied');
    expect(await payments.tally(wanted.reference)).toEqual(once);
    expect(await payments.open.run(wanted)).toMatchObject({ status: 'paid', url: null });
  });

  it('waits for money that takes its days, and expires where it never comes', async () => {
    const { reference, event } = await openAndPay();
    const unpaid = altered(event, { payment_status: 'unpaid' });
    expect(await payments.deliver(unpaid)).toBe('ignored');
    expect(await payments.reads.checkoutOf(reference)).toMatchObject({ status: 'open' });
    expect(await payments.deliver(altered(unpaid, {}).replaceAll(completed, 'checkout.session.async_payment_failed'))).toBe('applied');
    expect(await payments.tally(reference)).toEqual({ ...never, expired: 1 });
    expect(await payments.deliver(altered(event, {}).replaceAll(completed, 'checkout.session.async_payment_succeeded'))).toBe('applied');
    expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 1 });
  });

  it('refuses none of many that arrive at once, three times each', async () => {
    const paid = [];
    for (let number = 0; number < 150; number += 1) paid.push(await openAndPay());
    for (const { event, reference } of paid) {
      const outcomes = await Promise.all([event, event, event].map((payload) => payments.deliver(payload)));
      expect(outcomes.toSorted()).toEqual(['applied', 'repeated', 'repeated']);
      expect(await payments.tally(reference)).toEqual(once);
    }
  }, 60_000);

  it('records and ignores the sessions of other systems and events of other kinds', async () => {
    const { event } = await openAndPay();
    const foreign = altered(event, { metadata: {}, currency: 'xts', client_reference_id: 'cart-17' });
    const otherKind = altered(event, {}).replaceAll(completed, 'customer.created');
    expect([await payments.deliver(foreign), await payments.deliver(otherKind)]).toEqual(['ignored', 'ignored']);
    expect(await payments.deliver(foreign)).toBe('repeated');
    expect([await inbox(foreign), await inbox(otherKind)]).toEqual([[{ type: completed }], [{ type: 'customer.created' }]]);
  });

  it('applies a webhook in one statement', async () => {
    const { reference, event } = await openAndPay();
    const read = jest.spyOn(payments.database, 'read');
    const transaction = jest.spyOn(payments.database, 'transaction');
    try {
      await payments.deliver(event);
      expect([read.mock.calls.length, transaction.mock.calls.length]).toEqual([1, 0]);
    } finally {
      jest.restoreAllMocks();
    }
    expect(await inbox(event)).toEqual([{ type: completed }]);
    expect(await payments.tally(reference)).toEqual(once);
  });
});
