import { demoClusters, demoOwnerEmail, placedProducts } from '@silkport/demo';
import { divideHalfUp, money, type Locale } from '@silkport/values';
import { MarketLedger, minorOf, sumMinor, type Wire } from '../support/market-ledger.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Line { readonly id: string; readonly productSlug: string; readonly merchantName: string; readonly state: string; readonly quantity: number; readonly total: Wire; readonly net: Wire; readonly tax: Wire; readonly refunded: Wire }
interface TaxGroup { readonly jurisdiction: string; readonly ratePct: string; readonly reason: string; readonly isIncluded: boolean; readonly base: Wire; readonly amount: Wire; readonly legalSource: string }
interface Order { readonly status: string; readonly total: Wire; readonly net: Wire; readonly tax: Wire; readonly refunded: Wire; readonly taxes: readonly TaxGroup[]; readonly parts: readonly { readonly total: Wire; readonly status: string }[]; readonly lines: readonly Line[] }
interface MerchantLine { readonly merchantTotal: Wire; readonly merchantNet: Wire; readonly commission: Wire; readonly commissionTax: Wire; readonly payable: Wire }
interface Invoice { readonly id: string; readonly number: string; readonly kind: 'invoice' | 'credit_note'; readonly purpose: string; readonly issuer: string; readonly corrects: string | null; readonly tax: Wire; readonly total: Wire }
interface Refund { readonly id: string; readonly state: string; readonly total: Wire; readonly lines: readonly { readonly lineId: string; readonly total: Wire; readonly net: Wire; readonly tax: Wire }[] }

const month = () => new Date().toISOString().slice(0, 7);
const owners = [...new Set(placedProducts(demoClusters()).filter(({ product }) => product.isDigital && !product.licenceKey).map(({ merchant }) => merchant.slug))].slice(0, 2);
const [press = '', studio = ''] = owners;

let market: Market;
let books: MarketLedger;
let authors: Readonly<Record<string, { authorization: string }>>;

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  await putOnSale(market, { slug: 'silk-book', kind: 'download', merchant: press, price: money(5_990n, 'CNY'), bytes: Buffer.from('Seven moons over the loom.') });
  await putOnSale(market, { slug: 'silk-data', kind: 'download', merchant: studio, price: money(12_833n, 'CNY'), bytes: Buffer.from('looms;7') });
  authors = Object.fromEntries(await Promise.all(owners.map(async (slug) => [slug, await market.signIn(demoOwnerEmail(slug))] as const)));
}, 90_000);
afterAll(() => market.close());

const read = ({ number, accessKey }: PlacedOrder) => books.get<Order>(`/v1/orders/${number}?key=${accessKey}`, {});
const asMerchant = (slug: string) => authors[slug] ?? {};
const merchantLines = async (slug: string, { number }: PlacedOrder) => (await books.get<{ lines: MerchantLine[] }>(`/v1/merchant/orders/${number}`, asMerchant(slug))).lines;
const invoicesOf = async ({ number, accessKey }: PlacedOrder) => (await books.get<{ items: Invoice[] }>(`/v1/orders/${number}/invoices?key=${accessKey}`, {})).items;
const deliveriesOf = async (order: PlacedOrder) => (await market.deliveries(order)) as unknown as { orderLineId: string; state: string; files: { url: string | null }[] }[];

async function order(quantities: readonly (readonly [slug: string, quantity: number])[]): Promise<PlacedOrder> {
  const items = await Promise.all(quantities.map(async ([slug, quantity]) => ({ variantId: await market.variant(slug), quantity })));
  const { body } = await market.quote(items).expect(201);
  return (await market.place((body as { id: string }).id).expect(201)).body as PlacedOrder;
}

async function paid(quantities: readonly (readonly [slug: string, quantity: number])[]): Promise<PlacedOrder> {
  const placed = await order(quantities);
  await market.pay(placed).expect(303);
  await market.until(async () => (await market.deliveries(placed)).length === quantities.length);
  await books.rest();
  return placed;
}

