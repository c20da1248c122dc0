import { randomUUID } from 'node:crypto';
import { confirmationExpiry, emailConfirmationToken } from '@silkport/identity';
import { Signatures, type Policy } from '@silkport/platform';
import request, { type Response } from 'supertest';
import { routePolicies, type RoutePolicy } from '../src/docs/route-policies.js';
import { ApiUnderTest, roles, webhookSecret, type PlacedOrder, type Role } from './support/api-under-test.js';
import { DocumentedAnswers } from './support/documented-answers.js';
import { signedBy, stripeEvent } from './support/stripe-event.js';

let api: ApiUnderTest;
let answers: DocumentedAnswers;
let paid: PlacedOrder;
let fileLink: string;

beforeAll(async () => {
  api = await ApiUnderTest.start();
  answers = new DocumentedAnswers(api.document);
  const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' };
  paid = await api.paidOrder(['clay-film-book', 'port-calls', 'glaze-mixer', 'market-advice', 'tea-bowl'], { email: 'buyer@example.com', recipient });
  const { body } = await api.get(`/v1/orders/${paid.number}/deliveries?key=${paid.accessKey}`);
  fileLink = new URL((body as { items: { files: { url: string }[] }[] }).items[0]?.files[0]?.url ?? '').pathname;
});
afterAll(() => api.stop());

type Call = () => PromiseLike<Response>;

const keyed = (path: string, order: PlacedOrder) => `${path.replace(':number', order.number)}?key=${order.accessKey}`;

/** A call of each operation that succeeds. */
const calls: Readonly<Record<string, Call>> = {
  'GET /v1/products': () => api.get('/v1/products?currency=KZT&limit=2&order=-price'),
  'GET /v1/products/:slug': () => api.get('/v1/products/tea-bowl?currency=EUR'),
  'GET /v1/search': () => api.get('/v1/search?q=clay&limit=1'),
  'GET /v1/categories': () => api.get('/v1/categories?locale=ar'),
  'GET /v1/clusters': () => api.get('/v1/clusters'),
  'GET /v1/clusters/:id': () => api.get('/v1/clusters/jingdezhen'),
  'GET /v1/merchants/:slug': () => api.get('/v1/merchants/blue-kiln-studio'),
  'GET /v1/markets': () => api.get('/v1/markets'),
  'GET /v1/currencies': () => api.get('/v1/currencies'),
  'POST /v1/quotes': () => api.post('/v1/quotes', api.quoteBody('port-calls')),
  'GET /v1/quotes/:id': async () => api.get(`/v1/quotes/${await api.quote('tea-bowl')}`),
  'POST /v1/orders': async () => api.post('/v1/orders', { quoteId: await api.quote('port-calls'), email: 'buyer@example.com', acceptTerms: true }),
  'GET /v1/orders/:number': () => api.get(keyed('/v1/orders/:number', paid)),
  'POST /v1/orders/:number/payment': async () => api.post(keyed('/v1/orders/:number/payment', await api.order(['port-calls']))),
  'POST /v1/orders/:number/cancellation': async () => api.post(keyed('/v1/orders/:number/cancellation', await api.order(['port-calls']))),
  'GET /v1/orders/:number/deliveries': () => api.get(keyed('/v1/orders/:number/deliveries', paid)),
  'GET /v1/downloads/:token': () => api.get(fileLink),
  'HEAD /v1/downloads/:token': () => request(api.url).head(fileLink),
  'POST /v1/people': () => api.post('/v1/people', { email: 'new@example.com', password: 'steppe and sky', name: 'Новая' }),
  'POST /v1/email-confirmations': async () => api.post('/v1/email-confirmations', { token: await newConfirmationToken() }),
  'POST /v1/sessions': () => api.post('/v1/sessions', { email: 'buyer@example.com', password: 'steppe and sky' }),
  'DELETE /v1/sessions/current': async () => request(api.url).delete('/v1/sessions/current').set('authorization', `Bearer ${await api.newToken('buyer')}`),
  'GET /v1/me': () => api.get('/v1/me', api.as('merchant')),
  'GET /v1/me/orders': () => api.get('/v1/me/orders?limit=1', api.as('buyer')),
  'GET /v1/merchant/orders': () => api.get('/v1/merchant/orders', api.as('merchant')),
  'GET /v1/merchant/orders/:number': () => api.get(`/v1/merchant/orders/${paid.number}`, api.as('otherMerchant')),
  'POST /v1/merchant/products/:id/withdrawal': () => api.post(`/v1/merchant/products/${api.catalogue['old-catalogue']?.productId}/withdrawal`, undefined, api.as('merchant')),
  'GET /v1/admin/trade-flows': () => api.get('/v1/admin/trade-flows?groupBy=group&group=sco&group=brics', api.as('admin')),
  'GET /v1/admin/trade-facts': () => api.get('/v1/admin/trade-facts?partner=KZ&category=data', api.as('admin')),
  'GET /v1/admin/trade-template': () => api.get('/v1/admin/trade-template?locale=zh-CN', api.as('admin')),
  'POST /webhooks/stripe': () => {
    const body = stripeEvent();
    return api.post('/webhooks/stripe', body, { 'content-type': 'application/json', 'stripe-signature': signedBy(webhookSecret, body) });
  },
};
async function newConfirmationToken(): Promise<string> {
  await api.post('/v1/people', { email: 'almost@example.com', password: 'steppe and sky' }).expect(202);
  const [person] = await api.query<{ id: string }>(`SELECT id FROM identity.people WHERE email = 'almost@example.com'`);
  return emailConfirmationToken(api.app.get(Signatures), { personId: person?.id ?? '', email: 'almost@example.com' }, confirmationExpiry(new Date()));
}

