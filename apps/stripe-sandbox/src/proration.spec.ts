import fc from 'fast-check';
import type Stripe from 'stripe';
import { prorated } from './billing/periods/prorated.js';
import { caught } from './testing/accounts.js';
import { aCardForm } from './testing/orders.js';
import { advance, aSubscription, changeCard, day, hour, invoicesOf, periodOf, type Subscribed } from './testing/subscriptions.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

/** April has 30 days: a third of the period is ten. */
const begin = Date.UTC(2027, 3, 1) / 1000;
const itemOf = (subscription: Stripe.Subscription) => subscription.items.data[0]!.id;
const seats = ({ subscription }: Subscribed, quantity: number, more: Stripe.SubscriptionUpdateParams = {}) =>
  stripe.subscriptions.update(subscription.id, { items: [{ id: itemOf(subscription), quantity }], ...more });
const linesOf = (invoice: Stripe.Invoice) => invoice.lines.data.map((line) => [line.amount, line.quantity, line.parent!.subscription_item_details!.proration]);
const balanceOf = async (customer: string) => ((await stripe.customers.retrieve(customer)) as Stripe.Customer).balance;
async function aPrice(subscription: Stripe.Subscription, amount: number, recurring: Stripe.PriceCreateParams.Recurring = { interval: 'month' }): Promise<string> {
  const product = subscription.items.data[0]!.price.product as string;
  return (await stripe.prices.create({ currency: 'eur', unit_amount: amount, product, recurring })).id;
}

it('rounds the share of a time once, half away from zero, to what can be charged', () => {
  expect([prorated(1000, 1, 3, 'eur'), prorated(1000, 2, 3, 'eur'), prorated(5, 1, 2, 'eur'), prorated(-5, 1, 2, 'eur'), prorated(99_999_999, 2_591_999, 2_592_000, 'eur')]).toEqual([333, 667, 3, -3, 99_999_960]);
  expect([prorated(10_000, 1, 3, 'isk'), prorated(10_000, 1, 3, 'jpy'), prorated(10_000, 1, 3, 'kwd')]).toEqual([3300, 3333, 3330]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 31 * day }), fc.nat(), (amount, whole, part) => {
    const taken = part % (whole + 1);
    const sum = prorated(amount, taken, whole, 'eur') + prorated(amount, whole - taken, whole, 'eur');
    expect(Math.abs(sum - amount)).toBeLessThanOrEqual(1);
  }));
});

it('credits unused seats and asks for the rest on the next invoice', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin, quantity: 3 });
  await advance(stripe, subscribed.clock, begin + 10 * day);
  const changed = await seats(subscribed, 5);
  expect(changed.items.data[0]).toMatchObject({ quantity: 5, current_period_start: begin });
  expect(await invoicesOf(stripe, changed.id)).toHaveLength(1);
  const waiting = (await stripe.invoiceItems.list({ customer: subscribed.customer, pending: true })).data;
  expect(waiting.map((item) => [item.amount, item.description, item.proration])).toEqual([
    [3333, 'Remaining time on 5 × Seats after 11 Apr 2027', true], [-2000, 'Unused time on 3 × Seats after 11 Apr 2027', true],
  ]);
  await advance(stripe, subscribed.clock, begin + 30 * day + hour);
  const [renewal, first] = await invoicesOf(stripe, changed.id);
  expect(linesOf(renewal!)).toEqual([[-2000, 3, true], [3333, 5, true], [5000, 5, false]]);
  expect(renewal).toMatchObject({ total: 6333, amount_paid: 6333, status: 'paid' });
  expect(renewal!.lines.data[0]!.parent!.subscription_item_details!.proration_details!.credited_items).toEqual({ invoice: first!.id, invoice_line_items: [first!.lines.data[0]!.id] });
  expect((await stripe.invoiceItems.list({ customer: subscribed.customer, pending: true })).data).toEqual([]);
});

