import { Idempotency, reviveJson } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { aCheckout, openPayments, type Payments } from '../testing.js';
import type { BillingChanged, BillingInvoicePaid } from './billing.events.js';
import { DecideHeldInvoice } from './decide-held-invoice.js';
import { GiveUnorderedBack } from './give-unordered-back.js';
import { HeldInvoiceReads } from './held-invoice-reads.js';
import { paidInvoiceOf } from './paid-invoice.js';
import { UnorderedPeriods } from './unordered-periods.js';

const price = money(500_000n, 'KZT');
const hour = 3_600;

let payments: Payments;
let reads: HeldInvoiceReads;
let decide: DecideHeldInvoice;
let unordered: UnorderedPeriods;
beforeAll(async () => {
  payments = await openPayments();
  const { database, outbox, clock } = payments;
  [reads, unordered] = [new HeldInvoiceReads(database), new UnorderedPeriods(database, clock)];
  decide = new DecideHeldInvoice(database, new Idempotency(database), outbox, clock);
}, 60_000);
afterAll(() => payments.end());

async function begun() {
  const subscription = { subscriptionId: newId(), termsId: newId(), title: 'Loom software', amount: price, interval: 'month', intervalCount: 1, trialDays: 0 } as const;
  const wanted = aCheckout({ subscription, amount: price, lines: [], expiresAt: new Date(payments.clock.now().getTime() + 3_600_000) });
  await payments.open.run(wanted);
  const { stripe_session_id: sessionId } = (await payments.stored(wanted.reference))!;
  await payments.pay(sessionId);
  const stripeId = (await payments.stripe.checkout.sessions.retrieve(sessionId)).subscription as string;
  const { items: { data: [item] } } = await payments.stripe.subscriptions.retrieve(stripeId);
  payments.clock.advance(Math.max(0, item!.current_period_start * 1000 - payments.clock.now().getTime()));
  return { reference: wanted.reference, id: subscription.subscriptionId, termsId: subscription.termsId, stripeId };
}

const follow = (stripeSubscriptionId: string) => payments.follow.run({ stripeSubscriptionId });
const periods = (id: string) => payments.published<BillingInvoicePaid>('payments.billing_invoice_paid', 'subscriptionId', id);
const heldOf = async ({ reference }: { reference: string }, state: 'held' | 'set_aside' | 'taken' = 'held') => (await reads.list(state, undefined, 100)).invoices.filter((each) => each.reference === reference);
const jobs = (key: string) => payments.rows<{ identifier: string }>('SELECT task_identifier AS identifier FROM graphile_worker.jobs WHERE key = $1', [key]);

async function nextPeriod(stripeId: string): Promise<void> {
  const { items: { data: [item] } } = await payments.stripe.subscriptions.retrieve(stripeId);
  const until = item!.current_period_end + 2 * hour;
  await payments.control('/clock/advance', { until });
  payments.clock.advance(until * 1000 - payments.clock.now().getTime());
  await follow(stripeId);
}

/** As somebody does it by hand at the provider: a cheaper price at once, whose difference is a credit that pays for what comes next. */
async function credit(stripeId: string): Promise<void> {
  const { items: { data: [item] } } = await payments.stripe.subscriptions.retrieve(stripeId);
  const { currency, product, recurring } = item!.price;
  const cheap = { id: item!.id, quantity: 1, price_data: { currency, unit_amount: 200_000, product: product as string, recurring: { interval: recurring!.interval, interval_count: 1 } } };
  await payments.stripe.subscriptions.update(stripeId, { items: [cheap], proration_behavior: 'always_invoice' });
}

describe('an invoice that was paid without a payment', () => {
  it('is held and makes no order, while what is paid for like any period is one', async () => {
    const [own, other] = [await begun(), await begun()];
    for (const { stripeId } of [own, other]) await follow(stripeId);
    await credit(own.stripeId);
    await nextPeriod(own.stripeId);
    await follow(other.stripeId);
    expect((await heldOf(own)).map(({ reason, amount, isCharged, tries }) => [reason, amount, isCharged, tries])).toEqual([['no_payment', money(200_000n, 'KZT'), false, 1]]);
    expect(await periods(own.id)).toEqual([]);
    expect(await periods(other.id)).toHaveLength(1);
    await nextPeriod(own.stripeId);
    const [partly, ...more] = await periods(own.id);
    expect([more, partly!.charged.amountMinor > 0n, partly!.charged.amountMinor < 200_000n]).toEqual([[], true, true]);
    expect((await heldOf(own)).map(({ tries }) => tries)).toEqual([2]);
  });

  it('is set aside with a reason, for ever; its money cannot be given back, since none came', async () => {
    const own = await begun();
    await follow(own.stripeId);
    await credit(own.stripeId);
    await nextPeriod(own.stripeId);
    const { id } = (await heldOf(own))[0]!;
    const [personId, note] = [newId(), 'A credit that was promised on the phone'];
    await expect(decide.setAside({ id, personId, note, givesBack: true })).rejects.toMatchObject({ code: 'payments.nothing_to_refund' });
    await decide.setAside({ id, personId, note, givesBack: false });
    await follow(own.stripeId);
    expect([await heldOf(own), (await heldOf(own, 'set_aside')).map((each) => [each.note, each.tries])]).toEqual([[], [[note, 1]]]);
    await expect(decide.retry(id)).rejects.toMatchObject({ code: 'payments.held_invoice_decided' });
    await expect(decide.retry(newId())).rejects.toMatchObject({ code: 'payments.held_invoice_unknown' });
  });
});

