import { money } from '@silkport/values';
import { AmountNotChargeable, BuyerEmailRefused, CheckoutDiffers, CurrencyNotChargeable, PaymentProviderAway } from '../payments.errors.js';
import { pageExpiry } from './page-expiry.js';
import { sessionTerms } from './session-terms.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

describe('opening a checkout', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());
  afterEach(() => payments.control('/faults', {}, 'DELETE'));

  const sessionsOf = async (reference: string) => {
    const { data } = await payments.stripe.checkout.sessions.list({ limit: 100 });
    return data.filter((session) => session.client_reference_id === reference);
  };

  it('gives the address of a page on which the amount can be paid', async () => {
    const wanted = aCheckout();
    const opened = await payments.open.run(wanted);
    expect(opened).toMatchObject({ status: 'open', expiresAt: new Date(Math.floor(wanted.expiresAt.getTime() / 1000) * 1000) });
    expect(await payments.reads.checkoutOf(wanted.reference)).toEqual({ status: 'open', url: opened.url, expiresAt: opened.expiresAt });
    const [session] = await sessionsOf(wanted.reference);
    expect(session).toMatchObject({ url: opened.url, amount_total: 523_499, currency: 'kzt', customer_email: 'aigerim@example.kz', locale: 'ru' });
  });

  it('knows nothing of a reference that was never opened', async () => {
    expect(await payments.reads.checkoutOf(aCheckout().reference)).toBeUndefined();
    expect(await payments.confirm.run(aCheckout().reference)).toBeUndefined();
    expect(await payments.close.run(aCheckout().reference)).toBeUndefined();
  });

  it('opens one session when asked twice at once, and again later', async () => {
    const wanted = aCheckout();
    // Both are at Stripe before either has an answer to insert.
    await payments.control('/faults', { kind: 'delay', delay_ms: 300, count: 2, method: 'POST', path: '/v1/checkout/sessions' });
    const [first, second] = await Promise.all([payments.open.run(wanted), payments.open.run(wanted)]);
    const third = await payments.open.run(wanted);
    expect([second, third]).toEqual([first, first]);
    expect(await sessionsOf(wanted.reference)).toHaveLength(1);
    expect(await payments.rows('SELECT 1 FROM payments.checkouts WHERE reference = $1', [wanted.reference])).toHaveLength(1);
  });

  it('finds the session of a process that was killed between the call to Stripe and the insert', async () => {
    const wanted = aCheckout();
    const lost = await payments.gateway.openSession(wanted.reference, sessionTerms(wanted, pageExpiry(wanted.expiresAt, payments.clock.now())));
    const opened = await payments.open.run(wanted);
    expect(opened.url).toBe(lost.url);
    expect(await payments.stored(wanted.reference)).toMatchObject({ stripe_session_id: lost.id, status: 'open' });
  });

  it('opens a second session where the lost one had other terms, since nobody has its address', async () => {
    const wanted = aCheckout();
    const lost = await payments.gateway.openSession(wanted.reference, sessionTerms(wanted, new Date(wanted.expiresAt.getTime() + 600_000 - wanted.expiresAt.getTime() % 1000)));
    const opened = await payments.open.run(wanted);
    expect(opened).toMatchObject({ status: 'open' });
    expect(opened.url).not.toBe(lost.url);
  });

  it('survives an answer that was lost on its way, without a second session', async () => {
    const wanted = aCheckout();
    await payments.control('/faults', { kind: 'drop', when: 'after', count: 1, method: 'POST', path: '/v1/checkout/sessions' });
    expect(await payments.open.run(wanted)).toMatchObject({ status: 'open' });
    expect(await sessionsOf(wanted.reference)).toHaveLength(1);
  });

  it('says that Stripe is away, stores nothing, and succeeds when it is back', async () => {
    const wanted = aCheckout();
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/checkout/sessions' });
    await expect(payments.open.run(wanted)).rejects.toThrow(PaymentProviderAway);
    expect(await payments.stored(wanted.reference)).toBeUndefined();
    expect(await payments.open.run(wanted)).toMatchObject({ status: 'open' });
  });

  it('refuses another amount for a reference that is open', async () => {
    const wanted = aCheckout();
    await payments.open.run(wanted);
    const amount = money(100_000n, 'KZT');
    await expect(payments.open.run({ ...wanted, amount, lines: [{ title: 'Data set', quantity: 1, unitAmount: amount }] })).rejects.toThrow(CheckoutDiffers);
  });

  it.each([
    ['a currency that cards cannot pay', money(523_499n, 'IRR'), CurrencyNotChargeable],
    ['less than the smallest charge', money(100n, 'KZT'), AmountNotChargeable],
    ['more than the largest charge', money(100_000_000_000n, 'KZT'), AmountNotChargeable],
    ['a tenth of a fils', money(1_234_565n, 'KWD'), AmountNotChargeable],
  ])('refuses %s and stores nothing', async (_, amount, refusal) => {
    const wanted = aCheckout({ amount, lines: [{ title: 'Data set', quantity: 1, unitAmount: amount }] });
    await expect(payments.open.run(wanted)).rejects.toThrow(refusal);
    expect(await payments.stored(wanted.reference)).toBeUndefined();
  });

  it('refuses an address that Stripe does not take', async () => {
    await expect(payments.open.run(aCheckout({ email: 'nobody' }))).rejects.toThrow(BuyerEmailRefused);
  });

  it('opens with one HTTP call and two statements, and again with one statement', async () => {
    const wanted = aCheckout();
    const texts: string[] = [];
    const { read } = payments.database;
    payments.database.read = (prepared, values) => { texts.push(prepared.name); return read.call(payments.database, prepared, values) as never; };
    try {
      await payments.open.run(wanted);
      await payments.open.run(wanted);
    } finally {
      payments.database.read = read;
    }
    expect(texts).toEqual(['payments.checkout_by_reference', 'payments.insert_checkout', 'payments.checkout_by_reference']);
  });
});
