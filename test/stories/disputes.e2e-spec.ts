import { demoClusters, placedProducts } from '@silkport/demo';
import { money } from '@silkport/values';
import type { Stripe } from 'stripe';
import { isOurs, MarketLedger, minorOf, type Wire } from '../support/market-ledger.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Order { readonly status: string; readonly total: Wire; readonly refunded: Wire; readonly lines: readonly { readonly id: string; readonly state: string }[] }

const [press = '', studio = ''] = [...new Set(placedProducts(demoClusters()).filter(({ product }) => product.isDigital && !product.licenceKey).map(({ merchant }) => merchant.slug))];
const slugs = ['dispute-book', 'dispute-data'];

let market: Market;
let books: MarketLedger;

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  await putOnSale(market, { slug: 'dispute-book', kind: 'download', merchant: press, price: money(5_990n, 'CNY'), bytes: Buffer.from('Seven moons over the loom.') });
  await putOnSale(market, { slug: 'dispute-data', kind: 'download', merchant: studio, price: money(12_833n, 'CNY'), bytes: Buffer.from('looms;7') });
}, 90_000);
afterAll(() => market.close());

const read = ({ number, accessKey }: PlacedOrder) => books.get<Order>(`/v1/orders/${number}?key=${accessKey}`, {});
const accessTo = async (order: PlacedOrder) => ((await market.deliveries(order)) as unknown as { state: string; files: { url: string | null }[] }[]).map(({ state, files }) => ({ state, open: files.some(({ url }) => url !== null) }));
const both = <T>(value: T) => [value, value];
const refund = (order: PlacedOrder, body: object) => market.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill', ...body }, books.admin);

async function paid(card?: string): Promise<PlacedOrder> {
  const order = await market.order(slugs);
  await market.pay(order, card).expect(303);
  await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
  await books.rest();
  return order;
}

async function chargeOf({ checkoutUrl }: PlacedOrder): Promise<Stripe.Charge> {
  const { payment_intent: intent } = await market.stripe.checkout.sessions.retrieve(new URL(checkoutUrl).pathname.split('/').at(-1) ?? '');
  const { data: [charge] } = await market.stripe.charges.list({ payment_intent: intent as string });
  if (!charge) throw new Error('nothing was charged');
  return charge;
}

/** The buyer's bank disputes the payment. @returns the dispute's id */
async function dispute(order: PlacedOrder, body: object = {}): Promise<string> {
  return ((await market.provide(`/charges/${(await chargeOf(order)).id}/dispute`, body)).body as { id: string }).id;
}

const decide = (disputeId: string, how: 'win' | 'lose') => market.provide(`/disputes/${disputeId}/${how}`);

async function hold(copies: number): Promise<void> {
  await market.provide('/webhooks/hold');
  await market.provide('/webhooks/copies', { count: copies });
  books.holdsNotices = true;
}

async function release(order: 'created' | 'reversed' | 'shuffled'): Promise<void> {
  await market.provide('/webhooks/release', { order });
  await market.provide('/webhooks/copies', { count: 1 });
  books.holdsNotices = false;
  await books.rest();
}

/** What a buyer, a merchant and a book-keeper would say of an order in the end, without the names that differ from order to order. */
async function truthOf(order: PlacedOrder): Promise<object> {
  await books.trialBalance();
  const [row] = await market.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [order.number]);
  const { status, lines, refunded } = await read(order);
  const charge = await chargeOf(order);
  const [facts] = await market.query<{ left: string }>('SELECT coalesce(sum(amount_minor), 0)::text AS left FROM trade_statistics.facts WHERE order_number = $1', [order.number]);
  const balances = await books.balancesOf(order);
  return {
    status, lines: lines.map(({ state }) => state), refunded, access: await accessTo(order), atStripe: { refunded: charge.amount_refunded, disputed: charge.disputed }, facts: facts?.left,
    balances: Object.fromEntries(Object.entries(balances).map(([account, sum]) => [account.replace(row?.id ?? '', 'order'), sum])),
  };
}

const buyersAccounts = (balances: object) => Object.keys(balances).filter((account) => /^(buyer_clearing|refunds|chargebacks|provider_clearing)/.test(account));

