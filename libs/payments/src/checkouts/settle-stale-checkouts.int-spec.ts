import { PaymentProviderAway } from '../payments.errors.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

const hour = 60 * 60_000;

describe('what happens to a checkout without its webhook', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());
  afterEach(() => payments.control('/faults', {}, 'DELETE'));

  const open = async () => {
    const wanted = aCheckout({ expiresAt: new Date(payments.clock.now().getTime() + hour) });
    await payments.open.run(wanted);
    const { stripe_session_id: sessionId } = (await payments.stored(wanted.reference))!;
    return { reference: wanted.reference, sessionId };
  };
  const statusOf = async (reference: string) => (await payments.reads.checkoutOf(reference))?.status;
  const letTimePass = async (milliseconds: number) => {
    payments.clock.advance(milliseconds);
    await payments.control('/clock/advance', { seconds: milliseconds / 1000 });
  };

  it('stays open for a declined card, and is confirmed after the next one was taken', async () => {
    const { reference, sessionId } = await open();
    await payments.pay(sessionId, '4000000000000002');
    expect(await payments.confirm.run(reference)).toBe('open');
    await payments.pay(sessionId);
    expect(await payments.confirm.run(reference)).toBe('paid');
    const [charge] = await payments.rows<{ stripe_charge_id: string; stripe_payment_intent_id: string }>('SELECT * FROM payments.charges WHERE reference = $1', [reference]);
    expect(charge).toMatchObject({ stripe_charge_id: expect.stringMatching(/^ch_/), stripe_payment_intent_id: expect.stringMatching(/^pi_/) });
  });

  it('asks Stripe no more once it is settled', async () => {
    const { reference, sessionId } = await open();
    await payments.pay(sessionId);
    await payments.confirm.run(reference);
    await payments.control('/faults', { kind: 'status', status: 500, count: 1, method: 'GET', path: `/v1/checkout/sessions/${sessionId}` });
    expect(await payments.confirm.run(reference)).toBe('paid');
    await expect(payments.stripe.checkout.sessions.retrieve(sessionId, undefined, { maxNetworkRetries: 0 })).rejects.toMatchObject({ statusCode: 500 });
  });

  it('stays open without an error while Stripe is away', async () => {
    const { reference, sessionId } = await open();
    await payments.pay(sessionId);
    await payments.control('/faults', { kind: 'status', status: 503, count: 2, method: 'GET', path: '/v1/checkout/sessions' });
    expect(await payments.confirm.run(reference)).toBe('open');
    expect(await payments.confirm.run(reference)).toBe('paid');
  });

  it('is closed for a buyer who cancels, so that the page cannot be paid any more', async () => {
    const { reference, sessionId } = await open();
    expect(await payments.close.run(reference)).toBe('expired');
    expect((await payments.stripe.checkout.sessions.retrieve(sessionId)).status).toBe('expired');
    expect([await payments.close.run(reference), await payments.confirm.run(reference)]).toEqual(['expired', 'expired']);
    expect(await payments.tally(reference)).toEqual({ charges: 0, captured: 0, expired: 1 });
  });

  it('is paid where the buyer paid before cancelling', async () => {
    const { reference, sessionId } = await open();
    await payments.pay(sessionId);
    expect(await payments.close.run(reference)).toBe('paid');
    expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
  });

  it('cannot be closed while Stripe is away', async () => {
    const { reference } = await open();
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/checkout/sessions' });
    await expect(payments.close.run(reference)).rejects.toThrow(PaymentProviderAway);
    expect(await statusOf(reference)).toBe('open');
  });

  it('is settled by the sweep after its time, as Stripe says', async () => {
    const [paid, abandoned] = [await open(), await open()];
    await payments.pay(paid.sessionId);
    await payments.sweep.run();
    expect([await statusOf(paid.reference), await statusOf(abandoned.reference)]).toEqual(['open', 'open']);
    await letTimePass(hour + 60_000);
    await Promise.all([payments.sweep.run(), payments.sweep.run()]);
    expect([await statusOf(paid.reference), await statusOf(abandoned.reference)]).toEqual(['paid', 'expired']);
    expect(await payments.tally(paid.reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    expect(await payments.tally(abandoned.reference)).toEqual({ charges: 0, captured: 0, expired: 1 });
  });

  it('does not keep others from being settled, and is asked for again after five minutes', async () => {
    const [stuck, abandoned] = [await open(), await open()];
    await payments.rows('UPDATE payments.checkouts SET amount_minor = amount_minor + 1 WHERE reference = $1', [stuck.reference]);
    await payments.pay(stuck.sessionId);
    await letTimePass(hour + 60_000);
    await payments.sweep.run();
    expect([await statusOf(stuck.reference), await statusOf(abandoned.reference)]).toEqual(['open', 'expired']);
    await payments.rows('UPDATE payments.checkouts SET amount_minor = amount_minor - 1 WHERE reference = $1', [stuck.reference]);
    await payments.sweep.run();
    expect(await statusOf(stuck.reference)).toBe('open');
    await letTimePass(6 * 60_000);
    await payments.sweep.run();
    expect(await statusOf(stuck.reference)).toBe('paid');
  });

  it('is expired by the sweep where the account has no such session', async () => {
    const { reference } = await open();
    await payments.rows(`UPDATE payments.checkouts SET stripe_session_id = 'cs_test_of_another_account' WHERE reference = $1`, [reference]);
    expect(await payments.confirm.run(reference)).toBe('open');
    await letTimePass(hour + 60_000);
    await payments.sweep.run();
    expect(await statusOf(reference)).toBe('expired');
  });
});
