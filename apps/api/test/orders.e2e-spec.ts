import { createHash, randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { ApiUnderTest, type PlacedOrder } from './support/api-under-test.js';
import { fileBytes } from './support/catalogue.js';

let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

const terms = { email: 'aigerim@example.kz', acceptTerms: true };
const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' };
const address = (order: PlacedOrder, rest = '') => `/v1/orders/${order.number}${rest}?key=${order.accessKey}`;
const codeOf = ({ body }: Response) => (body as { code?: string }).code;

async function count(table: string): Promise<number> {
  const [row] = await api.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? 0;
}

describe('an Idempotency-Key', () => {
  it('brings the same answer to the byte, and makes nothing a second time', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
    const made = await api.rowCounts();
    const again = await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
    expect([again.text, again.headers['content-type'], again.headers['idempotent-replayed']]).toEqual([first.text, first.headers['content-type'], 'true']);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(await api.rowCounts()).toEqual(made);
  });

  it('is refused with another body, which changes nothing', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
    const made = await api.rowCounts();
    const other = await api.post('/v1/quotes', api.quoteBody('tea-bowl'), headers).expect(422);
    expect(other.body).toMatchObject({ code: 'platform.idempotency_key_reused', errors: [{ field: 'Idempotency-Key' }] });
    expect(await api.rowCounts()).toEqual(made);
  });

  it('makes one order of eight requests at once, and tells all eight of it', async () => {
    const quoteId = await api.quote('port-calls');
    const orders = await count('ordering.orders');
    const headers = { 'idempotency-key': randomUUID() };
    const told = await Promise.all(Array.from({ length: 8 }, () => api.post('/v1/orders', { ...terms, quoteId }, headers)));
    expect(told.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(told.map(({ text }) => text)).size).toBe(1);
    expect([await count('ordering.orders') - orders, await count(`payments.checkouts WHERE reference IN (SELECT id FROM ordering.orders WHERE quote_id = '${quoteId}')`)]).toEqual([1, 1]);
  });

  it('is free again after a refusal', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await api.post('/v1/quotes', { ...api.quoteBody('port-calls'), country: 'ZZ' }, headers).expect(400);
    await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
  });

  it('of one person says nothing to another', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const told = await Promise.all((['guest', 'buyer', 'admin'] as const).map((role) => api.post('/v1/quotes', api.quoteBody('port-calls'), { ...headers, ...api.as(role) }).expect(201)));
    expect(new Set(told.map(({ body }) => (body as { id: string }).id)).size).toBe(3);
  });

  it('of one order’s payment page does not open another’s', async () => {
    const [first, second] = [await api.order(['port-calls']), await api.order(['port-calls'])];
    const headers = { 'idempotency-key': randomUUID() };
    const page = await api.post(address(first, '/payment'), undefined, headers).expect(201);
    expect(page.body).toEqual({ checkoutUrl: first.checkoutUrl });
    expect((await api.post(address(first, '/payment'), undefined, headers).expect(201)).text).toBe(page.text);
    await api.post(address(second, '/payment'), undefined, headers).expect(422);
    await api.post(`/v1/orders/${first.number}/payment`, undefined, headers).expect(422);
  });

  it('of a sign-in brings the same session; neither its token nor the password is stored', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { email: 'buyer@example.com', password: 'steppe and sky' };
    const sessions = await count('identity.sessions');
    const first = await api.post('/v1/sessions', body, headers).expect(201);
    const again = await api.post('/v1/sessions', body, headers).expect(201);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    expect((await count('identity.sessions')) - sessions).toBe(1);
    await api.post('/v1/sessions', { ...body, password: 'another password' }, headers).expect(422);
    const [kept] = await api.query<{ row: string; body_hash: string }>('SELECT r::text AS row, body_hash FROM platform.idempotent_requests r WHERE key = $1', [headers['idempotency-key']]);
    const { token } = first.body as { token: string };
    expect([kept?.row.includes(token.split('.')[1] ?? ''), kept?.row.includes('steppe')]).toEqual([false, false]);
    const guessed = createHash('sha256').update(JSON.stringify(body)).digest();
    expect([guessed.toString('hex'), guessed.toString('base64url')]).not.toContain(kept?.body_hash);
  });

  it('of a sign-up makes one account, and the answer is the same for an e-mail that has one', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { email: ' Twice@Example.com ', password: 'steppe and sky' };
    const people = await count('identity.people');
    const told = await Promise.all([api.post('/v1/people', { ...body, email: 'twice@example.com' }, headers), api.post('/v1/people', { ...body, email: 'twice@example.com' }, headers)]);
    expect(told.map(({ status, text }) => [status, text])).toEqual([[202, '{"email":"twice@example.com"}'], [202, '{"email":"twice@example.com"}']]);
    expect((await count('identity.people')) - people).toBe(1);
    expect((await api.post('/v1/people', { ...body, email: 'buyer@example.com' }).expect(202)).text).toBe('{"email":"buyer@example.com"}');
  });
});

