import type { BillingPlan } from '@silkport/catalog';
import { demoBuyerEmail } from '@silkport/demo';
import request from 'supertest';
import { minorOf } from '../support/market-ledger.js';
import type { PlacedOrder } from '../support/market.js';
import { Subscribing, type PlanWanted } from '../support/subscribing.js';

const day = 86_400;
const month = (trialDays = 0): BillingPlan => ({ interval: 'month', intervalCount: 1, trialDays });
const year = (trialDays = 0): BillingPlan => ({ interval: 'year', intervalCount: 1, trialDays });
/** Standard by the month and by the year, Professional by the month. */
const plans = (trialDays: number): PlanWanted[] => [
  { name: 'Standard', fen: 12_000n, billing: month(trialDays) }, { name: 'Standard by the year', fen: 120_000n, billing: year(trialDays) }, { name: 'Professional', fen: 30_000n, billing: month(trialDays) },
];

let shop: Subscribing;
let monthly: string;
let yearly: string;
let professional: string;
beforeAll(async () => {
  shop = await Subscribing.open();
  [monthly = '', yearly = '', professional = ''] = await shop.product('loom-plans', plans(0));
}, 120_000);
afterAll(() => shop.market.close());

let tools = 0;
/** A product of its own that is tried out for 14 days first. */
const tried = async () => shop.product(`loom-trial-${(tools += 1)}`, plans(14));
const quoted = async (variantId: string, given: Parameters<Subscribing['quote']>[1] = {}) =>
  (await shop.quote(variantId, given).expect(201)).body as { id: string; total: { amount: string }; lines: { subscription: { trialDays: number; trialGivenTo: string | null } }[] };
const cards = ['4242424242424242', '5555555555554444', '4000000000000077'] as const;

