import { demoClusters, demoOwnerEmail, placedProducts } from '@silkport/demo';
import { money } from '@silkport/values';
import { isOurs, MarketLedger, minorOf, type Wire } from '../support/market-ledger.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Order { readonly status: string; readonly total: Wire; readonly tax: Wire; readonly refunded: Wire; readonly taxes: readonly { ratePct: string; reason: string; jurisdiction: string }[]; readonly lines: readonly { readonly id: string; readonly productSlug: string; readonly state: string; readonly total: Wire }[] }
interface Withdrawal { readonly id: string; readonly refundNow: Wire; readonly confirmedAt: string | null; readonly refundId: string | null; readonly lines: readonly { readonly lineId: string; readonly refund: Wire; readonly legalSource: string | null }[] }

const email = 'anna@example.de';
const owner = (kind: 'service' | 'download') => placedProducts(demoClusters()).find(({ product }) => (kind === 'download' ? product.isDigital && !product.licenceKey : true))?.merchant.slug ?? '';

let market: Market;
let books: MarketLedger;

beforeAll(async () => {
  market = await Market.open({ env: { TRUST_PROXY: 'on', COUNTRY_HEADER: 'x-country' } });
  books = await MarketLedger.open(market);
  await putOnSale(market, { slug: 'kiln-advice', kind: 'service', price: money(120_000n, 'CNY') });
  await putOnSale(market, { slug: 'kiln-book', kind: 'download', merchant: owner('download'), price: money(9_900n, 'CNY'), bytes: Buffer.from('Fire.') });
  await putOnSale(market, { slug: 'kiln-seat', kind: 'licence-key', price: money(20_000n, 'CNY'), stock: 2, keys: ['KILN-1', 'KILN-2'] });
}, 90_000);
afterAll(() => market.close());

const read = ({ number, accessKey }: Pick<PlacedOrder, 'number' | 'accessKey'>) => books.get<Order>(`/v1/orders/${number}?key=${accessKey}`, {});
const lineOf = async (order: PlacedOrder, slug: string) => (await read(order)).lines.find(({ productSlug }) => productSlug === slug)!;

async function quote(slugs: readonly string[], given: { country: string; currency: string; taxId?: string }, headers: Readonly<Record<string, string>> = {}): Promise<{ id: string; needsImmediateDeliveryConsent: boolean }> {
  const items = await Promise.all(slugs.map(async (slug) => ({ variantId: await market.variant(slug), quantity: 1 })));
  return (await market.post('/v1/quotes', { items, locale: 'ru', ...given }, headers).expect(201)).body as { id: string; needsImmediateDeliveryConsent: boolean };
}

/** As the hosted page does it, with the billing address that the buyer gives there. */
const pay = ({ checkoutUrl }: PlacedOrder, country: string) => market.provide(`/checkout/sessions/${new URL(checkoutUrl).pathname.split('/').at(-1)}/pay`, { country, email });

