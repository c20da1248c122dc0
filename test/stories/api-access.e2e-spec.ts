import { createHmac, randomBytes } from 'node:crypto';
import http, { type IncomingHttpHeaders } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { demoAdminEmail, demoClusters, demoOwnerEmail, placedProducts } from '@silkport/demo';
import { money } from '@silkport/values';
import { SetApiPlan } from '@silkport/delivery';
import { seedApiPlans } from '../../libs/demo/src/seeds/api-plans.js';
import { publishOwn } from '../support/own-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

const [owner = '', stranger = ''] = [...new Set(placedProducts(demoClusters()).filter(({ product }) => product.isDigital && !product.licenceKey).map(({ merchant }) => merchant.slug))];
const plan = {
  scopes: [{ name: 'read', methods: ['GET', 'HEAD'], path: '/', units: 1 }, { name: 'write', methods: ['POST'], path: '/looms', units: 2 }],
  quotaUnits: 6, quotaPeriod: 'purchase', perSecond: null, perMinute: null, validDays: 30,
};

interface Seen { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders; readonly bytes: number }

let market: Market;
let upstream: http.Server;
let upstreamUrl: string;
let seen: Seen[] = [];
let admin: { authorization: string };
let merchant: { authorization: string };
let goods: { productId: string; variantIds: string[] };
let others: { productId: string; variantIds: string[] };
let order: PlacedOrder;
let entitlementId: string;
let token: string;