describe('a trial', () => {
  it('is given once for an e-mail address, however it is written, and the quote, the order and the letter say why there is none', async () => {
    const [variantId = ''] = await tried();
    await shop.subscribe(variantId, { email: 'mira@example.kz' });
    expect(await quoted(variantId, { email: 'somebody@example.kz' })).toMatchObject({ total: { amount: '0.00' }, lines: [{ subscription: { trialDays: 14, trialGivenTo: null } }] });
    const unknown = await quoted(variantId);
    const { body } = await shop.place(unknown.id, 'Mira+2@Example.kz').expect(409);
    expect(body).toMatchObject({ code: 'ordering.trial_given' });
    const known = await quoted(variantId, { email: 'Mira+2@Example.kz' });
    expect(known).toMatchObject({ total: { amount: '120.00' }, lines: [{ subscription: { trialDays: 0, trialGivenTo: 'email' } }] });
    const order = await shop.subscribe(variantId, { email: 'Mira+2@Example.kz', card: cards[1] });
    expect(await shop.seen(order)).toMatchObject({ status: 'delivered', total: { amount: '120.00' }, trialGivenTo: 'email' });
    expect(await shop.of(order)).toMatchObject({ state: 'active', trialEndsAt: null });
    const { text } = await shop.market.get(`/en/orders/${order.number}?key=${order.accessKey}`).expect(200);
    expect(text).toContain('There was a trial of this product with your e-mail address already');
    expect((await shop.mails('mira+2@example.kz'))[0]?.text).toContain('It began without a trial');
    await shop.expectRightBooks(order);
  });

  it('is given once for an account, whatever address it orders with, and its product page says so', async () => {
    const [variantId = ''] = await tried();
    const headers = await shop.market.signIn(demoBuyerEmail);
    const page = `/en/products/loom-trial-${tools}`;
    expect((await shop.market.get(page, headers).expect(200)).text).toContain('14 days for free');
    const { id } = await quoted(variantId, { headers });
    const { body } = await shop.place(id, 'work@example.kz', headers).expect(201);
    await shop.market.pay(body as PlacedOrder).expect(303);
    await shop.market.until(async () => (await shop.of(body as PlacedOrder)).state === 'trialing');
    expect((await shop.market.get(page, headers).expect(200)).text).toContain('You have had a trial of this product with your account already');
    expect((await shop.market.get(page).expect(200)).text).toContain('14 days for free');
    expect(await quoted(variantId, { headers })).toMatchObject({ total: { amount: '120.00' }, lines: [{ subscription: { trialDays: 0, trialGivenTo: 'account' } }] });
    const other = await quoted(variantId);
    expect((await shop.place(other.id, 'third@example.kz', headers).expect(409)).body).toMatchObject({ code: 'ordering.trial_given' });
  });

  it('is given once for a card: the order ends without a charge, and its page and letter say why', async () => {
    const [variantId = ''] = await tried();
    await shop.subscribe(variantId, { email: 'first@example.kz' });
    const order = await shop.order(variantId, 'second@example.kz');
    await shop.market.pay(order).expect(303);
    await shop.market.until(async () => (await shop.seen(order)).status === 'cancelled');
    await shop.rest();
    expect(await shop.seen(order)).toMatchObject({ trialGivenTo: 'card', total: { amount: '0.00' } });
    expect([(await shop.of(order)).state, await shop.deliveries(order)]).toEqual(['ended', []]);
    expect((await shop.market.stripe.subscriptions.retrieve(await shop.stripeId(order))).status).toBe('canceled');
    expect((await shop.market.stripe.invoices.list({ subscription: await shop.stripeId(order) })).data.map(({ amount_paid: paid }) => paid)).toEqual([0]);
    const { text } = await shop.market.get(`/en/orders/${order.number}?key=${order.accessKey}`).expect(200);
    expect(text).toContain('There was one with your card already, so this order has ended and nothing was charged.');
    expect((await shop.mails('second@example.kz')).map(({ subject }) => subject)).toEqual([`Your order ${order.number} has ended: you have had this trial`]);
    const again = await quoted(variantId, { email: 'second@example.kz' });
    expect(again).toMatchObject({ total: { amount: '120.00' }, lines: [{ subscription: { trialGivenTo: 'card' } }] });
    const paid = await shop.subscribe(variantId, { email: 'second@example.kz' });
    expect(await shop.of(paid)).toMatchObject({ state: 'active' });
  });

  it('is one of two that are ordered and paid for at once', async () => {
    const [variantId = ''] = await tried();
    const email = 'twice@example.kz';
    const orders = await Promise.all([0, 1, 2].map(() => shop.order(variantId, email)));
    await Promise.all(orders.map((order, index) => shop.market.pay(order, cards[index]).expect(303)));
    await shop.market.until(async () => (await Promise.all(orders.map((order) => shop.seen(order)))).every(({ status }) => status !== 'awaiting_payment'));
    await shop.rest();
    const states = await Promise.all(orders.map(async (order) => (await shop.of(order)).state));
    expect(states.toSorted()).toEqual(['ended', 'ended', 'trialing']);
    expect((await Promise.all(orders.map(async (order) => (await shop.market.stripe.subscriptions.retrieve(await shop.stripeId(order))).status))).toSorted()).toEqual(['canceled', 'canceled', 'trialing']);
  });

  it('is not used up by an order that nobody finished', async () => {
    const [variantId = ''] = await tried();
    const email = 'later@example.kz';
    const left = await shop.order(variantId, email);
    const order = await shop.subscribe(variantId, { email });
    expect(await shop.of(order)).toMatchObject({ state: 'trialing' });
    await shop.market.pay(left, cards[1]).expect(303);
    await shop.market.until(async () => (await shop.seen(left)).status === 'cancelled');
  });

  it('is told to a guest who types a known address, before anything is ordered, without any script', async () => {
    const [variantId = ''] = await tried();
    await shop.subscribe(variantId, { email: 'guest@example.kz' });
    const buyer = request.agent(shop.market.url);
    const send = (address: string, form: object) => buyer.post(address).type('form').set('origin', shop.market.url).send(form);
    await send('/en/choices', { locale: 'en', country: 'KZ', currency: 'CNY', path: '/' });
    await send('/en/basket', { variantId, quantity: '1' }).expect(303);
    const { headers } = await send('/en/basket/checkout', {}).expect(303);
    const { text: before } = await buyer.get(headers.location ?? '').expect(200);
    expect(before).toContain('14 days for free');
    const country = /<option value="([A-Z]{2})" selected/.exec(before)?.[1] ?? 'KZ';
    const form = { email: 'guest@example.kz', checkedEmail: 'guest@example.kz', country, accepted: 'on', immediate: 'on', startService: 'on' };
    const { headers: led } = await send(headers.location ?? '', form).expect(303);
    expect(led.location).toContain('/checkout/');
    const { text: after } = await buyer.get(led.location ?? '').expect(200);
    expect(after).toContain('There was a trial of this product with your e-mail address already, so the first period is charged at once.');
    expect(after).not.toContain('days for free');
    const { headers: paying } = await send((led.location ?? '').split('?')[0] ?? '', form).expect(303);
    expect(paying.location).toContain('cs_');
  });
});