const business = { name: 'Müller Keramikhandel GmbH', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667' };

async function paidInGermany(slugs: readonly string[], given: object = {}): Promise<PlacedOrder> {
  const { id } = await quote(slugs, { country: 'DE', currency: 'EUR', ...given }, { 'x-country': 'DE' });
  const order = (await market.place(id, { email, immediateDelivery: true, ...('taxId' in given ? { business } : {}) }).expect(201)).body as PlacedOrder;
  await pay(order, 'DE');
  await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
  await books.rest();
  return order;
}

async function refundsAtStripe({ checkoutUrl }: PlacedOrder): Promise<number[]> {
  const { payment_intent: intent } = await market.stripe.checkout.sessions.retrieve(new URL(checkoutUrl).pathname.split('/').at(-1) ?? '');
  return (await market.stripe.refunds.list({ payment_intent: intent as string, limit: 100 })).data.map(({ amount }) => amount);
}

describe('a German consumer', () => {
  let order: PlacedOrder;

  it('cannot order a file that is delivered at once without asking for that and giving up the right of withdrawal', async () => {
    const { id, needsImmediateDeliveryConsent } = await quote(['kiln-advice', 'kiln-book'], { country: 'DE', currency: 'EUR' }, { 'x-country': 'DE' });
    expect(needsImmediateDeliveryConsent).toBe(true);
    const before = await market.query('SELECT id FROM ordering.orders');
    const { body } = await market.place(id, { email });
    expect(body).toMatchObject({ code: 'ordering.immediate_delivery_consent_missing', errors: [{ field: 'immediateDelivery' }] });
    expect(await market.query('SELECT id FROM ordering.orders')).toEqual(before);
    expect((await quote(['kiln-advice'], { country: 'DE', currency: 'EUR' })).needsImmediateDeliveryConsent).toBe(false);
  });

  it('with all three confirmations has the file at once, German tax, and both confirmations in the mail', async () => {
    order = await paidInGermany(['kiln-advice', 'kiln-book']);
    const { taxes } = await read(order);
    expect(taxes.every(({ jurisdiction }) => jurisdiction === 'DE')).toBe(true);
    expect(taxes.map(({ ratePct }) => ratePct)).toContain('19');
    await market.until(async () => (await market.mailsTo(email)).some(({ text }) => text.includes(order.number)));
    const kinds = async () => (await market.query<{ kinds: string[] }>(`SELECT ARRAY(SELECT c->>'kind' FROM jsonb_array_elements(consents) AS c ORDER BY 1) AS kinds FROM ordering.orders WHERE number = $1`, [order.number]))[0]?.kinds;
    // The third is there when the mail has gone out.
    await market.until(async () => (await kinds())?.includes('durable_confirmation') ?? false);
    expect(await kinds()).toEqual(['durable_confirmation', 'immediate_delivery', 'loss_of_withdrawal', 'terms']);
    const mail = (await market.mailsTo(email)).find(({ text }) => text.includes(order.number));
    expect(mail?.text).toMatch(/отказ/i);
  });

  it('cannot withdraw from the file, whose right was given up, nor with a wrong key from anything', async () => {
    const book = await lineOf(order, 'kiln-book');
    const declared = await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey}`, { name: 'Anna Schmidt', email, lineIds: [book.id] });
    expect([declared.status, declared.body]).toEqual([409, expect.objectContaining({ code: 'ordering.withdrawal_not_possible', errors: [expect.objectContaining({ field: 'lineIds.0' })] })]);
    await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey.replace(/^./, (first) => (first === '_' ? '-' : '_'))}`, { name: 'Anna Schmidt', email }).expect(404);
    expect(await refundsAtStripe(order)).toEqual([]);
  });

  it('withdraws from the service without an account, in two steps, and is paid back once however often it is confirmed', async () => {
    const service = await lineOf(order, 'kiln-advice');
    const to = 'anna.receipts@example.de';
    const { body } = await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey}`, { name: 'Anna Schmidt', email: to }).expect(201);
    const declared = body as Withdrawal;
    expect([declared.confirmedAt, declared.refundId, declared.lines.map(({ lineId }) => lineId), declared.refundNow]).toEqual([null, null, [service.id], service.total]);
    expect(declared.lines[0]?.legalSource).toMatch(/\S/);
    await books.rest();
    expect([await refundsAtStripe(order), (await read(order)).refunded.amount, await market.mailsTo(to)]).toEqual([[], '0.00', []]);

    await market.post(`/v1/orders/${order.number}/withdrawals/${declared.id}/confirmation`, {}).expect(404);
    const answers = await Promise.all(Array.from({ length: 5 }, () => market.post(`/v1/orders/${order.number}/withdrawals/${declared.id}/confirmation?key=${order.accessKey}`).expect(200)));
    const receipts = answers.map(({ body: answer }) => answer as Withdrawal);
    expect(new Set(receipts.map(({ refundId, confirmedAt }) => `${refundId} ${confirmedAt}`)).size).toBe(1);
    await books.rest();
    expect(await refundsAtStripe(order)).toEqual([Number(minorOf(service.total))]);
    const { status, lines, refunded } = await read(order);
    expect([status, refunded, lines.map(({ productSlug, state }) => [productSlug, state])]).toEqual(['partly_refunded', service.total, expect.arrayContaining([['kiln-advice', 'refunded'], ['kiln-book', 'delivered']])]);
    await market.until(async () => (await market.mailsTo(to)).length > 0);
    const [receipt, ...others] = await market.mailsTo(to);
    expect(others).toEqual([]);
    expect(receipt?.text).toContain('Anna Schmidt');
    expect(receipt?.text).toContain(order.number);
    const balances = await books.balancesOf(order);
    expect(Object.keys(balances).filter((account) => /^(buyer_clearing|refunds|chargebacks)/.test(account))).toEqual([]);
    await books.trialBalance();
    const states = (await market.deliveries(order)) as unknown as { orderLineId: string; state: string }[];
    expect(states.find(({ orderLineId }) => orderLineId === service.id)?.state).toBe('revoked');
  });

  it('has nothing left to withdraw from afterwards', async () => {
    const { body, status } = await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey}`, { name: 'Anna Schmidt', email });
    expect([status, (body as { code: string }).code]).toEqual([409, 'ordering.line_already_withdrawn']);
  });

  it('withdraws on the last day, and not after it; a declaration that is left lying counts from its confirmation', async () => {
    const paidDaysAgo = (of: PlacedOrder, days: number) => market.query(`UPDATE ordering.orders SET paid_at = now() - $2 * interval '1 day' WHERE number = $1`, [of.number, days]);
    const declare = (of: PlacedOrder) => market.post(`/v1/orders/${of.number}/withdrawals?key=${of.accessKey}`, { name: 'Anna Schmidt', email });
    const confirm = (of: PlacedOrder, { id }: Withdrawal) => market.post(`/v1/orders/${of.number}/withdrawals/${id}/confirmation?key=${of.accessKey}`);
    const [inTime, late] = [await paidInGermany(['kiln-advice']), await paidInGermany(['kiln-advice'])];
    const before = await books.entriesOf(late);
    await Promise.all([inTime, late].map((order) => paidDaysAgo(order, 14)));
    const [first, second] = await Promise.all([inTime, late].map(async (order) => (await declare(order).expect(201)).body as Withdrawal));
    await confirm(inTime, first!).expect(200);
    await books.rest();
    expect([await books.balancesOf(inTime), (await read(inTime)).status]).toEqual([{}, 'refunded']);
    // The fourteenth day may be a Sunday or a holiday: then the next working day is the last.
    await paidDaysAgo(late, 25);
    await market.query(`UPDATE ordering.withdrawals SET declared_at = declared_at - interval '11 days' WHERE id = $1`, [second?.id]);
    for (const answer of [await declare(late), await confirm(late, second!)]) expect(answer.body).toMatchObject({ status: 409, code: 'ordering.withdrawal_not_possible' });
    await books.rest();
    expect([(await books.entriesOf(late)).filter(isOurs), await refundsAtStripe(late)]).toEqual([before.filter(isOurs), []]);
  });

  it('who buys as a business owes the tax itself, and has no right of withdrawal; a number of the wrong shape is refused', async () => {
    const wrong = await market.post('/v1/quotes', { items: [{ variantId: await market.variant('kiln-advice'), quantity: 1 }], country: 'DE', currency: 'EUR', locale: 'ru', taxId: 'DE000' });
    expect([wrong.status >= 400 && wrong.status < 500, wrong.body]).toEqual([true, expect.objectContaining({ errors: [expect.objectContaining({ field: 'taxId' })] })]);
    const ordered = await paidInGermany(['kiln-advice'], { taxId: 'DE136695976' });
    const { tax, taxes } = await read(ordered);
    expect([tax.amount, taxes.map(({ reason }) => reason)]).toEqual(['0.00', ['reverse_charge']]);
    const { body } = await market.post(`/v1/orders/${ordered.number}/withdrawals?key=${ordered.accessKey}`, { name: 'Anna Schmidt', email });
    expect(body).toMatchObject({ status: 409, code: 'ordering.withdrawal_not_possible' });
  });
});