describe('an order', () => {
  it('turns to paid though every webhook is lost', async () => {
    const order = await api.order(['clay-film-book']);
    await api.controlSandbox('/webhooks/hold').expect(200);
    await api.pay(order).expect(200);
    await api.eventually(async () => ['paid', 'delivered'].includes((await api.get(address(order)).expect(200)).body.status as string));
    await api.controlSandbox('/webhooks/release').expect(200);
    await api.controlSandbox('/webhooks/drain').expect(200);
    expect(await count(`payments.charges WHERE reference = (SELECT id FROM ordering.orders WHERE number = '${order.number}')`)).toBe(1);
  });

  it('stays unpaid after a declined card, and is paid with the next', async () => {
    const order = await api.order(['clay-film-book']);
    await api.pay(order, '4000000000000002');
    expect((await api.get(address(order)).expect(200)).body).toMatchObject({ status: 'awaiting_payment', paymentStatus: 'open', checkoutUrl: order.checkoutUrl });
    await api.pay(order).expect(200);
    await api.eventually(async () => ['paid', 'delivered'].includes((await api.get(address(order))).body.status as string));
  });

  it('that is cancelled gives its pieces back, and cannot be paid any more', async () => {
    const available = async () => (await api.get('/v1/products/tea-bowl')).body.variants[0].available as number;
    const before = await available();
    const order = await api.order(['tea-bowl'], { recipient });
    expect(await available()).toBe(before - 1);
    expect((await api.post(address(order, '/cancellation')).expect(200)).body).toMatchObject({ status: 'cancelled' });
    expect((await api.post(address(order, '/cancellation')).expect(200)).body).toMatchObject({ status: 'cancelled' });
    expect(await available()).toBe(before);
    expect(codeOf(await api.post(address(order, '/payment')).expect(409))).toBe('ordering.transition_refused');
  });

  it('that was paid while its buyer cancelled stays the buyer’s', async () => {
    const order = await api.order(['clay-film-book']);
    await api.controlSandbox('/webhooks/hold').expect(200);
    await api.pay(order).expect(200);
    expect(codeOf(await api.post(address(order, '/cancellation')).expect(409))).toBe('ordering.transition_refused');
    await api.controlSandbox('/webhooks/release').expect(200);
    await api.eventually(async () => ['paid', 'delivered'].includes((await api.get(address(order))).body.status as string));
  });

  it('is placed while the payment provider is away, and its page is opened later', async () => {
    const quoteId = await api.quote('clay-film-book');
    await api.controlSandbox('/faults', { kind: 'status', status: 500, count: 3, method: 'POST', path: '/v1/checkout/sessions' }).expect(200);
    const { body } = await api.post('/v1/orders', { ...terms, quoteId }).expect(201);
    expect(body).toMatchObject({ status: 'awaiting_payment', checkoutUrl: null, paymentStatus: null });
    await api.eventually(async () => (await api.get(address(body as PlacedOrder))).body.checkoutUrl !== null);
  });

  it('of five pieces is had by five of sixteen at once; eleven are told before they pay', async () => {
    const quotes = await Promise.all(Array.from({ length: 16 }, () => api.quote('glaze-mixer')));
    const told = await Promise.all(quotes.map((quoteId) => api.post('/v1/orders', { ...terms, quoteId })));
    expect(told.map((answer) => codeOf(answer) ?? String(answer.status)).toSorted()).toEqual([...Array.from({ length: 5 }, () => '201'), ...Array.from({ length: 11 }, () => 'catalog.sold_out')]);
    expect(await count(`catalog.stock WHERE variant_id = '${api.variant('glaze-mixer')}' AND available = 0`)).toBe(1);
  });
});