async function refundsAtStripe({ number }: PlacedOrder): Promise<{ amount: number; status: string | null }[]> {
  const [row] = await market.query<{ intent: string }>('SELECT c.stripe_payment_intent_id AS intent FROM payments.charges c JOIN ordering.orders o ON o.id = c.reference WHERE o.number = $1', [number]);
  return (await market.stripe.refunds.list({ payment_intent: row?.intent ?? '', limit: 100 })).data.map(({ amount, status }) => ({ amount, status }));
}

describe('a buyer in Almaty who buys from two merchants', () => {
  let placed: PlacedOrder;
  let before: Record<string, bigint>;

  it('is told the 16 % of Kazakhstan of each line, and everything sums', async () => {
    before = await books.ownBalance();
    placed = await order([['silk-book', 3], ['silk-data', 1]]);
    const { total, net, tax, taxes, lines, parts } = await read(placed);
    for (const line of lines) {
      expect([line.productSlug, minorOf(line.net) + minorOf(line.tax)]).toEqual([line.productSlug, minorOf(line.total)]);
      expect([line.productSlug, minorOf(line.tax)]).toEqual([line.productSlug, divideHalfUp(minorOf(line.total) * 16n, 116n)]);
    }
    expect(sumMinor(lines.map((line) => line.total))).toBe(minorOf(total));
    expect(sumMinor(lines.map((line) => line.tax))).toBe(minorOf(tax));
    expect(minorOf(net) + minorOf(tax)).toBe(minorOf(total));
    expect(taxes).toEqual([expect.objectContaining({ jurisdiction: 'KZ', ratePct: '16', isIncluded: true, amount: tax, base: net, legalSource: expect.stringMatching(/\S/) as string })]);
    expect(parts).toHaveLength(2);
    expect(sumMinor(parts.map((part) => part.total))).toBe(minorOf(total));
    expect(await books.ownBalance()).toEqual(before);
  });

  it('pays, and every tiyn is somebody’s: the tax office’s, the merchants’, the marketplace’s', async () => {
    await market.pay(placed).expect(303);
    await market.until(async () => (await market.deliveries(placed)).length === 2);
    await books.rest();
    await books.trialBalance();
    const { total, tax, net } = await read(placed);
    const balances = await books.balancesOf(placed);
    const [book, data] = [await merchantLines(press, placed), await merchantLines(studio, placed)];
    const all = [...book, ...data];
    for (const line of all) expect(minorOf(line.payable) + minorOf(line.commission) + minorOf(line.commissionTax)).toBe(minorOf(line.merchantNet));
    expect(Object.keys(balances).filter((account) => account.startsWith('buyer_clearing'))).toEqual([]);
    expect(balances['provider_clearing KZT']).toBe(minorOf(total));
    expect(balances['tax_payable:KZ KZT']).toBe(-minorOf(tax));
    expect(balances['fx KZT']).toBe(-minorOf(net));
    expect(balances['fx CNY']).toBe(sumMinor(all.map((line) => line.merchantNet)));
    expect(balances['commission CNY']).toBe(-sumMinor(all.map((line) => line.commission)));
    const [first, second] = await market.query<{ slug: string; id: string }>('SELECT slug, id FROM clusters.merchants WHERE slug = ANY ($1) ORDER BY slug = $2 DESC', [owners, press]);
    expect(balances[`merchant_payable:${first?.id} CNY`]).toBe(-sumMinor(book.map((line) => line.payable)));
    expect(balances[`merchant_payable:${second?.id} CNY`]).toBe(-sumMinor(data.map((line) => line.payable)));
  });

  it('is a sale on each merchant’s balance and statement, the same to the last fen', async () => {
    for (const slug of owners) {
      const payable = sumMinor((await merchantLines(slug, placed)).map((line) => line.payable));
      const { items: [balance] } = await books.get<{ items: { maturing: { amount: Wire }[]; available: Wire; reserve: Wire }[] }>('/v1/merchant/balance', asMerchant(slug));
      expect(sumMinor([...(balance?.maturing ?? []).map(({ amount }) => amount), balance?.available ?? { amount: '0', currency: 'CNY' }, balance?.reserve ?? { amount: '0', currency: 'CNY' }])).toBe(payable);
      const { items: [statement] } = await books.get<{ items: { opening: { payable: Wire }; closing: { payable: Wire }; lines: { kind: string; orderNumber: string; payable: Wire }[] }[] }>(`/v1/merchant/statements/${month()}`, asMerchant(slug));
      expect(statement?.lines).toEqual([expect.objectContaining({ kind: 'sale', orderNumber: placed.number, payable: { amount: statement?.closing.payable.amount, currency: 'CNY' } })]);
      expect(minorOf(statement?.closing.payable ?? { amount: '', currency: 'CNY' })).toBe(payable);
      const csv = await market.get(`/v1/merchant/statements/${month()}/csv?currency=CNY&locale=zh-CN`, asMerchant(slug)).expect(200);
      expect(csv.text).toContain(placed.number);
      const pdf = await market.get(`/v1/merchant/statements/${month()}/pdf?currency=CNY&locale=zh-CN`, asMerchant(slug)).buffer(true).expect(200);
      expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('has invoices whose sum is what was paid, on paper and as UBL, and numbers without gaps', async () => {
    await books.everySoOften('invoicing/issue-invoices');
    const { total, tax } = await read(placed);
    const invoices = await invoicesOf(placed);
    expect(invoices.length).toBeGreaterThan(0);
    expect(invoices.every(({ kind, purpose }) => kind === 'invoice' && purpose === 'sale')).toBe(true);
    expect([sumMinor(invoices.map((each) => each.total)), sumMinor(invoices.map((each) => each.tax))]).toEqual([minorOf(total), minorOf(tax)]);
    for (const { number } of invoices) {
      const pdf = await market.get(`/v1/orders/${placed.number}/invoices/${number}.pdf?key=${placed.accessKey}`).buffer(true).expect(200);
      expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
      const xml = await market.get(`/v1/orders/${placed.number}/invoices/${number}.xml?key=${placed.accessKey}`).buffer(true).expect(200);
      expect(Buffer.isBuffer(xml.body) ? xml.body.toString() : xml.text).toContain(number);
    }
    await expectNoGaps();
  });

  it('gets part of it back by amount from one merchant, who can give no more than its own lines', async () => {
    const [line] = (await read(placed)).lines;
    const stranger = await market.post(`/v1/merchant/orders/${placed.number}/refunds`, { reason: 'goodwill', lines: [{ lineId: line?.id }] }, asMerchant(studio));
    expect([stranger.status, (stranger.body as { code: string }).code]).toEqual([404, 'ordering.order_line_unknown']);
    const amount = { amount: '1000.01', currency: 'KZT' };
    const { body } = await market.post(`/v1/merchant/orders/${placed.number}/refunds`, { reason: 'goodwill', amount }, asMerchant(press)).expect(201);
    const refund = body as Refund;
    expect([refund.total, refund.lines.map(({ lineId }) => lineId)]).toEqual([amount, [line?.id]]);
    for (const share of refund.lines) expect(minorOf(share.net) + minorOf(share.tax)).toBe(minorOf(share.total));
    await books.rest();
    await books.trialBalance();
    expect(await refundsAtStripe(placed)).toEqual([{ amount: 100_001, status: 'succeeded' }]);
    const { status, lines, refunded } = await read(placed);
    expect([status, lines.map(({ state }) => state), refunded]).toEqual(['partly_refunded', ['partly_refunded', 'delivered'], amount]);
    expect((await deliveriesOf(placed)).map(({ state }) => state)).toEqual(['active', 'active']);
    expect(Object.keys(await books.balancesOf(placed)).filter((account) => /^(refunds|buyer_clearing|chargebacks)/.test(account))).toEqual([]);
  });

  it('gets a line back whole, and can no longer have it', async () => {
    const [, data] = (await read(placed)).lines;
    await market.post(`/v1/merchant/orders/${placed.number}/refunds`, { reason: 'not_as_described', lines: [{ lineId: data?.id }] }, asMerchant(studio)).expect(201);
    await books.rest();
    await books.trialBalance();
    const { status, lines } = await read(placed);
    expect([status, lines.map(({ state }) => state)]).toEqual(['partly_refunded', ['partly_refunded', 'refunded']]);
    expect((await deliveriesOf(placed)).map(({ state, files }) => [state, files.every(({ url }) => url === null)])).toEqual([['active', false], ['revoked', true]]);
    const payables = Object.keys(await books.balancesOf(placed)).filter((account) => account.startsWith('merchant_payable'));
    expect(payables).toHaveLength(1);
  });

  it('gets the rest back from the admin, and nothing of the order is left in any book', async () => {
    await market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill', note: 'the rest' }, books.admin).expect(201);
    await books.rest();
    const { status, lines, refunded, total } = await read(placed);
    expect([status, lines.map(({ state }) => state), refunded]).toEqual(['refunded', ['refunded', 'refunded'], total]);
    expect(await books.balancesOf(placed)).toEqual({});
    expect(await books.ownBalance()).toEqual(before);
    const sent = await refundsAtStripe(placed);
    expect([sent.length, sent.every(({ status: state }) => state === 'succeeded')]).toEqual([3, true]);
    expect(BigInt(sent.reduce((sum, { amount }) => sum + amount, 0))).toBe(minorOf(total));
    expect((await deliveriesOf(placed)).every(({ state, files }) => state === 'revoked' && files.every(({ url }) => url === null))).toBe(true);
  });

  it('has credit notes that undo the invoices, and facts of trade that sum to nothing', async () => {
    await books.everySoOften('invoicing/issue-invoices');
    const documents = await invoicesOf(placed);
    const [invoices, notes] = [documents.filter(({ kind }) => kind === 'invoice'), documents.filter(({ kind }) => kind !== 'invoice')];
    expect(notes.every(({ corrects }) => invoices.some(({ number }) => number === corrects))).toBe(true);
    expect(sumMinor(notes.map(({ total }) => total))).toBe(sumMinor(invoices.map(({ total }) => total)));
    expect(sumMinor(notes.map(({ tax }) => tax))).toBe(sumMinor(invoices.map(({ tax }) => tax)));
    await expectNoGaps();
    const facts = await market.query<{ sales: number; corrections: number; left: bigint; leftCny: bigint }>(`
      SELECT count(*) FILTER (WHERE kind = 'sale')::int AS sales, count(*) FILTER (WHERE kind = 'correction')::int AS corrections, sum(amount_minor)::bigint AS left, sum(cny_minor)::bigint AS "leftCny"
      FROM trade_statistics.facts WHERE order_number = $1`, [placed.number]);
    expect(facts.map(({ left, leftCny, ...rest }) => ({ ...rest, left: Number(left), leftCny: Number(leftCny) }))).toEqual([{ sales: 2, corrections: 3, left: 0, leftCny: 0 }]);
  });

  it('leaves nothing on the way between the provider’s list and the books, once it is read', async () => {
    await books.everySoOften('payments/import-balance-transactions');
    const balance = await books.trialBalance();
    expect(Object.keys(balance).filter((account) => account.startsWith('provider_clearing'))).toEqual([]);
    const { available, pending } = await market.stripe.balance.retrieve();
    const there = [...available, ...pending].filter(({ currency }) => currency === 'kzt').reduce((sum, { amount }) => sum + amount, 0);
    expect(balance['stripe_balance KZT'] ?? 0n).toBe(BigInt(there));
  });
});

/** Of each issuer and series, by the digits at the end of the numbers. */
async function expectNoGaps(): Promise<void> {
  const { items } = await books.get<{ items: Invoice[] }>('/v1/admin/invoices?limit=100');
  for (const [issuer, documents] of Map.groupBy(items, ({ issuer: who, number }) => `${who} ${number.replace(/\d+$/, '')}`)) {
    const numbers = documents.map(({ number }) => Number(/\d+$/.exec(number)?.[0])).toSorted((left, right) => left - right);
    expect([issuer, numbers]).toEqual([issuer, numbers.map((_, index) => index + 1)]);
  }
}

const script: Readonly<Record<Locale, RegExp>> = { en: /^[\x20-\x7e’“”…–]+$/, 'zh-CN': /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u, ar: /\p{Script=Arabic}/u };

describe('a refund that cannot be', () => {
  let placed: PlacedOrder;
  let unpaid: PlacedOrder;
  let total: Wire;
  let lineIds: string[];

  beforeAll(async () => {
    placed = await paid([['silk-book', 2], ['silk-data', 1]]);
    unpaid = await order([['silk-book', 1]]);
    const seen = await read(placed);
    total = seen.total;
    lineIds = seen.lines.map(({ id }) => id);
  });

  const above = () => ({ amount: (Number(total.amount) + 0.01).toFixed(2), currency: 'KZT' });
  const refused: readonly (readonly [words: string, locale: Locale, body: () => object, code: string, field: string])[] = [
    ['more than was paid', 'ru', () => ({ amount: above() }), 'ordering.refund_above_paid', 'amount.amount'],
    ['another currency', 'zh-CN', () => ({ amount: { amount: '1.00', currency: 'USD' } }), 'ordering.refund_in_other_currency', 'amount.currency'],
    ['a currency that is none', 'ar', () => ({ amount: { amount: '1.00', currency: 'XQX' } }), 'ordering.refund_in_other_currency', 'amount.currency'],
    ['less than nothing', 'ar', () => ({ amount: { amount: '-1.00', currency: 'KZT' } }), 'ordering.refund_not_positive', 'amount.amount'],
    ['nothing', 'en', () => ({ amount: { amount: '0.00', currency: 'KZT' } }), 'ordering.refund_not_positive', 'amount.amount'],
    ['a tenth of a tiyn', 'ru', () => ({ amount: { amount: '1.001', currency: 'KZT' } }), 'ordering.refund_not_positive', 'amount.amount'],
    ['more of a line than it cost', 'zh-CN', () => ({ lines: [{ lineId: lineIds[0], amount: total }] }), 'ordering.refund_above_paid', 'lines.0.amount.amount'],
    ['more pieces than were bought', 'ru', () => ({ lines: [{ lineId: lineIds[0], quantity: 3 }] }), 'ordering.refund_above_paid', 'lines.0.quantity'],
    ['no piece at all', 'ru', () => ({ lines: [{ lineId: lineIds[0], quantity: 0 }] }), 'ordering.refund_not_positive', 'lines.0.quantity'],
    ['a line of no order', 'ar', () => ({ lines: [{ lineId: '019a3b1c-7f00-7abc-8def-0123456789ab' }] }), 'ordering.order_line_unknown', 'lines.0.lineId'],
  ];

  it.each(refused)('of %s is refused in words of the reader (%s), and nothing is posted', async (_words, locale, body, code, field) => {
    const before = [await books.ownBalance(), await books.balancesOf(placed), await refundsAtStripe(placed)];
    const { body: answer, status } = await market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill', ...body() }, { ...books.admin, 'accept-language': locale });
    const problem = answer as { code: string; detail: string; errors?: { field: string; detail: string }[] };
    expect({ code: problem.code, field: problem.errors?.[0]?.field, client: status >= 400 && status < 500 }).toEqual({ code, field, client: true });
    expect(problem.errors?.[0]?.detail ?? problem.detail).toMatch(script[locale]);
    await books.rest();
    expect([await books.ownBalance(), await books.balancesOf(placed), await refundsAtStripe(placed)]).toEqual(before);
    expect((await read(placed)).refunded.amount).toBe('0.00');
  });

  it('of one line twice in one request gives no more than the line', async () => {
    const [line] = (await read(placed)).lines;
    const most = { lineId: line?.id, amount: { amount: (Number(line?.total.amount) * 0.8).toFixed(2), currency: 'KZT' } };
    const { body, status } = await market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill', lines: [most, most] }, { ...books.admin, 'accept-language': 'ar' });
    expect([status, (body as { errors: object[] }).errors]).toEqual([400, [expect.objectContaining({ field: 'lines', detail: expect.stringMatching(script.ar) as string })]]);
    await market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill', lines: [null, null] }, books.admin).expect(400);
    await books.rest();
    expect((await read(placed)).refunded.amount).toBe('0.00');
  });

  it('of an unpaid order is refused, and nothing is posted', async () => {
    const { body, status } = await market.post(`/v1/admin/orders/${unpaid.number}/refunds`, { reason: 'goodwill' }, { ...books.admin, 'accept-language': 'ru' });
    expect([status, (body as { code: string }).code, (body as { detail: string }).detail]).toEqual([409, 'ordering.order_not_paid', expect.stringMatching(script.ru)]);
    expect(await books.entriesOf(unpaid)).toEqual([]);
  });

  it('asked for sixteen times at once with sixteen keys gives back what was paid and no more; with one key it is one', async () => {
    const third = { amount: (Number(total.amount) / 3).toFixed(2), currency: 'KZT' };
    const answers = await Promise.all(Array.from({ length: 16 }, () => market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill', amount: third }, books.admin)));
    const given = answers.filter(({ status }) => status === 201);
    expect(given.length).toBe(minorOf(third) * 3n > minorOf(total) ? 2 : 3);
    await books.rest();
    expect(await refundsAtStripe(placed)).toHaveLength(given.length);
    const left = minorOf(total) - minorOf((await read(placed)).refunded);
    if (left > 0n) {
      const same = { ...books.admin, 'idempotency-key': 'the-rest-of-it' };
      const rest = await Promise.all(Array.from({ length: 4 }, () => market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill' }, same)));
      expect(new Set(rest.map(({ status, body }) => `${status} ${(body as { id: string }).id}`)).size).toBe(1);
      await books.rest();
    }
    expect(BigInt((await refundsAtStripe(placed)).reduce((sum, { amount }) => sum + amount, 0))).toBe(minorOf(total));
    expect(await books.balancesOf(placed)).toEqual({});
    await books.trialBalance();
  });
});

describe('what an admin types wrongly', () => {
  const wrong: readonly (readonly [words: string, locale: Locale, address: string, body: object, field: string])[] = [
    ['a commission over 100 %', 'ru', '/v1/admin/commission-rules', { ratePct: '100.01', reason: 'a slip' }, 'ratePct'],
    ['a commission below zero', 'zh-CN', '/v1/admin/commission-rules', { ratePct: '-1', reason: 'a slip' }, 'ratePct'],
    ['a rate of 0', 'ar', '/v1/admin/rate-sets', { source: 'by hand', csv: 'date,base,currency,rate\n2026-11-20,EUR,KZT,0' }, 'csv'],
    ['a rate below zero', 'ru', '/v1/admin/rate-sets', { source: 'by hand', csv: 'date,base,currency,rate\n2026-11-20,EUR,KZT,-512.3' }, 'csv'],
  ];

  it.each(wrong)('%s is refused in words of the reader (%s), and the next quote is the same', async (_words, locale, address, body, field) => {
    const quoted = async () => ((await market.quote([{ variantId: await market.variant('silk-book'), quantity: 1 }]).expect(201)).body as Order).total;
    const kept = () => market.query('SELECT (SELECT count(*)::int FROM pricing.commission_rules) AS rules, (SELECT count(*)::int FROM pricing.rate_sets) AS sets');
    const before = [await quoted(), await kept()];
    const { status, body: answer } = await market.post(address, body, { ...books.admin, 'accept-language': locale });
    const { errors } = answer as { errors?: { field: string; detail: string }[] };
    expect([status >= 400 && status < 500, errors?.[0]?.field]).toEqual([true, field]);
    expect(errors?.[0]?.detail).toMatch(script[locale]);
    expect([await quoted(), await kept()]).toEqual(before);
  });
});
