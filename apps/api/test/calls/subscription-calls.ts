import { randomUUID } from 'node:crypto';
import { PublishProducts } from '@silkport/catalog';
import { money, newId } from '@silkport/values';
import type { Response } from 'supertest';
import type { ApiUnderTest, PlacedOrder } from '../support/api-under-test.js';
import { merchants } from '../support/catalogue.js';

/** A call of each operation on subscriptions, with one that runs. */
export function subscriptionCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  let beginning: Promise<Begun> | undefined;
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
    ...Object.fromEntries((['merchant', 'admin'] as const).map((role) => [`GET /v1/${role}/orders/:number/ending-seats`, async () => {
      const { path, query } = await begun();
      const { body } = await apiOf().get(`${path.replace('/subscription', '')}?${query}`).expect(200);
      const { number, lines: [line] } = body as { number: string; lines: { id: string }[] };
      return apiOf().get(`/v1/${role}/orders/${number}/ending-seats?lineId=${line?.id}&quantity=1`, apiOf().as(role));
    }])),
    ...Object.fromEntries((['merchant', 'admin'] as const).flatMap((role) => [
      [`GET /v1/${role}/subscriptions`, async () => (await begun(), apiOf().get(`/v1/${role}/subscriptions?state=active&limit=1&locale=ru`, apiOf().as(role)))],
      [`GET /v1/${role}/subscriptions/:id`, async () => apiOf().get(`/v1/${role}/subscriptions/${(await subscriptionOf(apiOf(), await begun())).id}`, apiOf().as(role))],
    ])),
    'GET /v1/admin/held-invoices': async () => (await heldInvoice(apiOf(), await begun()), apiOf().get('/v1/admin/held-invoices?limit=1', apiOf().as('admin'))),
    'POST /v1/admin/held-invoices/:id/retry': async () => apiOf().post(`/v1/admin/held-invoices/${await heldInvoice(apiOf(), await begun())}/retry`, undefined, apiOf().as('admin')),
    'POST /v1/admin/held-invoices/:id/set-aside': async () => apiOf().post(`/v1/admin/held-invoices/${await heldInvoice(apiOf(), await begun())}/set-aside`, { reason: 'A credit that was promised' }, apiOf().as('admin')),
  };
}

interface Begun { readonly path: string; readonly query: string }

const subscriptionOf = async (api: ApiUnderTest, { path, query }: Begun) => (await api.get(`${path}?${query}`).expect(200)).body as { id: string };

/** An invoice that was paid out of a credit. */
async function heldInvoice(api: ApiUnderTest, subscription: Begun): Promise<string> {
  const [id, { id: subscriptionId }] = [newId(), await subscriptionOf(api, subscription)];
  await api.query(`INSERT INTO payments.held_invoices (id, stripe_invoice_id, subscription_id, reason, detail, amount_minor, currency, paid_at, held_at, tried_at)
    VALUES ($1, $2, $3, 'no_payment', '0 of 9900 cny were paid', 9900, 'CNY', now(), now(), now())`, [id, `in_${id}`, subscriptionId]);
  return id;
}

async function begin(api: ApiUnderTest): Promise<Begun> {
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
