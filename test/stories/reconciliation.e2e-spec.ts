import { demoClusters, placedProducts } from '@silkport/demo';
import { dayAfter, dayOf, ReconcileDay } from '@silkport/settlement';
import { money } from '@silkport/values';
import { MarketLedger, minorOf, type Wire } from '../support/market-ledger.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Difference { readonly id: string; readonly kind: string; readonly matter: string; readonly subject: string; readonly reference: string | null; readonly account: string; readonly provider: Wire | null; readonly posted: Wire | null; readonly state: string; readonly reason: string | null; readonly name: string }
interface Day { readonly movementCount: number; readonly differenceCount: number; readonly openCount: number; readonly totals: readonly { readonly provider: Wire; readonly posted: Wire }[]; readonly differences: readonly Difference[] }

let market: Market;
let books: MarketLedger;

beforeAll(async () => {
  market = await Market.open({ settlement: { currency: 'USD', rates: { USD: 1, KZT: 479.83, CNY: 7.1 } } });
  books = await MarketLedger.open(market);
  const merchant = placedProducts(demoClusters()).find(({ product }) => product.isDigital && !product.licenceKey)?.merchant.slug ?? '';
  await putOnSale(market, { slug: 'abacus', kind: 'download', merchant, price: money(8_777n, 'CNY'), bytes: Buffer.from('beads') });
}, 90_000);
afterAll(() => market.close());

async function sell(): Promise<PlacedOrder> {
  const order = await market.order(['abacus']);
  await market.pay(order).expect(303);
  await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
  await books.rest();
  return order;
}

async function chargeOf({ checkoutUrl }: PlacedOrder) {
  const { payment_intent: intent } = await market.stripe.checkout.sessions.retrieve(new URL(checkoutUrl).pathname.split('/').at(-1) ?? '');
  const { data: [charge] } = await market.stripe.charges.list({ payment_intent: intent as string });
  if (!charge) throw new Error('nothing was charged');
  return charge;
}

const idOf = async ({ number }: PlacedOrder) => (await market.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [number]))[0]?.id ?? '';
const today = () => dayOf(new Date());
/** What both sides said about a matter is compared when the provider has had two days to say it. */
const inTwoDays = () => dayAfter(today(), 2);

async function reconcile(day: string): Promise<Day> {
  await books.everySoOften('payments/import-balance-transactions');
  await market.app.get(ReconcileDay, { strict: false }).run(day);
  return books.get<Day>(`/v1/admin/reconciliations/${day}`);
}

/** As after a restore of an older copy: what was posted under a key is gone from the ledger. */
async function lose(key: string): Promise<void> {
  await market.query(`DO $$ BEGIN SET LOCAL session_replication_role = replica;
    DELETE FROM ledger.postings WHERE transaction_id = (SELECT id FROM ledger.transactions WHERE key = '${key}'); DELETE FROM ledger.transactions WHERE key = '${key}'; END $$`);
}

