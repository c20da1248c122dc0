import { NothingToRefund, PaymentProviderAway } from './payments.errors.js';
import { aCheckout, openPayments, type Payments } from './testing.js';

describe('refunding a charge', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());

  const open = async () => {
    const wanted = aCheckout();
    await payments.open.run(wanted);
    return { reference: wanted.reference, sessionId: (await payments.stored(wanted.reference))!.stripe_session_id };
  };

  it('happens whole and once, however often and at once it is asked', async () => {
    const { reference, sessionId } = await open();
    await expect(payments.refund.run({ reference, reason: 'order_cancelled' })).rejects.toThrow(NothingToRefund);
    await payments.pay(sessionId);
    await payments.confirm.run(reference);
    const wanted = { reference, reason: 'order_cancelled' };
    const [first, second] = await Promise.all([payments.refund.run(wanted), payments.refund.run(wanted)]);
    expect(first).toMatchObject({ refunded: { amountMinor: 523_499n, currency: 'KZT' }, status: 'succeeded' });
    expect([second, await payments.refund.run(wanted)]).toEqual([first, first]);
    const { payment_intent: intent } = await payments.stripe.checkout.sessions.retrieve(sessionId);
    expect((await payments.stripe.refunds.list({ payment_intent: intent as string })).data).toMatchObject([{ amount: 523_499, metadata: wanted }]);
  });

  it('finds a refund that was made more than a day ago and not stored', async () => {
    const { reference, sessionId } = await open();
    await payments.pay(sessionId);
    await payments.confirm.run(reference);
    const { payment_intent: intent } = await payments.stripe.checkout.sessions.retrieve(sessionId);
    const earlier = await payments.stripe.refunds.create({ payment_intent: intent as string });
    await payments.refund.run({ reference, reason: 'order_cancelled' });
    expect(await payments.rows('SELECT stripe_refund_id FROM payments.refunds WHERE stripe_refund_id = $1', [earlier.id])).toHaveLength(1);
  });

  it('can be asked again after Stripe was away', async () => {
    const { reference, sessionId } = await open();
    await payments.pay(sessionId);
    await payments.confirm.run(reference);
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/refunds' });
    await expect(payments.refund.run({ reference, reason: 'order_cancelled' })).rejects.toThrow(PaymentProviderAway);
    expect(await payments.refund.run({ reference, reason: 'order_cancelled' })).toMatchObject({ status: 'succeeded' });
  });
});
