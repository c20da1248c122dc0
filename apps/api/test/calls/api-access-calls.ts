import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { PublishProducts } from '@silkport/catalog';
import { AddAssets } from '@silkport/delivery';
import { leavesUnder } from '@silkport/markets';
import { money } from '@silkport/values';
import request, { type Response } from 'supertest';
import type { ApiUnderTest, PlacedOrder } from '../support/api-under-test.js';
import { merchants } from '../support/catalogue.js';

interface Bought { readonly productId: string; readonly variantId: string; readonly topUpId: string; readonly number: string; readonly path: string; readonly key: string; readonly token: string; readonly credentialId: string }

/** Publishes a product, beside those that other tests count. */
async function publish(api: ApiUnderTest, slug: string, deliveryKind: 'api-access' | 'data-set', taxonomyId: string): Promise<{ productId: string; variantId: string; topUpId: string }> {
  const { id, slug: merchantSlug, name, clusterId } = merchants.studio;
  const [published] = await api.app.get(PublishProducts, { strict: false }).run([{
    slug, code: slug.toUpperCase(), merchant: { id, slug: merchantSlug, name }, clusterId, taxonomyId: leavesUnder(taxonomyId)[0] ?? taxonomyId, deliveryKind, unit: 'piece', name: { en: slug }, description: { en: slug },
    tags: {}, variants: [aVariant(slug, 'One'), aVariant(slug, 'More')],
  }]);
  return { productId: published?.productId ?? '', variantId: published?.variantIds[0] ?? '', topUpId: published?.variantIds[1] ?? '' };
}

const aVariant = (slug: string, name: string) => ({ sku: `${slug}-${name}`, name: { en: name }, prices: [money(20_000n, 'CNY')] as const });

async function buy(api: ApiUnderTest, variantId: string): Promise<{ order: PlacedOrder; path: string }> {
  const { body } = await api.post('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT' }).expect(201);
  const { body: order } = await api.post('/v1/orders', { quoteId: (body as { id: string }).id, email: 'aigerim@example.kz', acceptTerms: true }).expect(201);
  await api.settle(order as PlacedOrder);
  const placed = order as PlacedOrder;
  const { body: given } = await api.get(`/v1/orders/${placed.number}/deliveries?key=${placed.accessKey}`).expect(200);
  return { order: placed, path: `/v1/orders/${placed.number}/deliveries/${(given as { items: { entitlementId: string }[] }).items[0]?.entitlementId}` };
}