describe('an order whose payment a bank disputes', () => {
  it('by the card that does so at once loses access while the bank decides, and the bank is answered by itself', async () => {
    const order = await market.order(slugs);
    await market.pay(order, '4000 0000 0000 0259').expect(303);
    await market.until(async () => (await read(order)).status === 'disputed');
    await books.rest();
    const { status, lines } = await read(order);
    expect([status, lines.map(({ state }) => state)]).toEqual(['disputed', both('disputed')]);
    expect(await accessTo(order)).toEqual(both({ state: 'suspended', open: false }));
    const charge = await chargeOf(order);
    const { data: [known] } = await market.stripe.disputes.list({ charge: charge.id });
    expect(known).toMatchObject({ status: 'under_review', evidence_details: { has_evidence: true, submission_count: 1 }, evidence: { customer_email_address: 'aigerim@example.kz' } });
    expect(known?.evidence.access_activity_log).toMatch(/granted/);
    expect(known?.evidence.uncategorized_text).toContain(order.number);
    expect(JSON.stringify(known?.evidence)).not.toContain('127.0.0.1');
    const balances = await books.balancesOf(order);
    expect(Object.entries(balances).filter(([account]) => account.startsWith('chargebacks')).map(([, sum]) => sum)).toEqual([BigInt(charge.amount)]);
    expect(Object.keys(balances).filter((account) => account.startsWith('merchant_payable'))).toEqual([]);
    expect(Object.keys(balances).filter((account) => account.startsWith('merchant_reserve'))).toHaveLength(2);
    await books.trialBalance();
    await decide(known?.id ?? '', 'win');
    await books.rest();
    expect(await accessTo(order)).toEqual(both({ state: 'active', open: true }));
  });

  it('has access again and its books as before when the dispute is won', async () => {
    const order = await paid();
    const before = await truthOf(order);
    const disputeId = await dispute(order);
    await market.until(async () => (await read(order)).status === 'disputed');
    await books.rest();
    await decide(disputeId, 'win');
    await market.until(async () => (await read(order)).status !== 'disputed');
    await books.rest();
    expect(await truthOf(order)).toEqual({ ...before, atStripe: { refunded: 0, disputed: true } });
    expect(await accessTo(order)).toEqual(both({ state: 'active', open: true }));
  });

  it('has lost its access and left nothing in the books when the dispute is lost, and no refund was sent besides', async () => {
    const order = await paid();
    const disputeId = await dispute(order);
    await market.until(async () => (await read(order)).status === 'disputed');
    await decide(disputeId, 'lose');
    await market.until(async () => (await read(order)).status === 'lost' || (await read(order)).status === 'refunded');
    await books.rest();
    expect(await truthOf(order)).toMatchObject({ status: 'lost', lines: both('lost'), access: both({ state: 'revoked', open: false }), atStripe: { refunded: 0 }, facts: '0', balances: {} });
    expect(await books.balancesOf(order)).toEqual({});
    await books.everySoOften('invoicing/issue-invoices');
    const { items } = await books.get<{ items: { kind: string; total: Wire }[] }>(`/v1/orders/${order.number}/invoices?key=${order.accessKey}`, {});
    const sum = (isNote: boolean) => items.filter(({ kind }) => (kind !== 'invoice') === isNote).reduce((all, { total }) => all + minorOf(total), 0n);
    expect(sum(true)).toBe(sum(false));
    expect(sum(false)).toBeGreaterThan(0n);
  });

  it('keeps everything while the bank only asks, and after it has asked', async () => {
    const order = await paid();
    const before = await truthOf(order);
    const disputeId = await dispute(order, { inquiry: true });
    await books.rest();
    expect(await truthOf(order)).toEqual({ ...before, atStripe: { refunded: 0, disputed: true } });
    await decide(disputeId, 'win');
    await books.rest();
    expect(await truthOf(order)).toEqual({ ...before, atStripe: { refunded: 0, disputed: true } });
  });

  it('is not refunded while the bank has the money: refused, and nothing is posted', async () => {
    const order = await paid();
    const disputeId = await dispute(order);
    await market.until(async () => (await read(order)).status === 'disputed');
    await books.rest();
    const before = [await truthOf(order), (await books.entriesOf(order)).filter(isOurs)];
    for (const body of [{}, { amount: { amount: '1.00', currency: 'KZT' } }]) {
      expect((await refund(order, body)).body).toMatchObject({ status: 409, code: 'ordering.order_in_dispute' });
    }
    await books.rest();
    expect([await truthOf(order), (await books.entriesOf(order)).filter(isOurs)]).toEqual(before);
    await decide(disputeId, 'win');
    await market.until(async () => (await read(order)).status !== 'disputed');
    await refund(order, {}).expect(201);
    await books.rest();
    expect(await truthOf(order)).toMatchObject({ status: 'refunded' });
    expect(await books.balancesOf(order)).toEqual({});
  });
});