describe('an order for whose place of supply two countries speak alike', () => {
  const decision = (order: PlacedOrder, what: 'release' | 'refusal', headers = books.admin) => market.post(`/v1/admin/orders/${order.number}/${what}`, { note: 'The buyer sent a bill.' }, headers);

  async function held(...slugs: string[]): Promise<PlacedOrder> {
    const { id } = await quote(slugs, { country: 'KZ', currency: 'KZT' }, { 'x-country': 'DE' });
    const order = (await market.place(id, { email }).expect(201)).body as PlacedOrder;
    await pay(order, 'KZ');
    await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
    await books.rest();
    return order;
  }

  it('is held once it is paid: nothing is sold, delivered or taxed, and the money waits', async () => {
    const order = await held('kiln-book');
    const { status, total } = await read(order);
    expect([status, await market.deliveries(order)]).toEqual(['held', []]);
    const [row] = await market.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [order.number]);
    expect(await books.balancesOf(order)).toEqual({ [`buyer_clearing:${row?.id} KZT`]: -minorOf(total), 'provider_clearing KZT': minorOf(total) });
    const merchant = await market.signIn(demoOwnerEmail(owner('download')));
    await market.get(`/v1/merchant/orders/${order.number}`, merchant).expect(404);
    expect((await decision(order, 'release', merchant)).status).toBe(403);
    expect((await market.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill' }, books.admin)).body).toMatchObject({ code: 'ordering.order_not_paid' });
    await decision(order, 'release').expect(204);
    await books.rest();
  });

  it('is delivered, taxed and posted when an admin lets it go on, once', async () => {
    const order = await held('kiln-book');
    const answers = await Promise.all([1, 2, 3].map(() => decision(order, 'release')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    await books.rest();
    expect((await read(order)).status).toBe('delivered');
    expect(await market.deliveries(order)).toHaveLength(1);
    const balances = await books.balancesOf(order);
    expect(Object.keys(balances).filter((account) => account.startsWith('buyer_clearing'))).toEqual([]);
    expect(balances['tax_payable:KZ KZT']).toBe(-minorOf((await read(order)).tax));
    await books.trialBalance();
  });

  it('ends with the money back and nothing in the books when an admin refuses it; its piece is there again', async () => {
    const before = await market.available('kiln-seat');
    const order = await held('kiln-book', 'kiln-seat');
    expect((await read(order)).status).toBe('held');
    await decision(order, 'refusal').expect(204);
    await books.rest();
    const { status, total } = await read(order);
    expect([status, await refundsAtStripe(order)]).toEqual(['cancelled', [Number(minorOf(total))]]);
    expect(await books.balancesOf(order)).toEqual({});
    expect(await market.available('kiln-seat')).toBe(before);
    expect(await market.deliveries(order)).toEqual([]);
    await books.trialBalance();
  });

  it('that is released and refused in the same moment ends one way, not both', async () => {
    for (let round = 0; round < 3; round += 1) {
      const order = await held('kiln-book');
      const [released, refused] = await Promise.all([decision(order, 'release'), decision(order, 'refusal')]);
      expect([released.status, refused.status].toSorted()).toEqual([204, 409]);
      await books.rest();
      const wasReleased = released.status === 204;
      expect([(await read(order)).status, (await refundsAtStripe(order)).length]).toEqual(wasReleased ? ['delivered', 0] : ['cancelled', 1]);
      if (!wasReleased) expect(await books.balancesOf(order)).toEqual({});
      await books.trialBalance();
    }
  });

  it('whose payment is disputed while it is held gives the money back once, whichever way an admin decides', async () => {
    for (const what of ['release', 'refusal'] as const) {
      const order = await held('kiln-book');
      const { payment_intent: intent } = await market.stripe.checkout.sessions.retrieve(new URL(order.checkoutUrl).pathname.split('/').at(-1) ?? '');
      const { data: [charge] } = await market.stripe.charges.list({ payment_intent: intent as string });
      const { body } = await market.provide(`/charges/${charge?.id}/dispute`);
      await decision(order, what).expect(204);
      await market.provide(`/disputes/${(body as { id: string }).id}/lose`);
      await books.rest();
      expect([what, await refundsAtStripe(order)]).toEqual([what, []]);
      expect([what, (await read(order)).status, await books.balancesOf(order)]).toEqual([what, what === 'release' ? 'lost' : 'cancelled', {}]);
      await books.trialBalance();
    }
  });
});
