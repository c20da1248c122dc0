import { randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import type { ApiUnderTest } from '../support/api-under-test.js';

interface Made { readonly id: string; readonly variants: readonly { readonly id: string; readonly available: number | null }[] }

/** A call of each operation by which a merchant brings a product to sale, with a parcel of its own. */
export function merchantProductCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  const merchant = () => apiOf().as('merchant');
  const drafted = { name: { en: 'Tea tray', 'zh-CN': '茶盘' }, description: { en: 'Of bamboo.' }, tags: { en: ['tea'] }, categoryId: 'g.home.bamboo', unit: 'piece' };
  const variant = { name: { en: 'Small' }, weightGrams: 700, stock: 5 };
  const prices = [{ amount: '120.00', currency: 'CNY' }, { amount: '19.90', currency: 'USD', market: 'SG' }];
  const draft = () => apiOf().post('/v1/merchant/products', { ...drafted, deliveryKind: 'parcel', variants: [{ ...variant, prices, sku: `TRAY-${randomUUID()}` }] }, merchant());
  const made = async () => (await draft().expect(201)).body as Made;
  const customs = (id: string) => apiOf().put(`/v1/merchant/products/${id}/customs`, { hsCode: '441919', originCountry: 'CN', description: { en: 'Bamboo tray' }, netWeightGrams: 600 }, merchant()).expect(204);
  return {
    'POST /v1/merchant/products': draft,
    'GET /v1/merchant/products': async () => { await made(); return apiOf().get('/v1/merchant/products?state=draft&limit=1&locale=zh-CN', merchant()); },
    'GET /v1/merchant/products/:id': async () => apiOf().get(`/v1/merchant/products/${(await made()).id}?locale=ar`, merchant()),
    'PUT /v1/merchant/products/:id': async () => {
      const { id, variants: [first] } = await made();
      return apiOf().put(`/v1/merchant/products/${id}`, { ...drafted, variants: [{ id: first?.id, name: { en: 'Medium' }, weightGrams: 800 }, { ...variant, name: { en: 'Large' }, prices }] }, merchant());
    },
    'DELETE /v1/merchant/products/:id': async () => request(apiOf().url).delete(`/v1/merchant/products/${(await made()).id}`).set(merchant()),
    'DELETE /v1/merchant/products/:id/variants/:variantId': async () => {
      const { body } = await apiOf().post('/v1/merchant/products', { ...drafted, deliveryKind: 'parcel', variants: [{ ...variant, prices }, { ...variant, name: { en: 'Large' }, prices }] }, merchant()).expect(201);
      const { id, variants: [, second] } = body as Made;
      return request(apiOf().url).delete(`/v1/merchant/products/${id}/variants/${second?.id}`).set(merchant());
    },
    'POST /v1/merchant/products/:id/publication': async () => {
      const { id } = await made();
      await customs(id);
      return apiOf().post(`/v1/merchant/products/${id}/publication`, undefined, merchant());
    },
    'PUT /v1/merchant/products/:id/variants/:variantId/stock': async () => {
      const { id, variants: [first] } = await made();
      return apiOf().put(`/v1/merchant/products/${id}/variants/${first?.id}/stock`, { available: 9, basedOn: first?.available ?? null }, merchant());
    },
  };
}
