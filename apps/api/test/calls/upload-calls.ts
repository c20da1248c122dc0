import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import request, { type Response } from 'supertest';
import type { ApiUnderTest } from '../support/api-under-test.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const tus = { 'tus-resumable': '1.0.0' };
const metadata = (told: Readonly<Record<string, string>>) => Object.entries(told).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');

/** A call of each operation by which a merchant's files come and are published. */
export function uploadCalls(apiOf: () => ApiUnderTest): Readonly<Record<string, () => PromiseLike<Response>>> {
  const merchant = () => ({ ...apiOf().as('merchant'), ...tus });
  const productId = () => apiOf().catalogue['old-catalogue']?.productId ?? '';
  const product = () => `/v1/merchant/products/${productId()}`;
  const open = () => request(apiOf().url).post('/v1/merchant/uploads').set(merchant()).set('upload-length', String(pdf.length))
    .set('upload-metadata', metadata({ productId: productId(), filename: 'guide.pdf', filetype: 'application/pdf' }));
  const opened = async () => String((await open().expect(201)).headers.location);
  const write = (address: string) => request(apiOf().url).patch(address).set({ ...merchant(), 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }).send(pdf);
  const ready = async () => {
    const address = await opened();
    await write(address).expect(204);
    for (let state = ''; state !== 'ready'; await wait(25)) state = ((await apiOf().get(address, apiOf().as('merchant'))).body as { state: string }).state;
    return address.split('/').at(-1) ?? '';
  };
  const publish = async () => apiOf().post(`${product()}/releases`, { version: `1.${randomUUID()}`, notes: { en: 'New' }, files: [{ uploadId: await ready(), title: { en: 'The guide' }, locale: 'en' }] }, apiOf().as('merchant'));
  return {
    'POST /v1/merchant/uploads': open,
    'HEAD /v1/merchant/uploads/:uploadId': async () => request(apiOf().url).head(await opened()).set(merchant()),
    'PATCH /v1/merchant/uploads/:uploadId': async () => write(await opened()),
    'GET /v1/merchant/uploads/:uploadId': async () => apiOf().get(`${await opened()}?locale=ru`, apiOf().as('merchant')),
    'DELETE /v1/merchant/uploads/:uploadId': async () => request(apiOf().url).delete(await opened()).set(apiOf().as('merchant')),
    'GET /v1/merchant/products/:productId/uploads': async () => (await ready(), apiOf().get(`${product()}/uploads`, apiOf().as('merchant'))),
    'GET /v1/merchant/products/:productId/releases': async () => (await publish(), apiOf().get(`${product()}/releases`, apiOf().as('merchant'))),
    'POST /v1/merchant/products/:productId/releases': publish,
    'PUT /v1/merchant/products/:productId/release-terms': () => apiOf().put(`${product()}/release-terms`, { givesUpdates: true }, apiOf().as('merchant')),
    'DELETE /v1/merchant/products/:productId/files/:fileId': async () => {
      await publish();
      const { body } = await apiOf().get(`${product()}/releases`, apiOf().as('merchant'));
      return request(apiOf().url).delete(`${product()}/files/${(body as { items: { files: { id: string }[] }[] }).items[0]?.files[0]?.id}?reason=misprint`).set(apiOf().as('merchant'));
    },
  };
}
