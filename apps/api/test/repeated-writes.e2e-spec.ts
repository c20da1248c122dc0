import { randomUUID } from 'node:crypto';
import { ApiUnderTest } from './support/api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

const terms = { email: 'aigerim@example.kz', acceptTerms: true };
const key = () => ({ 'idempotency-key': randomUUID() });

describe('a repeated request brings its first answer to the byte', () => {
  it('of a quote, though the product was withdrawn since', async () => {
    const headers = key();
    const first = await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
    await api.query(`UPDATE catalog.products SET status = 'withdrawn' WHERE slug = 'port-calls'`);
    try {
      const again = await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      await api.post('/v1/quotes', api.quoteBody('port-calls'), key()).expect(410);
    } finally {
      await api.query(`UPDATE catalog.products SET status = 'published' WHERE slug = 'port-calls'`);
    }
  });

  it('of an order, though its quote has expired since', async () => {
    const headers = key();
    const quoteId = await api.quote('port-calls');
    const first = await api.post('/v1/orders', { ...terms, quoteId }, headers).expect(201);
    await api.query(`UPDATE ordering.quotes SET expires_at = now() - interval '1 minute' WHERE id = $1`, [quoteId]);
    const again = await api.post('/v1/orders', { ...terms, quoteId }, headers).expect(201);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it('of an order, and makes it anew from the order where it was lost', async () => {
    const headers = key();
    const quoteId = await api.quote('port-calls');
    const first = await api.post('/v1/orders', { ...terms, quoteId }, headers).expect(201);
    await api.query('UPDATE platform.idempotent_requests SET status = NULL, body = NULL WHERE key = $1', [headers['idempotency-key']]);
    expect((await api.post('/v1/orders', { ...terms, quoteId }, headers).expect(201)).text).toBe(first.text);
    const [kept] = await api.query<{ status: number }>('SELECT status FROM platform.idempotent_requests WHERE key = $1', [headers['idempotency-key']]);
    expect(kept?.status).toBe(201);
  });

  it('but is refused where the request is another, though that one alone would be refused too', async () => {
    const headers = key();
    await api.post('/v1/quotes', api.quoteBody('port-calls'), headers).expect(201);
    const { body } = await api.post('/v1/quotes', { ...api.quoteBody('port-calls'), currency: 'QQQ' }, headers).expect(422);
    expect(body).toMatchObject({ code: 'platform.idempotency_key_reused' });
  });
});

describe('a quote', () => {
  it.each([['files', ['port-calls']], ['pieces', ['tea-bowl']]])('of %s becomes one order, whatever keys come for it at once', async (_, slugs) => {
    const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' };
    const quoteId = await api.quote(...slugs);
    const told = await Promise.all(Array.from({ length: 6 }, () => api.post('/v1/orders', { ...terms, quoteId, recipient })));
    const codes = told.map(({ status, body }) => (status === 201 ? 'placed' : (body as { code: string }).code));
    expect(codes.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'ordering.quote_already_ordered'), 'placed']);
    const [{ orders, held } = { orders: 0, held: 0 }] = await api.query<{ orders: number; held: number }>(
      `SELECT count(*)::int AS orders, (SELECT count(*)::int FROM catalog.stock_holds h JOIN ordering.orders o ON o.id = h.order_id WHERE o.quote_id = $1) AS held FROM ordering.orders WHERE quote_id = $1`, [quoteId]);
    expect([orders, held]).toEqual([1, slugs.includes('tea-bowl') ? 1 : 0]);
  });
});