describe('another interval', () => {
  it('that is dearer begins at once for exactly the price that was shown, less what was left', async () => {
    const order = await shop.subscribe(monthly);
    await shop.pass(10 * day);
    const { shown, now } = await shop.agree(order, { variantId: yearly });
    expect(shown).toMatchObject({ holdsAtOnce: true, interval: 'year', recurring: { amount: '1200.00' } });
    expect(minorOf(shown.due) + minorOf(shown.credited)).toBe(120_000n);
    expect(minorOf(shown.credited)).toBeGreaterThan(7_000n);
    expect(minorOf(shown.credited)).toBeLessThan(9_000n);
    expect(now).toMatchObject({ state: 'active', terms: { variantId: yearly, interval: 'year' }, nextTerms: null, nextCharge: { amount: '1200.00' } });
    expect(Math.abs(Date.parse(now.periodEnd) - Date.parse(shown.nextChargeAt ?? ''))).toBeLessThan(120_000);
    const [, period] = await shop.orders(order);
    expect([period?.role, (await shop.seen(period!)).total]).toEqual(['renewal', shown.due]);
    expect(await shop.seats(order)).toEqual(['active']);
    expect((await shop.mails('aigerim@example.kz')).slice(0, 2).map(({ subject }) => subject).toSorted()[0]).toMatch(/your change is paid$/);
    await shop.expectRightBooks(order);
    await shop.passPeriod(order);
    expect((await shop.seen((await shop.orders(order)).at(-1)!)).total.amount).toBe('1200.00');
    await shop.expectRightBooks(order);
  });

  it('that is cheaper begins when the paid period is over, and can be taken back until then', async () => {
    const order = await shop.subscribe(yearly, { seats: 2 });
    const { periodEnd } = await shop.of(order);
    const { shown, now } = await shop.agree(order, { variantId: monthly });
    expect(shown).toMatchObject({ holdsAtOnce: false, due: { amount: '0.00' }, credited: { amount: '0.00' }, recurring: { amount: '240.00' }, nextChargeAt: periodEnd, proratedAt: null });
    expect(now).toMatchObject({ terms: { variantId: yearly }, nextTerms: { variantId: monthly, seats: 2, interval: 'month' }, nextCharge: { amount: '240.00' }, periodEnd });
    expect(await shop.change(order, { kind: 'terms', variantId: yearly })).toMatchObject({ terms: { variantId: yearly }, nextTerms: null, nextCharge: { amount: '2400.00' } });
    await shop.agree(order, { variantId: monthly });
    expect(await shop.change(order, { kind: 'terms', seats: 1 })).toMatchObject({ terms: { seats: 2 }, nextTerms: { variantId: monthly, seats: 1, total: { amount: '120.00' } } });
    await shop.passPeriod(order);
    const begun = await shop.of(order);
    expect(begun).toMatchObject({ terms: { variantId: monthly, seats: 1 }, nextTerms: null });
    expect(Date.parse(begun.periodEnd) - Date.parse(periodEnd)).toBeLessThan(32 * day * 1000);
    await shop.passPeriod(order);
    expect(await Promise.all((await shop.orders(order)).map(async (own) => [own.role, (await shop.seen(own)).total.amount]))).toEqual([['first', '2400.00'], ['renewal', '120.00'], ['renewal', '120.00']]);
    expect(await shop.seats(order)).toEqual(['active', 'expired']);
    await shop.expectRightBooks(order);
  });

  it('is refused with the card, and then nothing has changed', async () => {
    const order = await shop.subscribe(monthly);
    const { periodEnd } = await shop.of(order);
    const { body } = await shop.market.post(`/v1/orders/${order.number}/subscription/card?key=${order.accessKey}`).expect(200);
    await shop.market.provide(`/checkout/sessions/${/cs_[A-Za-z0-9_]+/.exec((body as { url: string }).url)?.[0] ?? ''}/pay`, { card: '4000000000000341' });
    await shop.rest();
    const { now } = await shop.agree(order, { variantId: yearly });
    expect(now).toMatchObject({ state: 'active', terms: { variantId: monthly }, nextTerms: null, wasRefused: true, periodEnd });
    expect((await shop.orders(order)).length).toBe(1);
  });

  it('ends the subscription where its money is given back, and what was credited for the period before goes back too', async () => {
    const order = await shop.subscribe(monthly);
    await shop.pass(15 * day);
    const { shown: { credited } } = await shop.agree(order, { variantId: yearly });
    const [first, period] = await shop.orders(order);
    const [{ ownerEmail } = { ownerEmail: '' }] = await shop.market.query<{ ownerEmail: string }>('SELECT p.email AS "ownerEmail" FROM identity.team_members t JOIN identity.people p ON p.id = t.person_id JOIN ordering.order_lines l ON l.merchant_id = t.merchant_id WHERE l.order_id = $1 LIMIT 1', [first?.id]);
    await shop.market.post(`/v1/merchant/orders/${period?.number}/refunds`, { reason: 'goodwill' }, await shop.market.signIn(ownerEmail)).expect(201);
    await shop.rest();
    expect([(await shop.of(order)).state, await shop.seats(order)]).toEqual(['ended', ['revoked']]);
    expect(await Promise.all([first!, period!].map(async (own) => (await shop.seen(own)).refunded))).toEqual([credited, (await shop.seen(period!)).total]);
    await shop.expectRightBooks(order);
  });

  it('can be withdrawn from: what is left of its money and of the credit goes back in the same proportion', async () => {
    const { id } = await quoted(monthly, { country: 'DE', currency: 'EUR' });
    const order = (await shop.place(id, 'anna@example.de').expect(201)).body as PlacedOrder;
    await shop.market.provide(`/checkout/sessions/${new URL(order.checkoutUrl).pathname.split('/').at(-1)}/pay`, { country: 'DE', email: 'anna@example.de' });
    await shop.market.until(async () => (await shop.deliveries(order)).length === 1);
    await shop.pass(15 * day);
    const { shown: { credited, due } } = await shop.agree(order, { variantId: yearly });
    await shop.pass(3 * day);
    const [first, period] = await shop.orders(order);
    const { body } = await shop.market.post(`/v1/orders/${period?.number}/withdrawals?key=${period?.accessKey}`, { name: 'Anna Schmidt', email: 'anna@example.de' }).expect(201);
    await shop.market.post(`/v1/orders/${period?.number}/withdrawals/${(body as { id: string }).id}/confirmation?key=${period?.accessKey}`).expect(200);
    await shop.rest();
    const [ofFirst, ofPeriod] = await Promise.all([first!, period!].map(async (own) => minorOf((await shop.seen(own)).refunded)));
    expect(ofPeriod).toBeLessThan(minorOf(due));
    expect(ofPeriod).toBeGreaterThan((minorOf(due) * 95n) / 100n);
    expect(Math.abs(Number(ofFirst! * minorOf(due) - ofPeriod! * minorOf(credited))) / Number(minorOf(due))).toBeLessThanOrEqual(1);
    expect((await shop.of(order)).state).toBe('ended');
    await shop.expectRightBooks(order);
  });

  it('is chosen, seen with its price and confirmed on the page, in Arabic too and without any script', async () => {
    const order = await shop.subscribe(monthly);
    const page = (path: string, locale = 'en') => shop.market.get(`/${locale}/orders/${order.number}/subscription${path}${path.includes('?') ? '&' : '?'}key=${order.accessKey}`).expect(200);
    const { text } = await page('');
    for (const id of [yearly, professional]) expect(text).toContain(`name="variantId" value="${id}"`);
    expect(text).toContain('every year');
    expect((await page('', 'ar')).text).toContain('dir="rtl"');
    const { text: priced } = await page(`/price?variantId=${yearly}`);
    for (const words of ['A whole new period begins now', 'Taken off for what is left of the paid period', 'Next charge']) expect(priced).toContain(words);
    const form = priced.slice(priced.indexOf('confirm-form')).split('</form>')[0] ?? '';
    const fields = Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
    const send = () => request(shop.market.url).post(`/en/orders/${order.number}/subscription/changes?key=${order.accessKey}`).type('form').set('origin', shop.market.url).send(fields).expect(303);
    await send();
    await shop.rest();
    await send();
    await shop.rest();
    expect((await shop.orders(order)).map(({ role }) => role)).toEqual(['first', 'renewal']);
    expect((await page(`/price?variantId=${monthly}`)).text).toContain('everything stays as it is');
  });
});