async function upstreamUrl(): Promise<string> {
  const server = http.createServer((_call, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('looms')).listen(0, '127.0.0.1');
  server.unref();
  await new Promise((resolve) => { server.once('listening', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const plan = (upstream: string) => ({
  scopes: [{ name: 'all', methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], path: '/', units: 1 }], quotaUnits: 1000, quotaPeriod: 'month', perSecond: 50, perMinute: null, validDays: 365, upstreamUrl: upstream,
});
const description = { version: '1', rowQuota: 100, provenance: { en: 'Counted by hand' }, licenceTerms: { en: 'For your own work' }, personalData: 'none', columns: [], examples: [{ title: { en: 'All' }, sql: 'SELECT * FROM looms' }] };

export function apiAccessCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  let bought: Promise<Bought> | undefined;
  const access = () => (bought ??= (async () => {
    const api = apiOf();
    const { productId, variantId, topUpId } = await publish(api, 'loom-gateway', 'api-access', 'da.dataset');
    const terms = plan(await upstreamUrl());
    await api.put(`/v1/merchant/products/${productId}/variants/${variantId}/api-plan`, terms, api.as('merchant')).expect(200);
    await api.put(`/v1/merchant/products/${productId}/variants/${topUpId}/api-plan`, { ...terms, quotaPeriod: 'purchase', isTopUp: true }, api.as('merchant')).expect(200);
    const { order, path } = await buy(api, variantId);
    const { body } = await api.post(`${path}/api/credentials?key=${order.accessKey}`, { name: 'First' }).expect(201);
    return { productId, variantId, topUpId, number: order.number, path, key: order.accessKey, token: (body as { token: string }).token, credentialId: (body as { id: string }).id };
  })());
  let described: Promise<{ productId: string; path: string; key: string }> | undefined;
  const set = () => (described ??= (async () => {
    const api = apiOf();
    const { productId, variantId } = await publish(api, 'loom-register', 'data-set', 'da.dataset');
    await api.app.get(AddAssets, { strict: false }).run([{ productId, fileName: 'looms.csv', contentType: 'text/csv', title: { en: 'Looms' }, bytes: Buffer.from('town,looms\nHangzhou,7\n') }]);
    await api.put(`/v1/merchant/products/${productId}/data-set`, description, api.as('merchant')).expect(200);
    await api.put(`/v1/admin/products/${productId}/export-exemption`, { reason: 'Published' }, api.as('admin')).expect(204);
    const { order, path } = await buy(api, variantId);
    return { productId, path, key: order.accessKey };
  })());
  const forwarded = (method: 'get' | 'post' | 'put' | 'patch' | 'delete') => async () => {
    const { productId, token } = await access();
    return request(apiOf().url)[method](`/v1/gateway/${productId}/looms`).set('authorization', `Bearer ${token}`);
  };
  return {
    'GET /v1/orders/:number/deliveries/:entitlementId/api': async () => { const { path, key } = await access(); return apiOf().get(`${path}/api?key=${key}`); },
    'GET /v1/orders/:number/deliveries/:entitlementId/api/usage': async () => { const { path, key } = await access(); return apiOf().get(`${path}/api/usage?key=${key}&by=hour`); },
    'POST /v1/orders/:number/deliveries/:entitlementId/api/credentials': async () => { const { path, key } = await access(); return apiOf().post(`${path}/api/credentials?key=${key}`, { name: 'Another', scopes: ['all'] }); },
    'POST /v1/orders/:number/deliveries/:entitlementId/api/credentials/:credentialId/rotation': async () => { const { path, key, credentialId } = await access(); return apiOf().post(`${path}/api/credentials/${credentialId}/rotation?key=${key}`, { overlapHours: 24 }); },
    'DELETE /v1/orders/:number/deliveries/:entitlementId/api/credentials/:credentialId': async () => {
      const { path, key } = await access();
      const { body } = await apiOf().post(`${path}/api/credentials?key=${key}`, { name: 'Short-lived' }).expect(201);
      return request(apiOf().url).delete(`${path}/api/credentials/${(body as { id: string }).id}?key=${key}`);
    },
    'PUT /v1/orders/:number/deliveries/:entitlementId/api/joined': async () => {
      const { topUpId, number, path, key } = await access();
      const topUp = await buy(apiOf(), topUpId);
      const own = `${topUp.path}/api`;
      const isOnItsOwn = async () => ((await apiOf().get(`${own}?key=${topUp.order.accessKey}`)).body as { canJoin: boolean }).canJoin;
      for (let tries = 0; tries < 200 && !(await isOnItsOwn()); tries += 1) await wait(25);
      return apiOf().put(`${own}/joined?key=${topUp.order.accessKey}`, { orderNumber: number, entitlementId: path.split('/').at(-1), key });
    },
    'GET /v1/merchant/products/:id/variants/:variantId/api-plan': async () => { const { productId, variantId } = await access(); return apiOf().get(`/v1/merchant/products/${productId}/variants/${variantId}/api-plan`, apiOf().as('merchant')); },
    'PUT /v1/merchant/products/:id/variants/:variantId/api-plan': async () => { const { productId, variantId } = await access(); return apiOf().put(`/v1/merchant/products/${productId}/variants/${variantId}/api-plan`, plan(await upstreamUrl()), apiOf().as('merchant')); },
    'GET /v1/merchant/products/:id/api-usage': async () => { const { productId } = await access(); return apiOf().get(`/v1/merchant/products/${productId}/api-usage`, apiOf().as('merchant')); },
    'GET /v1/gateway-checks/:product': async () => { const { productId, token } = await access(); return apiOf().get(`/v1/gateway-checks/${productId}?units=2`, { 'x-api-key': token }); },
    'GET /v1/gateway/:product/*': forwarded('get'),
    'POST /v1/gateway/:product/*': forwarded('post'),
    'PUT /v1/gateway/:product/*': forwarded('put'),
    'PATCH /v1/gateway/:product/*': forwarded('patch'),
    'DELETE /v1/gateway/:product/*': forwarded('delete'),
    'GET /v1/products/:slug/data-set': async () => { await set(); return apiOf().get('/v1/products/loom-register/data-set?locale=ru'); },
    'GET /v1/merchant/products/:id/data-set': async () => { const { productId } = await set(); return apiOf().get(`/v1/merchant/products/${productId}/data-set`, apiOf().as('merchant')); },
    'PUT /v1/merchant/products/:id/data-set': async () => { const { productId } = await set(); return apiOf().put(`/v1/merchant/products/${productId}/data-set`, description, apiOf().as('merchant')); },
    'GET /v1/orders/:number/deliveries/:entitlementId/data-set': async () => { const { path, key } = await set(); return apiOf().get(`${path}/data-set?key=${key}`); },
    'POST /v1/orders/:number/deliveries/:entitlementId/data-set/queries': async () => { const { path, key } = await set(); return apiOf().post(`${path}/data-set/queries?key=${key}`, { sql: 'SELECT * FROM looms' }); },
    'GET /v1/admin/waiting-exports': () => apiOf().get('/v1/admin/waiting-exports', apiOf().as('admin')),
    'POST /v1/admin/export-verdicts': () => apiOf().post('/v1/admin/export-verdicts', { productId: randomUUID(), country: 'KZ', verdict: 'open', reason: 'Looked into', source: 'Data Security Law' }, apiOf().as('admin')),
    'GET /v1/admin/products/:id/export-verdicts': () => apiOf().get(`/v1/admin/products/${randomUUID()}/export-verdicts`, apiOf().as('admin')),
    'PUT /v1/admin/products/:id/export-exemption': () => apiOf().put(`/v1/admin/products/${randomUUID()}/export-exemption`, { reason: 'Published' }, apiOf().as('admin')),
    'DELETE /v1/admin/products/:id/export-exemption': () => request(apiOf().url).delete(`/v1/admin/products/${randomUUID()}/export-exemption`).set(apiOf().as('admin')),
  };
}