beforeAll(async () => {
  upstream = http.createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, bytes });
      if (request.url?.includes('broken')) return response.writeHead(500).end('broken');
      if (request.url?.includes('silent')) return;
      if (request.url?.includes('moved')) return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'session=stolen', 'x-looms': '7', connection: 'close, x-hop', 'x-hop': '1' }).end('<p>seven looms</p>');
    });
  });
  await new Promise<void>((resolve) => { upstream.listen(0, '127.0.0.1', resolve); });
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v2`;
  market = await Market.open({ env: { GATEWAY_PRIVATE_UPSTREAMS: 'on', GATEWAY_TIMEOUT_SECONDS: '1' } });
  goods = await publishOwn(market, { slug: 'loom-api', kind: 'api-access', merchant: owner, prices: [[money(30_000n, 'CNY')], [money(5_000n, 'CNY')]] });
  others = await publishOwn(market, { slug: 'mill-api', kind: 'api-access', merchant: owner, prices: [[money(10_000n, 'CNY')]] });
  [admin, merchant] = await Promise.all([market.signIn(demoAdminEmail), market.signIn(demoOwnerEmail(owner))]);
}, 90_000);
afterAll(async () => {
  await market.close();
  upstream.closeAllConnections();
  upstream.close();
});
beforeEach(() => { seen = []; });

const put = (path: string, body: object, headers: Record<string, string>) => fetch(market.url + path, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
const planPath = (variant = 0) => `/v1/merchant/products/${goods.productId}/variants/${goods.variantIds[variant]}/api-plan`;
const held = (path = '') => `/v1/orders/${order.number}/deliveries/${entitlementId}/api${path}?key=${order.accessKey}`;
const gateway = () => `/v1/gateway/${goods.productId}`;
const checks = () => `/v1/gateway-checks/${goods.productId}`;

interface Bought { readonly placed: PlacedOrder; readonly entitlementId: string }

/** @param beside variants that are ordered with it, before it */
async function buy(variant: number, { beside = [], email = 'aigerim@example.kz', as = {} }: { beside?: readonly string[]; email?: string; as?: Record<string, string> } = {}): Promise<Bought> {
  const { body: quote } = await market.quote([...beside, goods.variantIds[variant] ?? ''].map((variantId) => ({ variantId, quantity: 1 }))).expect(201);
  const placed = (await market.place((quote as { id: string }).id, { email }, as).expect(201)).body as PlacedOrder;
  await market.pay(placed).expect(303);
  await market.until(async () => (await market.deliveries(placed)).length === beside.length + 1);
  const line = placed.lines.find(({ productSlug }) => productSlug === 'loom-api');
  const delivery = (await market.deliveries(placed) as unknown as { entitlementId: string; orderLineId: string }[]).find(({ orderLineId }) => orderLineId === line?.id);
  return { placed, entitlementId: delivery?.entitlementId ?? '' };
}

const apiOf = ({ placed, entitlementId: id }: Bought, path = '') => `/v1/orders/${placed.number}/deliveries/${id}/api${path}?key=${placed.accessKey}`;
const standing = async (bought: Bought) => (await market.get(apiOf(bought)).expect(200)).body as { quota: { left: number; extra: number }; joinedEntitlementId: string | null; canJoin: boolean };

interface Answered { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }

/** A call as a program writes it, without a library that tidies its path. */
function call(method: string, path: string, { body, headers = {} }: { body?: Buffer; headers?: Record<string, string> } = {}): Promise<Answered> {
  const { hostname, port } = new URL(market.url);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/x-loom', ...(headers['transfer-encoding'] ? {} : { 'content-length': body.length }) } : {}), ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject).end(body);
  });
}

const codeOf = ({ text }: Answered) => (JSON.parse(text) as { code: string }).code;

describe('access to an API', () => {
  it('has a plan that its own merchant alone can set, with an address that leads nowhere inside', async () => {
    expect((await put(planPath(), plan, await market.signIn(demoOwnerEmail(stranger)))).status).toBe(404);
    expect((await put(planPath(), { ...plan, upstreamUrl: 'ftp://api.example.com' }, merchant)).status).toBe(422);
    expect((await put(`/v1/merchant/products/${others.productId}/variants/${others.variantIds[0]}/api-plan`, plan, merchant)).status).toBe(200);
    const set = await put(planPath(), { ...plan, upstreamUrl }, merchant);
    expect([set.status, ((await set.json()) as { upstreamUrl: string }).upstreamUrl]).toEqual([200, upstreamUrl]);
    expect((await put(planPath(1), { ...plan, quotaUnits: 4, validDays: null, isTopUp: true, upstreamUrl }, merchant)).status).toBe(200);
  });

  it('is bought, and its credential told once', async () => {
    ({ placed: order, entitlementId } = await buy(0, { beside: others.variantIds }));
    const { body } = await market.post(held('/credentials'), { name: 'Warehouse' }).expect(201);
    token = (body as { token: string }).token;
    expect(token).toMatch(/^spk_[0-9a-f]{12}_[\w-]{43}$/);
    const { body: access, text } = await market.get(held()).expect(200);
    expect(text).not.toContain(token.slice(-43));
    expect(access).toMatchObject({ isForwarded: true, quota: { total: 6, used: 0, left: 6 }, credentials: [{ name: 'Warehouse', prefix: token.slice(0, 16) }] });
    await market.get(held().replace('?key=', '?key=x')).expect(404);
  });

  it('forwards a call with who calls, signed, and without the buyer’s secrets', async () => {
    const answer = await call('GET', `${gateway()}/looms/%E7%B9%94?colour=red`, { headers: { cookie: 'a=b', 'x-forwarded-for': '1.2.3.4', 'x-silkport-scope': 'admin', connection: 'keep-alive, x-mine', 'x-mine': '1' } });
    expect([answer.status, answer.text, answer.headers['x-looms'], answer.headers['set-cookie'], answer.headers['x-hop']]).toEqual([200, '<p>seven looms</p>', '7', undefined, undefined]);
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect([answer.headers.ratelimit, answer.headers['ratelimit-policy']]).toEqual(['"quota";r=5', '"quota";q=6']);
    const [{ url, headers }] = seen as [Seen];
    expect(url).toBe('/v2/looms/%E7%B9%94?colour=red');
    expect([headers.authorization, headers.cookie, headers['x-forwarded-for'], headers['x-mine'], headers['x-silkport-scope'], headers['x-silkport-entitlement']]).toEqual([undefined, undefined, undefined, undefined, 'read', entitlementId]);
    const { signingKey } = (await market.get(planPath(), merchant).expect(200)).body as { signingKey: string };
    const signed = [headers['x-silkport-timestamp'], 'GET', url, entitlementId, 'read'].join('\n');
    expect(headers['x-silkport-signature']).toBe(`v1=${createHmac('sha256', signingKey).update(signed).digest('hex')}`);
  });

  it('streams a body of any type and any size, and takes what its scope costs', async () => {
    const body = randomBytes(3 * 1024 * 1024);
    const answer = await call('POST', `${gateway()}/looms`, { body });
    expect([answer.status, answer.headers.ratelimit]).toEqual([200, '"quota";r=3']);
    expect(seen).toMatchObject([{ method: 'POST', bytes: body.length, headers: { 'content-type': 'application/x-loom', 'x-silkport-units': '2' } }]);
  });

  it('takes no body where calls have none, however its end is told, and counts nothing', async () => {
    const body = Buffer.from('GET /v2/smuggled HTTP/1.1\r\nHost: x\r\n\r\n');
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }] as Record<string, string>[]) {
      const answer = await call('GET', `${gateway()}/looms`, { body, headers });
      expect([answer.status, codeOf(answer), answer.headers.ratelimit]).toEqual([400, 'delivery.gateway_body_refused', undefined]);
    }
    expect(seen).toEqual([]);
  });

  it('gives back what the merchant’s API fails, and follows it nowhere', async () => {
    const broken = await call('GET', `${gateway()}/broken`);
    expect([broken.status, broken.text]).toEqual([500, 'broken']);
    expect((await call('GET', `${gateway()}/moved`)).status).toBe(302);
    const silent = await call('GET', `${gateway()}/silent`);
    expect([silent.status, codeOf(silent)]).toEqual([502, 'delivery.upstream_away']);
    expect(seen.map(({ url }) => url)).toEqual(['/v2/broken', '/v2/moved', '/v2/silent']);
    expect((await market.get(held()).expect(200)).body).toMatchObject({ quota: { used: 4, left: 2 } });
  });

  it('refuses paths that an upstream could read as others, and says nothing of them to it', async () => {
    for (const path of ['/../admin', '/%2e%2e/admin', '/a/%2E./b', '/a%2fb', '/a%5cb', '/a\\b', '//evil.example/', '/a/./b', '/%00', '/..;/admin']) {
      const answer = await call('GET', `${gateway()}${path}`);
      expect([path, answer.status]).toEqual([path, 400]);
    }
    expect((await call('GET', `${gateway()}/%zz`)).status).toBe(404);
    expect(seen).toEqual([]);
  });

  it('refuses credentials that are none, forged, or of another scope, in the reader’s words, and writes it down', async () => {
    const forged = await call('GET', `${gateway()}/looms`, { headers: { authorization: `Bearer ${token.slice(0, -3)}AAA`, 'accept-language': 'ru' } });
    expect([forged.status, forged.headers['www-authenticate'], codeOf(forged)]).toEqual([401, 'Bearer', 'delivery.credential_refused']);
    expect(forged.text).toMatch(/[а-я]/);
    expect((await call('GET', `${gateway()}/looms`, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
    expect((await call('DELETE', `${gateway()}/looms`)).status).toBe(403);
    const { body } = await market.post(held('/credentials'), { name: 'Reader', scopes: ['read'] }).expect(201);
    expect((await call('POST', `${gateway()}/looms`, { headers: { authorization: `Bearer ${(body as { token: string }).token}` } })).status).toBe(403);
    expect(seen).toEqual([]);
    await market.until(async () => (await market.query("SELECT FROM delivery.accesses WHERE what = 'refused' AND subject = 'delivery.credential_refused'")).length > 0);
    await market.until(async () => (await market.query("SELECT FROM delivery.accesses WHERE what = 'refused' AND subject = 'delivery.scope_refused' AND entitlement_id = $1", [entitlementId])).length > 0);
  });

  it('stops at the quota with the way to more of the same API, and goes on with a top-up that its buyer adds by the order’s key', async () => {
    // All paths below the gateway are the upstream's, whatever they are called.
    expect((await call('GET', `${gateway()}/check?scope=read`)).status).toBe(200);
    expect(seen.map(({ url }) => url)).toEqual(['/v2/check?scope=read']);
    const judged = await call('GET', `${checks()}?scope=read`);
    expect([judged.status, judged.headers.ratelimit, judged.headers['x-silkport-scope']]).toEqual([204, '"quota";r=0', 'read']);
    const over = await call('GET', `${gateway()}/looms`);
    expect([over.status, codeOf(over), over.headers.link]).toEqual([402, 'delivery.quota_used_up', `<${market.url}/ru/products/loom-api>; rel="payment"`]);
    const topUp = await buy(1);
    // Whoever buys as a guest has typed an address and proven nothing.
    await market.until(async () => (await standing(topUp)).canJoin);
    const join = (target: object) => put(apiOf(topUp, '/joined'), target, {});
    const forged = await join({ orderNumber: order.number, entitlementId, key: topUp.placed.accessKey });
    expect([forged.status, (await forged.json() as { errors: { field: string }[] }).errors.map(({ field }) => field)]).toEqual([404, ['orderNumber']]);
    expect((await join({ orderNumber: topUp.placed.number, entitlementId: topUp.entitlementId, key: topUp.placed.accessKey })).status).toBe(422);
    expect((await standing({ placed: order, entitlementId })).quota.left).toBe(0);
    for (const time of ['first', 'again']) expect([time, (await join({ orderNumber: order.number, entitlementId, key: order.accessKey })).status]).toEqual([time, 200]);
    expect((await standing({ placed: order, entitlementId })).quota.left).toBe(4);
    expect((await call('GET', `${gateway()}/looms`)).status).toBe(200);
    expect(await standing(topUp)).toMatchObject({ joinedEntitlementId: entitlementId, canJoin: false, quota: { left: 0 } });
    await market.post(apiOf(topUp, '/credentials'), { name: 'No' }).expect(409);
    await market.post(`/v1/admin/orders/${topUp.placed.number}/refunds`, { reason: 'goodwill' }, admin).expect(201);
    await market.until(async () => ((await market.get(held())).body as { quota: { left: number } }).quota.left === 0);
  });

  it('is topped up by itself where its buyer is known, and by no means where somebody else used the buyer’s address', async () => {
    const email = demoOwnerEmail(stranger);
    const as = await market.signIn(email);
    const impostor = await buy(0, { email });
    const own = await buy(0, { email, as });
    await buy(1, { email, as });
    await market.until(async () => (await standing(own)).quota.extra === 4);
    const asGuest = await buy(1, { email });
    await market.until(async () => (await standing(asGuest)).canJoin);
    const elsewhere = await buy(1, { email, as: await market.signIn(demoOwnerEmail(owner)) });
    await market.until(async () => (await standing(elsewhere)).canJoin);
    // Whoever leaves in the middle of a call has called: it is not the merchant who failed.
    const { body: made } = await market.post(apiOf(own, '/credentials'), { name: 'Hasty' }).expect(201);
    const left = new Promise((resolve) => { upstream.once('request', (request) => request.once('close', resolve)); });
    const { hostname, port } = new URL(market.url);
    const hasty = net.connect(Number(port), hostname, () => hasty.write(`POST ${gateway()}/looms HTTP/1.1\r\nHost: x\r\nx-api-key: ${(made as { token: string }).token}\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n`));
    upstream.once('request', () => hasty.destroy());
    await left;
    expect((await call('GET', `${gateway()}/looms`, { headers: { authorization: `Bearer ${(made as { token: string }).token}` } })).headers.ratelimit).toBe('"quota";r=7');
    // Its page asks where it goes: the number of an order says nothing, the link from its mail does.
    const page = `/en/orders/${asGuest.placed.number}/items/${asGuest.entitlementId}/usage`;
    const send = (typed: string) => fetch(`${market.url}${page}/join?key=${asGuest.placed.accessKey}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ order: typed }), headers: { origin: market.url } });
    expect((await market.get(`${page}?key=${asGuest.placed.accessKey}`)).text).toContain('name="order"');
    const refused = await send(own.placed.number);
    expect([refused.status, /id="order-problem"/.test(await refused.text())]).toEqual([404, true]);
    expect((await send(`${market.url}/en/orders/${own.placed.number}?key=${own.placed.accessKey}`)).status).toBe(303);
    expect([await standing(own), await standing(impostor), await standing(asGuest)]).toMatchObject([{ quota: { extra: 8 } }, { quota: { extra: 0 } }, { joinedEntitlementId: own.entitlementId }]);
  });

  it('shows its calls to the buyer, as a page too, and to the merchant', async () => {
    const { body } = await market.get(`${held('/usage')}&by=hour`).expect(200);
    const sums = (body as { items: { scope: string; calls: number; givenBack: number; refused: number }[] }).items;
    expect(sums.find(({ scope }) => scope === 'read')).toMatchObject({ calls: 7, givenBack: 2, refused: 1 });
    const { body: theirs } = await market.get(`/v1/merchant/products/${goods.productId}/api-usage`, merchant).expect(200);
    expect(theirs).toMatchObject({ items: [{ calls: 10, entitlements: 2 }] });
    const { body: strangers } = await market.get(`/v1/merchant/products/${goods.productId}/api-usage`, await market.signIn(demoOwnerEmail(stranger))).expect(200);
    expect(strangers).toEqual({ items: [] });
    const page = await market.get(`/ru/orders/${order.number}/items/${entitlementId}/usage?key=${order.accessKey}`, { accept: 'text/html' }).expect(200);
    expect(page.text).toContain(token.slice(0, 16));
    expect(page.text).not.toContain(token.slice(-43));
  });

  it('ends with the refund: the credential is refused at once', async () => {
    await market.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill' }, admin).expect(201);
    await market.until(async () => (await call('GET', `${gateway()}/looms`)).status === 403);
    expect(codeOf(await call('GET', `${gateway()}/looms`))).toBe('delivery.access_suspended');
    await market.post(held('/credentials'), { name: 'Again' }).expect(403);
    expect(seen).toEqual([]);
  });
});