it('collects a change at once where it is asked to', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await advance(stripe, subscribed.clock, begin + 15 * day);
  const price = await aPrice(subscribed.subscription, 3000);
  const changed = await stripe.subscriptions.update(subscribed.subscription.id, { items: [{ id: itemOf(subscribed.subscription), price }], proration_behavior: 'always_invoice', expand: ['latest_invoice'] });
  const invoice = changed.latest_invoice as Stripe.Invoice;
  expect(invoice).toMatchObject({ billing_reason: 'subscription_update', status: 'paid', total: 1000, amount_paid: 1000, parent: { subscription_details: { subscription_proration_date: begin + 15 * day } } });
  expect(linesOf(invoice)).toEqual([[-500, 1, true], [1500, 1, true]]);
  expect(changed.billing_cycle_anchor).toBe(begin);
  await advance(stripe, subscribed.clock, begin + 30 * day + hour);
  expect((await invoicesOf(stripe, changed.id))[0]).toMatchObject({ total: 3000, amount_paid: 3000 });
});

it('keeps what is given back on the customer’s balance, and the next invoice takes it from there', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin, quantity: 4 });
  await advance(stripe, subscribed.clock, begin + 15 * day);
  const changed = await seats(subscribed, 1, { proration_behavior: 'always_invoice', expand: ['latest_invoice'] });
  expect(changed.latest_invoice).toMatchObject({ total: -1500, amount_due: 0, status: 'paid', starting_balance: 0, ending_balance: -1500 });
  expect(await balanceOf(subscribed.customer)).toBe(-1500);
  await advance(stripe, subscribed.clock, begin + 30 * day + hour);
  expect((await invoicesOf(stripe, changed.id))[0]).toMatchObject({ total: 1000, amount_due: 0, amount_paid: 0, status: 'paid', starting_balance: -1500, ending_balance: -500 });
  await advance(stripe, subscribed.clock, begin + 62 * day);
  expect((await invoicesOf(stripe, changed.id))[0]).toMatchObject({ total: 1000, amount_due: 500, amount_paid: 500, ending_balance: 0 });
  const moves = await stripe.customers.listBalanceTransactions(subscribed.customer);
  expect(moves.data.map((move) => [move.amount, move.ending_balance])).toEqual([[500, 0], [1000, -500], [-1500, -1500]]);
});

it('leaves an amount that is too small to be charged for the next invoice', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin, price: { unit_amount: 100 } });
  await advance(stripe, subscribed.clock, begin + 24 * day);
  const changed = await seats(subscribed, 2, { proration_behavior: 'always_invoice', expand: ['latest_invoice'] });
  expect(changed.latest_invoice).toMatchObject({ total: 20, amount_due: 0, status: 'paid', ending_balance: 20 });
  await advance(stripe, subscribed.clock, begin + 30 * day + hour);
  expect((await invoicesOf(stripe, changed.id))[0]).toMatchObject({ total: 200, amount_paid: 220, starting_balance: 20 });
});

it('changes without any line where it is asked to, and credits later only what was charged', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin, quantity: 3 });
  await advance(stripe, subscribed.clock, begin + 15 * day);
  await seats(subscribed, 9, { proration_behavior: 'none' });
  expect((await stripe.invoiceItems.list({ customer: subscribed.customer })).data).toEqual([]);
  await seats(subscribed, 3);
  expect((await stripe.invoiceItems.list({ customer: subscribed.customer })).data.map((item) => item.amount)).toEqual([1500, -1500]);
});

it('charges a whole new period at once when the rhythm changes', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await advance(stripe, subscribed.clock, begin + 15 * day);
  const price = await aPrice(subscribed.subscription, 9000, { interval: 'year' });
  const changed = await stripe.subscriptions.update(subscribed.subscription.id, { items: [{ id: itemOf(subscribed.subscription), price }], expand: ['latest_invoice'] });
  expect(changed).toMatchObject({ billing_cycle_anchor: begin + 15 * day, latest_invoice: { status: 'paid', total: 8500, amount_paid: 8500 } });
  expect(periodOf(changed)).toEqual(['2027-04-16', '2028-04-16']);
  expect(linesOf(changed.latest_invoice as Stripe.Invoice)).toEqual([[-500, 1, true], [9000, 1, false]]);
});