describe('a dispute that meets a refund', () => {
  for (const how of ['win', 'lose'] as const) {
    it(`that was asked for and not sent yet gives the buyer the money once (the bank decides: ${how})`, async () => {
      const order = await paid();
      await market.provide('/faults', { kind: 'status', status: 503, count: 50, method: 'POST', path: '/v1/refunds' });
      const { body } = await refund(order, { amount: { amount: '500.00', currency: 'KZT' } }).expect(201);
      const disputeId = await dispute(order);
      await market.until(async () => (await read(order)).status === 'disputed');
      await decide(disputeId, how);
      await market.until(async () => (await read(order)).status !== 'disputed');
      await market.mendProvider();
      await books.rest();
      await books.everySoOften('payments/ask-unsettled-refunds');
      const charge = await chargeOf(order);
      const [asked] = await market.query<{ state: string }>('SELECT state FROM ordering.refunds WHERE id = $1', [(body as { id: string }).id]);
      if (how === 'win') {
        expect([charge.amount_refunded, asked?.state]).toEqual([50_000, 'succeeded']);
      } else {
        expect([charge.amount_refunded, asked?.state]).toEqual([0, 'taken_by_bank']);
        expect(await books.balancesOf(order)).toEqual({});
      }
      expect(buyersAccounts(await books.balancesOf(order)).filter((account) => !account.startsWith('provider_clearing'))).toEqual([]);
      await books.trialBalance();
      await books.everySoOften('payments/import-balance-transactions');
      expect(buyersAccounts(await books.trialBalance())).toEqual([]);
    });
  }

  it('in the same moment pays the buyer back once, whoever was first', async () => {
    for (let round = 0; round < 4; round += 1) {
      const order = await paid();
      const { id, amount } = await chargeOf(order);
      const [answer] = await Promise.all([refund(order, {}), market.provide(`/charges/${id}/dispute`, {}).catch(() => undefined), market.ask(order)]);
      await books.rest();
      const { data: [opened] } = await market.stripe.disputes.list({ charge: id });
      if (opened) await decide(opened.id, round % 2 ? 'win' : 'lose');
      await books.rest();
      await books.everySoOften('payments/ask-unsettled-refunds');
      const charge = await market.stripe.charges.retrieve(id);
      const takenByBank = opened && round % 2 === 0 ? opened.amount : 0;
      expect(charge.amount_refunded + takenByBank).toBeLessThanOrEqual(amount);
      if (answer.status === 201) expect(charge.amount_refunded + takenByBank).toBe(amount);
      const balances = await books.balancesOf(order);
      expect(buyersAccounts(balances).filter((account) => !account.startsWith('provider_clearing'))).toEqual([]);
      if (charge.amount_refunded + takenByBank === amount) expect(balances).toEqual({});
      await books.trialBalance();
    }
  });
});

describe('notices in any order and doubled', () => {
  const endings = [
    ['won', async (order: PlacedOrder) => decide(await dispute(order), 'win')],
    ['lost', async (order: PlacedOrder) => decide(await dispute(order), 'lose')],
    ['refunded in part and then lost', async (order: PlacedOrder) => {
      await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
      await refund(order, { amount: { amount: '700.00', currency: 'KZT' } }).expect(201);
      await books.rest();
      await decide(await dispute(order), 'lose');
    }],
    ['refunded whole by hand at the provider', async (order: PlacedOrder) => market.stripe.refunds.create({ charge: (await chargeOf(order)).id })],
  ] as const;

  it.each(endings)('lead to the same truth for an order that is %s', async (_words, end) => {
    const inOrder = await paid();
    await end(inOrder);
    await books.rest();
    const wanted = await truthOf(inOrder);
    for (const [sequence, copies] of [['reversed', 1], ['shuffled', 2], ['shuffled', 3]] as const) {
      await hold(copies);
      const order = await market.order(slugs);
      await market.pay(order).expect(303);
      await end(order);
      await release(sequence);
      await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
      await books.rest();
      expect([sequence, copies, await truthOf(order)]).toEqual([sequence, copies, wanted]);
    }
  });
});
