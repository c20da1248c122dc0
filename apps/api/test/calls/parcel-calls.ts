import { PublishProducts } from '@silkport/catalog';
import { leavesUnder } from '@silkport/markets';
import { money } from '@silkport/values';
import request, { type Response } from 'supertest';
import type { ApiUnderTest, PlacedOrder } from '../support/api-under-test.js';
import { merchants } from '../support/catalogue.js';
import { studioFacts } from '../support/legal-facts.js';

interface Boxes { readonly order: PlacedOrder; readonly productId: string; readonly lineId: string }
type Calls = Readonly<Record<string, () => PromiseLike<Response>>>;

/** A call of each operation on shipments and customs, with pieces of a caddy that have been bought. */
export function parcelCalls(apiOf: () => ApiUnderTest): Calls {
  let buying: Promise<Boxes> | undefined;
  const bought = () => (buying ??= buy(apiOf()));
  const merchant = () => apiOf().as('merchant');
  const pack = async () => { const { order, lineId } = await bought(); return apiOf().post(`/v1/merchant/orders/${order.number}/shipments`, { carrier: 'ems', tracking: 'EE123456789CN', weightGrams: 450, lines: [{ lineId, quantity: 1 }] }, merchant()); };
  const box = async () => `/v1/merchant/shipments/${((await pack()).body as { id: string }).id}`;
  const gone = async () => { const path = await box(); await apiOf().post(`${path}/dispatch`, {}, merchant()).expect(200); return path; };
  const described = async () => { const path = await box(); await confirm(apiOf(), (await bought()).productId); return path; };
  return {
    'GET /v1/merchant/carriers': () => apiOf().get('/v1/merchant/carriers', merchant()),
    'GET /v1/merchant/parcels': async () => { await bought(); return apiOf().get('/v1/merchant/parcels?state=to_ship&limit=1', merchant()); },
    'POST /v1/merchant/orders/:number/shipments': pack,
    'GET /v1/merchant/orders/:number/shipments': async () => { await pack(); return apiOf().get(`/v1/merchant/orders/${(await bought()).order.number}/shipments`, merchant()); },
    'GET /v1/merchant/shipments': async () => { await pack(); return apiOf().get('/v1/merchant/shipments?limit=1', merchant()); },
    'GET /v1/merchant/shipments/:id': async () => apiOf().get(await box(), merchant()),
    'PUT /v1/merchant/shipments/:id/carriage': async () => apiOf().put(`${await box()}/carriage`, { tracking: 'EE987654321CN' }, merchant()),
    'DELETE /v1/merchant/shipments/:id': async () => request(apiOf().url).delete(await box()).set(merchant()),
    'POST /v1/merchant/shipments/:id/dispatch': async () => apiOf().post(`${await box()}/dispatch`, {}, merchant()),
    'POST /v1/merchant/shipments/:id/delivery': async () => apiOf().post(`${await gone()}/delivery`, undefined, merchant()),
    'POST /v1/merchant/shipments/:id/return': async () => apiOf().post(`${await gone()}/return`, { reason: 'undeliverable' }, merchant()),
    'GET /v1/merchant/shipments/:id/declaration': async () => apiOf().get(`${await described()}/declaration`, merchant()),
    'GET /v1/merchant/shipments/:id/packing-list.pdf': async () => apiOf().get(`${await described()}/packing-list.pdf`, merchant()),
    'GET /v1/orders/:number/shipments': async () => { await pack(); const { order } = await bought(); return apiOf().get(`/v1/orders/${order.number}/shipments?key=${order.accessKey}`); },
    'PUT /v1/merchant/products/:productId/customs': async () => confirm(apiOf(), (await bought()).productId),
    'GET /v1/merchant/products/:productId/customs': async () => { await described(); return apiOf().get(`/v1/merchant/products/${(await bought()).productId}/customs`, merchant()); },
  };
}