it('adds and takes away items', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await advance(stripe, subscribed.clock, begin + 10 * day);
  const product = await stripe.products.create({ name: 'Support' });
  const both = await stripe.subscriptions.update(subscribed.subscription.id, {
    items: [{ price_data: { currency: 'eur', product: product.id, unit_amount: 600, recurring: { interval: 'month' } }, quantity: 2 }],
  });
  expect(both.items.data.map((item) => [item.price.unit_amount, item.quantity])).toEqual([[1000, 1], [600, 2]]);
  await stripe.subscriptions.update(both.id, { items: [{ id: itemOf(both), deleted: true }] });
  await advance(stripe, subscribed.clock, begin + 30 * day + hour);
  expect(linesOf((await invoicesOf(stripe, both.id))[0]!)).toEqual([[800, 2, true], [-667, 1, true], [1200, 2, false]]);
  expect(await caught(stripe.subscriptions.update(both.id, { items: [{ id: both.items.data[1]!.id, deleted: true }] }))).toMatchObject({ param: 'items' });
  expect(await caught(stripe.subscriptions.update(both.id, { items: [{ id: 'si_none', quantity: 1 }] }))).toMatchObject({ code: 'resource_missing' });
});

it('changes nothing when the change must be paid and is not', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await changeCard(stripe, subscribed, 'pm_card_chargeCustomerFail');
  await advance(stripe, subscribed.clock, begin + 15 * day);
  const before = await stripe.subscriptions.retrieve(subscribed.subscription.id);
  const events = (await stripe.events.list({ limit: 1 })).data[0]!.id;
  expect(await caught(seats(subscribed, 5, { proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' }))).toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect(await stripe.subscriptions.retrieve(before.id)).toEqual(before);
  expect((await stripe.events.list({ limit: 1 })).data[0]!.id).toBe(events);
  expect((await stripe.invoiceItems.list({ customer: subscribed.customer })).data).toEqual([]);
  const kept = await seats(subscribed, 5, { proration_behavior: 'always_invoice' });
  expect(kept).toMatchObject({ status: 'past_due', items: { data: [{ quantity: 5 }] } });
});

describe('a change that waits for its payment', () => {
  const seatsOncePaid = (subscribed: Subscribed) => seats(subscribed, 5, { proration_behavior: 'always_invoice', payment_behavior: 'pending_if_incomplete', expand: ['latest_invoice'] });

  it('holds at once where it is paid at once', async () => {
    const subscribed = await aSubscription(sandbox, { at: begin });
    expect(await seatsOncePaid(subscribed)).toMatchObject({ pending_update: null, items: { data: [{ quantity: 5 }] }, latest_invoice: { status: 'paid', total: 4000 } });
  });

  it('holds once it is paid, and leaves the subscription running until then', async () => {
    const subscribed = await aSubscription(sandbox, { at: begin });
    await changeCard(stripe, subscribed, 'pm_card_authenticationRequired');
    await advance(stripe, subscribed.clock, begin + 15 * day);
    const waiting = await seatsOncePaid(subscribed);
    expect(waiting).toMatchObject({ status: 'active', items: { data: [{ quantity: 1 }] }, pending_update: { expires_at: begin + 15 * day + 23 * hour, subscription_items: [{ quantity: 5 }] }, latest_invoice: { status: 'open', total: 2000 } });
    const { hosted_invoice_url: page } = waiting.latest_invoice as Stripe.Invoice;
    await fetch(page!, { method: 'POST', body: aCardForm('4242424242424242'), redirect: 'manual' });
    const changed = await stripe.subscriptions.retrieve(waiting.id);
    expect(changed).toMatchObject({ status: 'active', pending_update: null, items: { data: [{ quantity: 5 }] } });
    await seats(subscribed, 1);
    expect((await stripe.invoiceItems.list({ customer: subscribed.customer, pending: true })).data.map((item) => item.amount)).toEqual([500, -2500]);
  });

  it('comes to nothing after 23 hours, and its invoice with it', async () => {
    const subscribed = await aSubscription(sandbox, { at: begin });
    await changeCard(stripe, subscribed, 'pm_card_chargeCustomerFail');
    const waiting = await seatsOncePaid(subscribed);
    await advance(stripe, subscribed.clock, begin + day);
    expect(await stripe.subscriptions.retrieve(waiting.id)).toMatchObject({ status: 'active', pending_update: null, items: { data: [{ quantity: 1 }] } });
    expect((await invoicesOf(stripe, waiting.id)).map((invoice) => invoice.status)).toEqual(['void', 'paid']);
    expect(await caught(stripe.subscriptions.update(waiting.id, { metadata: { a: '1' }, payment_behavior: 'pending_if_incomplete' }))).toMatchObject({ param: 'metadata' });
  });
});

it('previews what a change will cost, and leaves everything as it is', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await advance(stripe, subscribed.clock, begin + 15 * day);
  const before = await stripe.subscriptions.retrieve(subscribed.subscription.id);
  const items = [{ id: itemOf(before), quantity: 3 }];
  const later = await stripe.invoices.createPreview({ subscription: before.id, subscription_details: { items } });
  expect(linesOf(later)).toEqual([[-500, 1, true], [1500, 3, true], [3000, 3, false]]);
  const now = await stripe.invoices.createPreview({ subscription: before.id, subscription_details: { items, proration_behavior: 'always_invoice', proration_date: begin + 20 * day } });
  expect(now).toMatchObject({ status: 'draft', total: 667, amount_due: 667 });
  expect(await stripe.invoices.createPreview({ customer: subscribed.customer })).toMatchObject({ total: 1000, created: begin + 30 * day });
  expect(await stripe.subscriptions.retrieve(before.id)).toEqual(before);
  expect((await stripe.invoiceItems.list({ customer: subscribed.customer })).data).toEqual([]);
  expect(await stripe.subscriptions.update(before.id, { items, proration_behavior: 'always_invoice', proration_date: begin + 20 * day, expand: ['latest_invoice'] })).toMatchObject({ latest_invoice: { amount_paid: 667 } });
  await stripe.subscriptions.cancel(before.id);
  expect(await caught(stripe.invoices.createPreview({ customer: subscribed.customer }))).toMatchObject({ code: 'invoice_upcoming_none' });
});

it('gives the unused time back at an end that is asked for with it', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await advance(stripe, subscribed.clock, begin + 10 * day);
  await stripe.subscriptions.cancel(subscribed.subscription.id, { prorate: true, invoice_now: true });
  expect((await invoicesOf(stripe, subscribed.subscription.id))[0]).toMatchObject({ total: -667, status: 'paid' });
  expect(await balanceOf(subscribed.customer)).toBe(-667);
  const other = await aSubscription(sandbox, { at: begin });
  await seats(other, 2);
  await stripe.subscriptions.cancel(other.subscription.id);
  expect((await stripe.invoiceItems.list({ customer: other.customer })).data).toEqual([]);
});

const step = fc.record({
  days: fc.integer({ min: 0, max: 45 }), seconds: fc.integer({ min: 0, max: day }), quantity: fc.integer({ min: 1, max: 9 }),
  behavior: fc.constantFrom('always_invoice' as const, 'create_prorations' as const, 'none' as const), action: fc.constantFrom('seats', 'price', 'year', 'pause', 'unpause', 'nothing'),
});

it('charges what its lines say, and no period overlaps another or leaves a gap, whatever is changed when', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), fc.integer({ min: 51, max: 50_000 }), async (steps, amount) => {
    const subscribed = await aSubscription(sandbox, { at: begin, price: { unit_amount: amount } });
    const { id } = subscribed.subscription;
    let now = begin;
    for (const { days, seconds, quantity, behavior, action } of steps) {
      now += days * day + seconds + 1;
      await advance(stripe, subscribed.clock, now);
      const item = itemOf(subscribed.subscription);
      const more = { proration_behavior: behavior };
      if (action === 'seats') await seats(subscribed, quantity, more);
      if (action === 'price') await stripe.subscriptions.update(id, { items: [{ id: item, price: await aPrice(subscribed.subscription, amount * quantity) }], ...more });
      if (action === 'year') await stripe.subscriptions.update(id, { items: [{ id: item, price: await aPrice(subscribed.subscription, amount * 10, { interval: 'year' }) }], ...more });
      if (action === 'pause') await stripe.subscriptions.update(id, { pause_collection: { behavior: 'void' } });
      if (action === 'unpause') await stripe.subscriptions.update(id, { pause_collection: '' });
    }
    await stripe.subscriptions.update(id, { pause_collection: '' });
    await advance(stripe, subscribed.clock, now + 400 * day);
    const invoices = (await invoicesOf(stripe, id)).toReversed();
    for (const invoice of invoices) {
      expect(invoice.total).toBe(invoice.lines.data.reduce((sum, line) => sum + line.amount, 0));
      expect(['paid', 'void', 'draft']).toContain(invoice.status);
    }
    const paid = invoices.filter((invoice) => invoice.status === 'paid');
    const charges = (await stripe.charges.list({ customer: subscribed.customer, limit: 100 })).data;
    const charged = charges.reduce((sum, charge) => sum + charge.amount, 0);
    expect(charged).toBe(paid.reduce((sum, invoice) => sum + invoice.amount_paid, 0));
    expect(charged).toBe(paid.reduce((sum, invoice) => sum + invoice.total, 0) - (await balanceOf(subscribed.customer)));
    const cycles = invoices.flatMap((invoice) => invoice.lines.data).filter((line) => !line.parent!.subscription_item_details!.proration).map((line) => line.period);
    cycles.slice(1).forEach((period, index) => {
      const previous = cycles[index]!;
      // A period that begins anew cuts the one before it short.
      expect(period.start === previous.end || (period.start > previous.start && period.start < previous.end)).toBe(true);
    });
    const restarts = cycles.slice(1).filter((period, index) => period.start !== cycles[index]!.end).length;
    expect(restarts).toBeLessThanOrEqual(steps.filter(({ action }) => action === 'year' || action === 'price').length);
    expect(cycles.at(-1)!.end).toBeGreaterThan(now + 400 * day);
  }), { numRuns: 12 });
});

