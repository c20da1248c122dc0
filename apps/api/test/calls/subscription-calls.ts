import { randomUUID } from 'node:crypto';
import { PublishProducts } from '@silkport/catalog';
import { money, newId } from '@silkport/values';
import type { Response } from 'supertest';
import type { ApiUnderTest, PlacedOrder } from '../support/api-under-test.js';
import { merchants } from '../support/catalogue.js';

/** A call of each operation on subscriptions, with one that runs. */
export function subscriptionCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  let beginning: Promise<{ readonly path: string; readonly query: string }> | undefined;
  const begun = () => (beginning ??= begin(apiOf()));
  const at = async (page: string) => { const { path, query } = await begun(); return `${path}${page}?${query}`; };
  return {
    'GET /v1/orders/:number/subscription': async () => apiOf().get(await at('')),
    'GET /v1/orders/:number/subscription/price': async () => apiOf().get(`${await at('/price')}&seats=2`),
    'POST /v1/orders/:number/subscription/changes': async () => {
      const { path, query } = await begin(apiOf());
      return apiOf().post(`${path}/changes?${query}`, { kind: 'cancel' });
    },
    'POST /v1/orders/:number/subscription/card': async () => apiOf().post(await at('/card')),
  };
}

async function begin(api: ApiUnderTest): Promise<{ path: string; query: string }> {
  const variantId = newId();
  const { id, slug, name, clusterId } = merchants.studio;
  const { body: model } = await api.get('/v1/products/glaze-mixer').expect(200);
  const taxonomyId = (model as { categories: { id: string }[] }).categories.at(-1)?.id ?? '';
  await api.app.get(PublishProducts, { strict: false }).run([{
    code: `KILN-${randomUUID()}`, slug: `kiln-cloud-${randomUUID()}`, merchant: { id, slug, name }, clusterId, taxonomyId, deliveryKind: 'subscription', unit: 'month', name: { en: 'Kiln cloud' },
    description: { en: 'Firing curves.' }, tags: {}, variants: [{ id: variantId, sku: randomUUID(), name: { en: 'Standard' }, prices: [money(9_900n, 'CNY')], billing: { interval: 'month', intervalCount: 1, trialDays: 0 } }],
  }]);
  const { body: quote } = await api.post('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'en' }).expect(201);
  const { body: placed } = await api.post('/v1/orders', { quoteId: (quote as { id: string }).id, email: 'buyer@example.com', acceptTerms: true, startService: true, immediateDelivery: true }).expect(201);
  const order = placed as PlacedOrder;
  await api.pay(order);
  const path = `/v1/orders/${order.number}/subscription`;
  const query = `key=${order.accessKey}`;
  await api.eventually(async () => ((await api.get(`${path}?${query}`)).body as { state: string }).state === 'active');
  return { path, query };
}
