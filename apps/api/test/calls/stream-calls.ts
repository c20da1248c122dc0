import { AddAssets } from '@silkport/delivery';
import request, { type Response } from 'supertest';
import type { ApiUnderTest } from '../support/api-under-test.js';

interface Prepared { readonly link: string; readonly tracks: string }

/** A call of each operation on what is played and read, with a text of a product that has been bought. */
export function streamCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  let preparing: Promise<Prepared> | undefined;
  const prepared = () => (preparing ??= prepare(apiOf()));
  const chapter = { title: { en: 'The first loom' }, body: { en: 'It began with a thread.' }, samplePercent: 100 };
  const bookChapters = () => `/v1/merchant/products/${apiOf().catalogue['old-catalogue']?.productId}/chapters`;
  const added = async () => ((await apiOf().post(bookChapters(), chapter, apiOf().as('merchant'))).body as { id: string }).id;
  return {
    'GET /v1/playback/:token': async () => apiOf().get((await prepared()).link),
    'HEAD /v1/playback/:token': async () => request(apiOf().url).head((await prepared()).link),
    'PUT /v1/playback/:token/place': async () => apiOf().put(`${(await prepared()).link}/place`, { seconds: 12.5 }),
    'GET /v1/orders/:number/deliveries/:entitlementId/tracks': async () => apiOf().get((await prepared()).tracks),
    'GET /v1/products/:slug/samples': async () => (await added(), apiOf().get('/v1/products/port-calls/samples')),
    'GET /v1/merchant/products/:productId/chapters': async () => (await added(), apiOf().get(bookChapters(), apiOf().as('merchant'))),
    'POST /v1/merchant/products/:productId/chapters': () => apiOf().post(bookChapters(), chapter, apiOf().as('merchant')),
    'PUT /v1/merchant/products/:productId/chapters/order': async () => {
      await added();
      const { body } = await apiOf().get(bookChapters(), apiOf().as('merchant'));
      return apiOf().put(`${bookChapters()}/order`, { chapterIds: (body as { items: { id: string }[] }).items.map(({ id }) => id).toReversed() }, apiOf().as('merchant'));
    },
    'PUT /v1/merchant/chapters/:chapterId': async () => apiOf().put(`/v1/merchant/chapters/${await added()}`, { ...chapter, samplePercent: 0 }, apiOf().as('merchant')),
    'DELETE /v1/merchant/chapters/:chapterId': async () => request(apiOf().url).delete(`/v1/merchant/chapters/${await added()}`).set(apiOf().as('merchant')),
  };
}

async function prepare(api: ApiUnderTest): Promise<Prepared> {
  const productId = api.catalogue['port-calls']?.productId ?? '';
  await api.app.get(AddAssets, { strict: false }).run([{ productId, fileName: 'port-calls.mp3', contentType: 'audio/mpeg', title: { en: 'Read aloud' }, bytes: Buffer.from('ID3 a recording') }]);
  const order = await api.paidOrder(['port-calls']);
  const { body } = await api.get(`/v1/orders/${order.number}/deliveries?key=${order.accessKey}`).expect(200);
  const [item] = (body as { items: { entitlementId: string }[] }).items;
  const tracks = `/v1/orders/${order.number}/deliveries/${item?.entitlementId}/tracks?key=${order.accessKey}`;
  const { body: found } = await api.get(tracks).expect(200);
  const link = new URL((found as { items: { url: string }[] }).items[0]?.url ?? '').pathname;
  return { link, tracks };
}