describe('an invoice that is not what its page asked for', () => {
  it('is held, and the subscription is followed all the same; tried again when that is mended, it pays the order', async () => {
    const own = await begun();
    await payments.rows('UPDATE payments.checkouts SET amount_minor = amount_minor + 100 WHERE reference = $1', [own.reference]);
    await follow(own.stripeId);
    expect((await heldOf(own)).map(({ reason, amount }) => [reason, amount])).toEqual([['not_taken', price]]);
    expect((await payments.published<BillingChanged>('payments.billing_changed', 'subscriptionId', own.id)).map(({ standing }) => standing.status)).toEqual(['active']);
    expect((await payments.tally(own.reference)).charges).toBe(0);
    await payments.rows('UPDATE payments.checkouts SET amount_minor = amount_minor - 100 WHERE reference = $1', [own.reference]);
    await decide.retry((await heldOf(own))[0]!.id);
    expect(await jobs(`payments/follow-subscription:${own.stripeId}`)).toEqual([{ identifier: 'payments/follow-subscription' }]);
    await follow(own.stripeId);
    expect([await heldOf(own), (await heldOf(own, 'taken')).length, (await payments.tally(own.reference)).charges]).toEqual([[], 1, 1]);
  });

  it.each([
    [{ billing_reason: 'manual' }, 'unknown_kind'], [{ currency: 'xts' }, 'not_taken'], [{ parent: null }, 'unknown_kind'], [{ payments: undefined }, 'no_payment'], [{ payments: undefined, amount_paid: 0, total: 0 }, undefined],
  ] as const)('is told by what it says of itself: %o', async (changed, reason) => {
    const own = await begun();
    const { data: [invoice] } = await payments.stripe.invoices.list({ subscription: own.stripeId, status: 'paid', expand: ['data.payments'] });
    const read = paidInvoiceOf({ ...invoice!, ...changed } as never);
    expect('unusable' in read ? read.unusable : undefined).toBe(reason);
  });
});

describe('a period of which no order could be made', () => {
  const paidPeriod = async () => {
    const own = await begun();
    await follow(own.stripeId);
    await nextPeriod(own.stripeId);
    const [paid] = await periods(own.id);
    return { ...own, paid: paid! };
  };

  it('is held as often as it fails, told again when somebody asks for that, and held no more when its order is made', async () => {
    const own = await paidPeriod();
    await unordered.hold(own.paid, 'no rate of that day');
    await unordered.hold(own.paid, 'no rate of that day');
    expect((await heldOf(own)).map(({ reason, detail, amount, isCharged, tries }) => [reason, detail, amount, isCharged, tries])).toEqual([['no_order', 'no rate of that day', price, true, 2]]);
    await decide.retry((await heldOf(own))[0]!.id);
    const told = await payments.rows<{ payload: unknown }>(`SELECT payload FROM platform.events WHERE name = 'payments.billing_invoice_paid' AND payload->>'reference' = $1`, [own.paid.reference]);
    expect(told.map(({ payload }) => reviveJson(payload))).toEqual([own.paid, own.paid]);
    await unordered.free(own.paid.reference);
    expect([await heldOf(own), (await heldOf(own, 'taken')).length]).toEqual([[], 1]);
  });

  it('is set aside, and its money goes back once', async () => {
    const own = await paidPeriod();
    await unordered.hold(own.paid, 'no rate of that day');
    const { reference } = own.paid;
    await decide.setAside({ id: (await heldOf(own))[0]!.id, personId: newId(), note: 'The product is gone', givesBack: true });
    expect([await unordered.isSetAside(reference), (await jobs(`give-unordered-back:${reference}`)).length]).toEqual([true, 1]);
    const giving = new GiveUnorderedBack(payments.refund);
    for (const _ of [1, 2]) await giving.run({ reference });
    expect((await payments.refundReads.ofReference(reference)).map(({ amount, status }) => [amount, status])).toEqual([[price, 'succeeded']]);
    await unordered.hold(own.paid, 'late word of an old job');
    expect(await heldOf(own)).toEqual([]);
  });
});

describe('a subscription that cannot be followed', () => {
  it('does not stand before others in the sweep', async () => {
    const own = await begun();
    await follow(own.stripeId);
    const broken = newId();
    await payments.rows(`INSERT INTO payments.subscriptions (id, reference, stripe_subscription_id, standing, status, period_end) SELECT $1, $2, 'sub_none', standing, 'active', '2020-01-01' FROM payments.subscriptions WHERE id = $3`, [broken, newId(), own.id]);
    await payments.followSweep.run();
    const asked = async () => (await payments.rows<{ at: Date | null }>('SELECT tried_at AS at FROM payments.subscriptions WHERE id = $1', [broken]))[0]!.at;
    const first = await asked();
    expect(first).toEqual(payments.clock.now());
    await payments.followSweep.run();
    expect(await asked()).toEqual(first);
    payments.clock.advance(16 * 60_000);
    await payments.followSweep.run();
    expect(await asked()).toEqual(payments.clock.now());
  });
});