describe('what is delivered', () => {
  it('arrives whole, in parts and uncompressed, and counts when its bytes are complete', async () => {
    const order = await api.paidOrder(['port-calls']);
    const file = async () => ((await api.get(address(order, '/deliveries')).expect(200)).body as { items: { files: { url: string; sha256: string; completedCount: number }[] }[] }).items[0]?.files[0];
    const before = await file();
    const path = new URL(before?.url ?? '').pathname;
    const part = await api.get(path, { range: 'bytes=0-99', 'accept-encoding': 'br, gzip' }).expect(206);
    expect([part.text, part.headers['content-encoding'], (await file())?.completedCount]).toEqual([fileBytes.subarray(0, 100).toString(), undefined, 0]);
    const rest = await api.get(path, { range: 'bytes=100-', 'accept-encoding': 'br, gzip' }).expect(206);
    expect(createHash('sha256').update(part.text + rest.text).digest('hex')).toBe(before?.sha256);
    await api.eventually(async () => (await file())?.completedCount === 1);
    const head = await request(api.url).head(path).set('accept-encoding', 'br').expect(200);
    expect([head.headers['content-length'], head.headers['content-encoding']]).toEqual([String(fileBytes.length), undefined]);
  });
});

describe('who sees an order', () => {
  let order: PlacedOrder;
  beforeAll(async () => {
    order = await api.paidOrder(['clay-film-book', 'tea-bowl', 'market-advice'], { email: 'Buyer@Example.com', recipient });
  });

  it('is the person whose confirmed e-mail it was placed with, without the key', async () => {
    expect((await api.get(`/v1/orders/${order.number}`, api.as('buyer')).expect(200)).body).toMatchObject({ number: order.number, recipient: { city: 'Almaty' } });
    for (const role of ['guest', 'merchant', 'otherMerchant', 'admin'] as const) expect([role, (await api.get(`/v1/orders/${order.number}`, api.as(role))).status]).toEqual([role, 404]);
    const { body } = await api.get('/v1/me/orders', api.as('buyer')).expect(200);
    expect((body as { items: { number: string }[] }).items.map(({ number }) => number)).toEqual([order.number]);
  });

  it('is nobody who has not confirmed that e-mail', async () => {
    await api.query(`UPDATE identity.people SET email_confirmed_at = NULL WHERE email = 'buyer@example.com'`);
    try {
      expect((await api.get('/v1/me/orders', api.as('buyer')).expect(200)).body).toEqual({ items: [], nextCursor: null });
      await api.get(`/v1/orders/${order.number}`, api.as('buyer')).expect(404);
    } finally {
      await api.query(`UPDATE identity.people SET email_confirmed_at = now() WHERE email = 'buyer@example.com'`);
    }
  });

  it('is each merchant of it, who sees its own lines and of the buyer what they need', async () => {
    const [studio, datahouse] = await Promise.all((['merchant', 'otherMerchant'] as const).map(async (role) => (await api.get(`/v1/merchant/orders/${order.number}`, api.as(role)).expect(200)).body as MerchantOrder));
    expect(studio).toMatchObject({ country: 'KZ', buyerEmail: null, recipient: { name: 'Айгерім' }, lines: [{ productSlug: 'clay-film-book', merchantTotal: { amount: '30.00', currency: 'CNY' } }, { productSlug: 'tea-bowl' }] });
    expect(datahouse).toMatchObject({ country: 'KZ', buyerEmail: 'buyer@example.com', recipient: null, lines: [{ productSlug: 'market-advice' }] });
    for (const { total, lines } of [studio, datahouse] as MerchantOrder[]) {
      expect(tiyn(total.amount)).toBe(lines.reduce((sum, line) => sum + tiyn(line.total.amount), 0n));
    }
    const mine = await api.get('/v1/merchant/orders?limit=1', api.as('otherMerchant')).expect(200);
    expect((mine.body as { items: MerchantOrder[] }).items).toEqual([datahouse]);
  });

  it('is the admin, as trade from China to Kazakhstan at the frozen rate', async () => {
    const [id] = await api.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [order.number]);
    await api.eventually(async () => ((await api.get(`/v1/admin/trade-facts?orderId=${id?.id}`, api.as('admin'))).body as { items: unknown[] }).items.length === 3);
    const { body } = await api.get(`/v1/admin/trade-facts?orderId=${id?.id}&locale=ru`, api.as('admin')).expect(200);
    const facts = (body as { items: { clusterId: string; cny: object; class: { system: string } }[] }).items;
    expect(facts.map(({ cny, class: { system } }) => [system, cny])).toEqual(expect.arrayContaining([
      ['ebops-2010', { amount: '30.00', currency: 'CNY' }], ['hs', { amount: '120.00', currency: 'CNY' }], ['ebops-2010', { amount: '500.00', currency: 'CNY' }],
    ]));
    for (const fact of facts) expect(fact).toMatchObject({ orderNumber: order.number, from: 'CN', to: 'KZ', flow: 'export', digitallyOrdered: true });
    const flows = await api.get(`/v1/admin/trade-flows?orderId=${id?.id}&locale=ru`, api.as('admin')).expect(200);
    expect(flows.body).toMatchObject({ items: [{ key: 'KZ', name: 'Казахстан', orders: 1, lines: 3, cny: { amount: '650.00', currency: 'CNY' } }], total: { orders: 1 } });
  });
});