const documentedOperations = () => [...answers.operations.keys()].toSorted();
/** HEAD beside GET is Fastify's own: the same route without its body. */
const routerRoutes = () => [...new Set(api.routes)].filter((route) => !route.startsWith('HEAD ') || answers.operations.has(route)).toSorted();

describe('the documentation', () => {
  it('has every route of the router, and the router every documented operation', () => {
    expect(documentedOperations()).toEqual(routerRoutes().filter((route) => /^\w+ \/(v1|webhooks)\b/.test(route)));
  });

  it('is told by a call of every operation', () => {
    expect(Object.keys(calls).toSorted()).toEqual(documentedOperations());
  });

  it.each(Object.keys(calls))('is true of a successful %s', async (operation) => {
    const response = await calls[operation]?.();
    if (!response) throw new Error('No answer');
    expect([response.status >= 200 && response.status < 300, response.status]).toEqual([true, response.status]);
    expect(answers.faultsOf(operation, response)).toEqual([]);
  });

  it.each(Object.keys(calls))('is true of what a guest is told who sends nonsense to %s', async (operation) => {
    const [method = '', path = ''] = operation.split(' ');
    const nonsense = `${path.replaceAll(/:\w+/g, 'nonsense')}?limit=none&locale=xx`;
    const response = await request(api.url)[method.toLowerCase() as 'get'](nonsense).set('idempotency-key', randomUUID()).send(method === 'POST' ? { nonsense: true } : undefined);
    expect(response.status).toBeGreaterThanOrEqual(200);
    expect(answers.faultsOf(operation, response)).toEqual([]);
  });

  it('has the same filters for the list as for the search', () => {
    const filtersOf = (operation: string) => new Map(((answers.operations.get(operation)?.parameters ?? []) as { name: string; schema: object }[]).map(({ name, ...filter }) => [name, filter]));
    const [list, search] = [filtersOf('GET /v1/products'), filtersOf('GET /v1/search')];
    expect([...list.keys()].toSorted()).toEqual(['category', 'cluster', 'currency', 'cursor', 'delivery', 'limit', 'locale', 'merchant', 'order']);
    for (const name of ['category', 'cluster', 'currency', 'cursor', 'delivery', 'limit', 'locale']) expect([name, list.get(name)]).toEqual([name, search.get(name)]);
  });

  it('is OpenAPI 3.1, where null is a type', async () => {
    const { text } = await api.get('/docs/openapi.json').expect(200);
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0' });
    expect(text).not.toContain('"nullable"');
    expect(text).toContain('["string","null"]');
  });

  it('is a page that loads nothing from elsewhere', async () => {
    const { text, headers } = await api.get('/docs').expect(200);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(text).not.toMatch(/https?:|<script>/);
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset ?? '');
    expect(assets).toHaveLength(4);
    for (const asset of assets) expect([asset, (await api.get(asset)).status]).toEqual([asset, 200]);
  });
});

type Outcome = 'through' | 'identity.not_signed_in' | 'identity.not_allowed';

function expectedOutcome(policy: Policy, role: Role): Outcome {
  const needed: Partial<Record<Policy, readonly Role[]>> = { 'signed-in': ['buyer', 'merchant', 'otherMerchant', 'admin'], merchant: ['merchant', 'otherMerchant'], admin: ['admin'] };
  const allowed = needed[policy];
  if (!allowed || allowed.includes(role)) return 'through';
  return role === 'guest' ? 'identity.not_signed_in' : 'identity.not_allowed';
}

async function outcomeOf({ method, path }: RoutePolicy, role: Role): Promise<Outcome> {
  const target = path.replaceAll(/:\w+/g, 'nonsense');
  const headers = path === '/v1/sessions/current' && role !== 'guest' ? { authorization: `Bearer ${await api.newToken(role)}` } : api.as(role);
  // A HEAD has no body to tell its refusal by: its GET is held to the same policy.
  const response = await request(api.url)[(method === 'HEAD' ? 'get' : method.toLowerCase()) as 'get'](target).set(headers);
  const { code } = response.body as { code?: string };
  return code === 'identity.not_signed_in' || code === 'identity.not_allowed' ? code : 'through';
}

describe('the policies', () => {
  it('are named by every route of the router', () => {
    const routes = routePolicies(api.app);
    expect(routes.filter(({ policy }) => policy === undefined)).toEqual([]);
    expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(routerRoutes().filter((route) => !/^GET \/docs\b/.test(route)));
  });

  it.each(roles)('hold for a %s on every route', async (role) => {
    const routes = routePolicies(api.app);
    const seen: Record<string, Outcome> = {};
    const expected: Record<string, Outcome> = {};
    for (const route of routes) {
      if (!route.policy) throw new Error('A route without a policy');
      const name = `${route.method} ${route.path}`;
      expected[name] = expectedOutcome(route.policy, role);
      seen[name] = await outcomeOf(route, role);
    }
    expect(seen).toEqual(expected);
  });

  it('are each in use, so that the test above has tried them', () => {
    expect(new Set(routePolicies(api.app).map(({ policy }) => policy))).toEqual(new Set(['public', 'signed-in', 'merchant', 'admin', 'order-holder', 'signed-link', 'stripe-signature']));
  });
});
