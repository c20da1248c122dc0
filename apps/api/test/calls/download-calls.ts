import type { Response } from 'supertest';
import type { ApiUnderTest } from '../support/api-under-test.js';

/** @param fileLink the path of a signed link */
export function downloadCalls(apiOf: () => ApiUnderTest, fileLink: () => string): Readonly<Record<string, () => PromiseLike<Response>>> {
  return {
    'GET /v1/downloads/:token/chunks': () => apiOf().get(`${fileLink()}/chunks`),
    'GET /v1/merchant/products/:productId/download-terms': async () => {
      const api = apiOf();
      const { body } = await api.get('/v1/products/clay-film-book');
      return api.get(`/v1/merchant/products/${(body as { id: string }).id}/download-terms`, api.as('merchant'));
    },
    'PUT /v1/merchant/products/:productId/download-terms': async () => {
      const api = apiOf();
      const { body } = await api.get('/v1/products/clay-film-book');
      return api.put(`/v1/merchant/products/${(body as { id: string }).id}/download-terms`, { completedLimit: null, playLimit: 5, stampsOrderNumber: false }, api.as('merchant'));
    },
  };
}