interface MerchantOrder { total: { amount: string }; lines: { total: { amount: string } }[] }
const tiyn = (amount: string) => BigInt(amount.replace('.', ''));

describe('answers', () => {
  it('may be kept by all where they are about the catalogue, and by nobody where they are about somebody', async () => {
    for (const path of ['/v1/products', '/v1/products/tea-bowl', '/v1/search?q=tea', '/v1/categories', '/v1/clusters', '/v1/clusters/hangzhou', '/v1/merchants/tide-data-house', '/v1/markets', '/v1/currencies']) {
      const { headers } = await api.get(path).expect(200);
      expect([path, headers['cache-control'], headers.vary]).toEqual([path, 'public, max-age=30', expect.stringMatching(/^accept-language/)]);
    }
    const order = await api.order(['port-calls']);
    for (const path of [address(order), address(order, '/deliveries'), '/v1/me', '/v1/me/orders']) {
      expect([path, (await api.get(path, api.as('buyer')).expect(200)).headers['cache-control']]).toEqual([path, 'no-store']);
    }
  });

  it('are in the reader’s language, and say which language a merchant’s words are really in', async () => {
    const nameOf = async (query: string, language: string) => {
      const { body } = await api.get(`/v1/products/tea-bowl${query}`, { 'accept-language': language }).expect(200);
      const { name, nameLocale, cluster } = body as { name: string; nameLocale: string; cluster: { name: string } };
      return [name, nameLocale, cluster.name];
    };
    expect(await nameOf('', 'zh-TW, en;q=0.5')).toEqual(['茶碗', 'zh-CN', '景德镇陶瓷']);
    expect(await nameOf('?locale=en', 'zh-CN')).toEqual(['Tea bowl', 'en', 'Jingdezhen Ceramics']);
    expect(await nameOf('', 'ar')).toEqual(['Tea bowl', 'en', 'Jingdezhen Ceramics']);
    const markets = await api.get('/v1/markets?locale=ar').expect(200);
    expect((markets.body as { items: { code: string; name: string }[] }).items.find(({ code }) => code === 'KZ')?.name).toBe('كازاخستان');
  });

  it('go on from page to page without a gap or a repetition', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await api.get(`/v1/products?limit=2&order=price&currency=KZT${cursor && `&cursor=${cursor}`}`).expect(200);
      const page = body as { items: { slug: string }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ slug }) => slug));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['old-catalogue', 'clay-film-book', 'glaze-mixer', 'tea-bowl', 'port-calls', 'market-advice']);
  });
});