describe('the APIs of the demo', () => {
  it('have a plan each', async () => {
    const [person] = await market.query<{ id: string }>('SELECT id FROM identity.people WHERE email = $1', [demoAdminEmail]);
    await seedApiPlans({ setPlan: market.app.get(SetApiPlan, { strict: false }), personId: person?.id ?? '' }, placedProducts(demoClusters()));
    const without = await market.query(`SELECT p.slug FROM catalog.products p JOIN catalog.variants v ON v.product_id = p.id WHERE p.delivery_kind = 'api-access' AND NOT EXISTS (SELECT FROM delivery.api_plans a WHERE a.variant_id = v.id)`);
    expect(without).toEqual([]);
  });
});

describe('an upstream inside our own network', () => {
  it('is neither taken nor called where private ones are not allowed', async () => {
    const strict = await Market.open();
    try {
      const own = await publishOwn(strict, { slug: 'inner-api', kind: 'api-access', merchant: owner, prices: [[money(10_000n, 'CNY')]] });
      const headers = { ...(await strict.signIn(demoOwnerEmail(owner))), 'content-type': 'application/json' };
      const path = `${strict.url}/v1/merchant/products/${own.productId}/variants/${own.variantIds[0]}/api-plan`;
      const set = (url: string) => fetch(path, { method: 'PUT', headers, body: JSON.stringify({ ...plan, upstreamUrl: url }) }).then(({ status }) => status);
      const inside = ['http://api.example.com', 'https://127.0.0.1', 'https://10.0.0.8/x', 'https://[::1]', 'https://[::ffff:10.0.0.1]', 'https://169.254.169.254', 'https://2130706433', 'https://0x7f.1', 'https://localhost', 'https://db.internal', 'https://u:p@api.example.com', 'https://api.example.com?x=1'];
      expect(await Promise.all(inside.map(set))).toEqual(inside.map(() => 422));
      expect(await set('https://api.example.com/v1/')).toBe(200);
      const placed = await strict.paidOrder(['inner-api']);
      const [delivery] = await strict.deliveries(placed) as unknown as { entitlementId: string }[];
      const { body } = await strict.post(`/v1/orders/${placed.number}/deliveries/${delivery?.entitlementId}/api/credentials?key=${placed.accessKey}`, { name: 'One' }).expect(201);
      await strict.query('UPDATE delivery.api_plans SET upstream_url = $2 WHERE product_id = $1', [own.productId, upstreamUrl]);
      await strict.get(`/v1/gateway/${own.productId}/looms`, { 'x-api-key': (body as { token: string }).token }).expect(502);
      await strict.query('UPDATE delivery.api_plans SET upstream_url = $2 WHERE product_id = $1', [own.productId, 'https://localhost:1']);
      await strict.get(`/v1/gateway/${own.productId}/looms`, { 'x-api-key': (body as { token: string }).token }).expect(502);
      expect(seen).toEqual([]);
    } finally {
      await strict.close();
    }
  }, 90_000);
});
