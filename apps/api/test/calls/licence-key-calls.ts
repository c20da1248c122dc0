import { randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import type { ApiUnderTest, PlacedOrder } from '../support/api-under-test.js';

interface Bought { readonly order: PlacedOrder; readonly path: string; readonly entitlementId: string; readonly key: string; readonly product: string }

/** A call of each operation on licence keys, with a key that has been bought. */
export function licenceKeyCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  let buying: Promise<Bought> | undefined;
  const bought = () => (buying ??= buy(apiOf()));
  const fingerprint = 'a machine of the test'.replaceAll(' ', '-');
  const variantPath = () => `/v1/merchant/variants/${apiOf().catalogue['glaze-mixer']?.variantIds[0]}`;
  const keyed = async (path: string) => { const { order, path: item } = await bought(); return `${item}${path}?key=${order.accessKey}`; };
  const call = async (what: string, more: object = {}) => { const { key, product } = await bought(); return apiOf().post(`/v1/licences/${what}`, { key, product, fingerprint, nonce: randomUUID(), ...more }); };
  const machine = async () => ((await call('activate')).body as { machine: string }).machine;
  return {
    'POST /v1/licences/verify': () => call('verify', { fingerprint: undefined }),
    'POST /v1/licences/activate': () => call('activate', { name: 'Studio laptop', platform: 'linux-x64' }),
    'POST /v1/licences/heartbeat': async () => (await machine(), call('heartbeat')),
    'POST /v1/licences/licence-file': async () => (await machine(), call('licence-file')),
    'POST /v1/licences/deactivate': () => call('deactivate'),
    'GET /v1/licence-keys/public-keys': () => apiOf().get('/v1/licence-keys/public-keys'),
    'POST /v1/admin/licence-signing-keys': () => apiOf().post('/v1/admin/licence-signing-keys', { isCompromised: false }, apiOf().as('admin')),
    'GET /v1/orders/:number/deliveries/:entitlementId/licence': async () => apiOf().get(await keyed('/licence')),
    'POST /v1/orders/:number/deliveries/:entitlementId/machines': async () => apiOf().post(await keyed('/machines'), { fingerprint }),
    'POST /v1/orders/:number/deliveries/:entitlementId/machines/:machineId/licence-file': async () => apiOf().post(await keyed(`/machines/${await machine()}/licence-file`)),
    'DELETE /v1/orders/:number/deliveries/:entitlementId/machines/:machineId': async () => request(apiOf().url).delete(await keyed(`/machines/${await machine()}`)),
    'GET /v1/merchant/entitlements/:entitlementId/machines': async () => (await machine(), apiOf().get(`/v1/merchant/entitlements/${(await bought()).entitlementId}/machines`, apiOf().as('merchant'))),
    'DELETE /v1/merchant/entitlements/:entitlementId/machines/:machineId': async () => (
      request(apiOf().url).delete(`/v1/merchant/entitlements/${(await bought()).entitlementId}/machines/${await machine()}`).set(apiOf().as('merchant'))
    ),
    'GET /v1/merchant/variants/:variantId/licence-keys': () => apiOf().get(`${variantPath()}/licence-keys`, apiOf().as('merchant')),
    'POST /v1/merchant/variants/:variantId/licence-keys': () => apiOf().post(`${variantPath()}/licence-keys`, { csv: `key\n${randomUUID()}\n${randomUUID()}\n` }, apiOf().as('merchant')),
    'PUT /v1/merchant/variants/:variantId/key-plan': () => apiOf().put(`${variantPath()}/key-plan`, { source: 'pool', maxMachines: 3, features: ['pro'] }, apiOf().as('merchant')),
  };
}

async function buy(api: ApiUnderTest): Promise<Bought> {
  const order = await api.paidOrder(['glaze-mixer']);
  const { body } = await api.get(`/v1/orders/${order.number}/deliveries?key=${order.accessKey}`).expect(200);
  const [item] = (body as { items: { entitlementId: string; keys: string[] }[] }).items;
  const entitlementId = item?.entitlementId ?? '';
  return { order, entitlementId, key: item?.keys[0] ?? '', path: `/v1/orders/${order.number}/deliveries/${entitlementId}`, product: api.catalogue['glaze-mixer']?.productId ?? '' };
}