/** A call of each operation on seats and access. */
export function accessCalls(apiOf: () => ApiUnderTest, paid: () => PlacedOrder): Calls {
  const entitlement = async (kind: string) => {
    const [row] = await apiOf().query<{ id: string }>('SELECT e.id FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1 AND e.delivery_kind = $2', [paid().number, kind]);
    return row?.id ?? '';
  };
  const item = async (what: string, kind = 'licence-key') => `/v1/orders/${paid().number}/deliveries/${await entitlement(kind)}/${what}?key=${paid().accessKey}`;
  const rule = () => apiOf().post('/v1/admin/access-rules', { country: 'MN', taxonomyId: leavesUnder('da.dataset')[0] ?? 'da.dataset', reason: 'Export licence withdrawn', source: 'Order 12 of 2026' }, apiOf().as('admin'));
  return {
    'GET /v1/orders/:number/deliveries/:entitlementId/seat': async () => apiOf().get(await item('seat')),
    'PUT /v1/orders/:number/deliveries/:entitlementId/seat': async () => apiOf().put(await item('seat'), { email: 'student@example.kz' }),
    'DELETE /v1/orders/:number/deliveries/:entitlementId/seat': async () => request(apiOf().url).delete(await item('seat')),
    'GET /v1/orders/:number/deliveries/:entitlementId/accesses': async () => apiOf().get(await item('accesses')),
    'GET /v1/merchant/entitlements': () => apiOf().get('/v1/merchant/entitlements?limit=2', apiOf().as('merchant')),
    'GET /v1/merchant/entitlements/:id/accesses': async () => apiOf().get(`/v1/merchant/entitlements/${await entitlement('licence-key')}/accesses`, apiOf().as('merchant')),
    'POST /v1/merchant/entitlements/:id/access': async () => apiOf().post(`/v1/merchant/entitlements/${await entitlement('licence-key')}/access`, { to: 'active', reason: 'A mistake' }, apiOf().as('merchant')),
    'POST /v1/admin/entitlements/:id/access': async () => apiOf().post(`/v1/admin/entitlements/${await entitlement('licence-key')}/access`, { to: 'active', reason: 'A mistake' }, apiOf().as('admin')),
    'POST /v1/admin/access-rules': rule,
    'GET /v1/admin/access-rules': async () => { await rule(); return apiOf().get('/v1/admin/access-rules', apiOf().as('admin')); },
    'POST /v1/admin/access-rules/:id/lifting': async () => apiOf().post(`/v1/admin/access-rules/${((await rule()).body as { id: string }).id}/lifting`, undefined, apiOf().as('admin')),
  };
}

async function buy(api: ApiUnderTest): Promise<Boxes> {
  const { id, slug, name, clusterId } = merchants.studio;
  const words = { en: 'Tea caddy', 'zh-CN': '茶罐' };
  const [published] = await api.app.get(PublishProducts, { strict: false }).run([{
    code: 'TEA-CADDY', slug: 'tea-caddy', merchant: { id, slug, name }, clusterId, taxonomyId: leavesUnder('g.ceramics')[0] ?? 'g.ceramics', deliveryKind: 'parcel', unit: 'piece',
    name: words, description: words, tags: { en: ['tea'] }, variants: [{ sku: 'CADDY', name: words, prices: [money(12_000n, 'CNY')], weightGrams: 400, stock: 60 }],
  }]);
  if (!published) throw new Error('The caddy was not published');
  await api.put('/v1/merchant/legal-facts', studioFacts, api.as('merchant')).expect(200);
  const { body: quote } = await api.post('/v1/quotes', { items: [{ variantId: published.variantIds[0], quantity: 50 }], country: 'KZ', currency: 'KZT' }).expect(201);
  const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty', postalCode: '050000' };
  const { body: order } = await api.post('/v1/orders', { quoteId: (quote as { id: string }).id, email: 'aigerim@example.kz', acceptTerms: true, recipient }).expect(201);
  await api.settle(order as PlacedOrder);
  const { body } = await api.get(`/v1/orders/${(order as PlacedOrder).number}?key=${(order as PlacedOrder).accessKey}`).expect(200);
  return { order: order as PlacedOrder, productId: published.productId, lineId: (body as { lines: { id: string }[] }).lines[0]?.id ?? '' };
}

function confirm(api: ApiUnderTest, productId: string) {
  return api.put(`/v1/merchant/products/${productId}/customs`, { hsCode: '691110', originCountry: 'CN', description: { en: 'Porcelain tea caddy', ru: 'Фарфоровая чайница' }, netWeightGrams: 380 }, api.as('merchant'));
}