/** What is changed how long after the last change, within four months: seats and price of the one item. */
const change = fc.record({ seconds: fc.integer({ min: 1, max: 40 * day }), quantity: fc.integer({ min: 1, max: 9 }), price: fc.constantFrom(700, 1000, 1999, 12_345), isInvoicedNow: fc.boolean() });

it('asks over each period for what was used in it, by the second, within the rounding of each line', async () => {
  await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
    const subscribed = await aSubscription(sandbox, { at: begin });
    const item = itemOf(subscribed.subscription);
    const prices = new Map<number, string>();
    const used = [{ from: begin, rate: 1000 }];
    let now = begin;
    for (const { seconds, quantity, price, isInvoicedNow } of changes) {
      now += seconds;
      await advance(stripe, subscribed.clock, now);
      if (!prices.has(price)) prices.set(price, await aPrice(subscribed.subscription, price));
      await stripe.subscriptions.update(subscribed.subscription.id, { items: [{ id: item, price: prices.get(price), quantity }], proration_behavior: isInvoicedNow ? 'always_invoice' : 'create_prorations' });
      used.push({ from: now, rate: price * quantity });
    }
    await advance(stripe, subscribed.clock, now + 62 * day);
    const lines = (await invoicesOf(stripe, subscribed.subscription.id)).flatMap((invoice) => invoice.lines.data);
    const waiting = (await stripe.invoiceItems.list({ customer: subscribed.customer, pending: true, limit: 100 })).data;
    const periods = lines.filter((line) => !line.parent!.subscription_item_details!.proration).map((line) => line.period);
    for (const { start, end } of periods) {
      const asked = [...lines, ...waiting].filter(({ period }) => period.start >= start && period.end <= end);
      const sum = asked.reduce((total, each) => total + each.amount, 0);
      const expected = used.reduce((total, { from, rate }, index) => {
        const until = Math.min(end, used[index + 1]?.from ?? end);
        return total + (rate * Math.max(0, until - Math.max(start, from))) / (end - start);
      }, 0);
      expect(Math.abs(sum - expected)).toBeLessThanOrEqual(asked.length / 2 + 1e-6);
    }
  }), { numRuns: 10 });
});