describe('within a trial', () => {
  it('plan, seats and interval change for nothing, and the trial ends when it did', async () => {
    const [standard = '', byYear = '', pro = ''] = await tried();
    const order = await shop.subscribe(standard, { email: 'trying@example.kz', seats: 2 });
    const { trialEndsAt } = await shop.of(order);
    const nothing = { due: { amount: '0.00' }, holdsAtOnce: true, nextChargeAt: trialEndsAt, proratedAt: null };
    await shop.pass(3 * day);
    const plan = await shop.agree(order, { variantId: pro });
    expect(plan.shown).toMatchObject({ ...nothing, recurring: { amount: '600.00' } });
    expect(plan.now).toMatchObject({ state: 'trialing', terms: { variantId: pro, seats: 2 }, nextTerms: null, trialEndsAt, nextCharge: { amount: '600.00' } });
    const more = await shop.agree(order, { seats: 4 });
    expect([more.shown, more.now]).toMatchObject([{ ...nothing, recurring: { amount: '1200.00' } }, { state: 'trialing', terms: { seats: 4 }, trialEndsAt }]);
    expect(await shop.seats(order)).toEqual(['active', 'active', 'active', 'active']);
    expect((await shop.agree(order, { seats: 3 })).now).toMatchObject({ terms: { seats: 3 }, nextTerms: null, nextCharge: { amount: '900.00' } });
    expect(await shop.seats(order)).toEqual(['active', 'active', 'active', 'expired']);
    const interval = await shop.agree(order, { variantId: byYear });
    expect([interval.shown, interval.now]).toMatchObject([{ ...nothing, interval: 'year', recurring: { amount: '3600.00' } }, { state: 'trialing', terms: { variantId: byYear, seats: 3, interval: 'year' }, trialEndsAt }]);
    expect((await shop.mails('trying@example.kz'))[0]?.text).toContain('Nothing is charged before the trial ends');
    await shop.expectRightBooks(order);
    await shop.passPeriod(order);
    const orders = await shop.orders(order);
    expect(await Promise.all(orders.map(async (own) => [own.role, (await shop.seen(own)).total.amount]))).toEqual([['first', '0.00'], ['seats', '0.00'], ['renewal', '3600.00']]);
    expect(await shop.of(order)).toMatchObject({ state: 'active', terms: { variantId: byYear, seats: 3 } });
    expect(await shop.seats(order)).toEqual(['active', 'active', 'active', 'expired']);
    await shop.expectRightBooks(order);
  });

  it('it can be cancelled and kept: cancelled, it ends with the trial and nothing is ever charged', async () => {
    const [standard = '', , pro = ''] = await tried();
    const order = await shop.subscribe(standard, { email: 'leaving@example.kz' });
    const { trialEndsAt } = await shop.of(order);
    expect(await shop.change(order, { kind: 'cancel' })).toMatchObject({ state: 'trialing', endsAt: trialEndsAt, nextCharge: null, possible: ['keep'] });
    expect((await shop.market.get(`/v1/orders/${order.number}/subscription/price?key=${order.accessKey}&variantId=${pro}`)).status).toBe(409);
    expect(await shop.change(order, { kind: 'keep' })).toMatchObject({ endsAt: null, nextCharge: { amount: '120.00' } });
    await shop.change(order, { kind: 'cancel' });
    await shop.passPeriod(order);
    await (await shop.ledger()).everySoOften('delivery/expire-access');
    expect([(await shop.of(order)).state, await shop.seats(order), (await shop.orders(order)).length]).toEqual(['ended', ['expired'], 1]);
    expect(await quoted(standard, { email: 'leaving@example.kz' })).toMatchObject({ lines: [{ subscription: { trialDays: 0, trialGivenTo: 'email' } }] });
  });

  it('what was shown for nothing is not charged for: agreed to after the trial it is refused', async () => {
    const [standard = '', , pro = ''] = await tried();
    const order = await shop.subscribe(standard, { email: 'slow@example.kz' });
    await shop.price(order, `variantId=${pro}`);
    await shop.passPeriod(order);
    const { body } = await shop.market.post(`/v1/orders/${order.number}/subscription/changes?key=${order.accessKey}`, { kind: 'terms', variantId: pro }).expect(409);
    expect(body).toMatchObject({ code: 'ordering.subscription_change_refused' });
    expect(await shop.of(order)).toMatchObject({ terms: { variantId: standard } });
  });
});