describe('the provider’s list of a day against the books', () => {
  it('is even after sales, refunds and disputes, movement by movement and in its sums', async () => {
    const [, given, lost, won] = [await sell(), await sell(), await sell(), await sell()];
    await market.post(`/v1/admin/orders/${given.number}/refunds`, { reason: 'goodwill', amount: { amount: '333.33', currency: 'KZT' } }, books.admin).expect(201);
    for (const [order, how] of [[lost, 'lose'], [won, 'win']] as const) {
      const { body } = await market.provide(`/charges/${(await chargeOf(order)).id}/dispute`);
      await books.rest();
      await market.provide(`/disputes/${(body as { id: string }).id}/${how}`);
      await books.rest();
    }
    const { data: movements } = await market.stripe.balanceTransactions.list({ limit: 100 });
    const day = await reconcile(today());
    expect([day.movementCount, day.differences]).toEqual([movements.length, []]);
    for (const { provider, posted } of day.totals) expect(posted).toEqual(provider);
    expect(minorOf(day.totals[0]?.provider ?? { amount: '0', currency: 'USD' })).toBe(BigInt(movements.reduce((sum, { net }) => sum + net, 0)));
    expect((await reconcile(inTwoDays())).differences).toEqual([]);
    const balance = await books.trialBalance();
    expect(Object.keys(balance).filter((account) => account.startsWith('provider_clearing'))).toEqual([]);
    const { available, pending } = await market.stripe.balance.retrieve();
    expect(balance['stripe_balance USD']).toBe(BigInt([...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)));
  });

  it('lists a refund that somebody made by hand at the provider, and absorbs nothing of it', async () => {
    const order = await sell();
    await market.stripe.refunds.create({ charge: (await chargeOf(order)).id, amount: 10_000 });
    await books.rest();
    const { differences } = await reconcile(inTwoDays());
    expect(differences).toEqual([expect.objectContaining({ matter: 'refund', kind: 'not_posted', subject: await idOf(order), account: 'provider_clearing', provider: { amount: '-100.00', currency: 'KZT' }, posted: null, state: 'open' })]);
    expect((await books.trialBalance())['provider_clearing KZT']).toBe(10_000n);
  });

  it('lists a posting that is missing and a payment that nobody ordered, each by itself', async () => {
    const order = await sell();
    await books.everySoOften('payments/import-balance-transactions');
    const charge = await chargeOf(order);
    const stranger = await market.stripe.paymentIntents.create({ amount: 50_000, currency: 'kzt', confirm: true, payment_method: 'pm_card_visa' });
    await lose(charge.balance_transaction as string);
    const { differences, openCount, totals } = await reconcile(today());
    expect(openCount).toBe(2);
    expect(differences).toEqual(expect.arrayContaining([
      expect.objectContaining({ kind: 'not_posted', matter: 'movement', subject: charge.balance_transaction, reference: await idOf(order), posted: null, state: 'open' }),
      expect.objectContaining({ kind: 'unknown_reference', matter: 'movement', reference: null, posted: null, state: 'open' }),
    ]));
    expect(stranger.status).toBe('succeeded');
    for (const { provider, posted } of totals) expect(posted).not.toEqual(provider);
    expect((await books.get<{ items: { day: string; openCount: number }[] }>('/v1/admin/reconciliations')).items.find(({ day }) => day === today())).toMatchObject({ openCount: 2 });
    expect((await reconcile(today())).differences.map(({ id }) => id).toSorted()).toEqual(differences.map(({ id }) => id).toSorted());
  });

  it('is closed over a difference only by a person who says why, once; then the books agree with the provider', async () => {
    const { differences } = await reconcile(today());
    const address = `/v1/admin/reconciliations/${today()}/acknowledgements`;
    const [first] = differences;
    expect((await market.post(address, { differenceId: first?.id }, books.admin)).status).toBe(400);
    expect((await market.post(address, { differenceId: first?.id, reason: '   ' }, books.admin)).status).toBeGreaterThanOrEqual(400);
    expect((await reconcile(today())).openCount).toBe(2);
    for (const { id } of differences) {
      const answers = await Promise.all([1, 2, 3].map(() => market.post(address, { differenceId: id, reason: 'Looked into with the provider.' }, books.admin)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    }
    for (const { id } of (await reconcile(inTwoDays())).differences) await market.post(`/v1/admin/reconciliations/${inTwoDays()}/acknowledgements`, { differenceId: id, reason: 'By hand, for a friend.' }, books.admin);
    const day = await reconcile(today());
    expect([day.openCount, day.differences.length]).toEqual([0, 2]);
    expect(day.differences.every(({ state, reason }) => state === 'acknowledged' && reason === 'Looked into with the provider.')).toBe(true);
    const balance = await books.trialBalance();
    expect(Object.keys(balance).some((account) => account.startsWith('differences'))).toBe(true);
    const { available, pending } = await market.stripe.balance.retrieve();
    expect(balance['stripe_balance USD']).toBe(BigInt([...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)));
  });
});
