import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { ApiUnderTest } from './support/api-under-test.js';
import { merchants } from './support/catalogue.js';

let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

interface Wire { readonly amount: string; readonly currency: string }
interface Seen { readonly currency: string; readonly price: Wire | null; readonly stop: string | null; readonly origin: string; readonly net: Wire; readonly commission: Wire; readonly commissionTax: Wire; readonly payable: Wire; readonly rate: string; readonly includedTax: Wire | null }

const bodyOf = <Body>(response: Response) => response.body as Body;
const upload = (csv: string, headers: Record<string, string> = {}, source = 'A central bank') => api.post('/v1/admin/rate-sets', { source, csv }, { ...headers, ...api.as('admin') });
const csvOf = (date: string, rates: Record<string, string>) => `date,base,currency,rate\n${Object.entries(rates).map(([currency, rate]) => `${date},CNY,${currency},${rate}`).join('\n')}\n`;
const quote = (currency: string, slug = 'port-calls') => api.post('/v1/quotes', { ...api.quoteBody(slug), currency });
const priceIn = async (slug: string, currency: string, country = 'KZ') => bodyOf<{ variants: { price: Wire; priceStop: string | null }[] }>(await api.get(`/v1/products/${slug}?currency=${currency}&country=${country}`).expect(200)).variants[0];
const cardIn = async (slug: string, currency: string, country = 'KZ') => bodyOf<{ items: { slug: string; price: Wire; priceStop: string | null }[] }>(await api.get(`/v1/products?currency=${currency}&country=${country}&limit=100`).expect(200)).items.find((each) => each.slug === slug);
const seenOf = async (slug: string, country = '') => {
  const { body } = await api.get(`/v1/merchant/products/${api.catalogue[slug]?.productId}/prices${country && `?country=${country}`}`, api.as('merchant')).expect(200);
  return new Map((body as { variants: { seen: Seen[] }[] }).variants[0]?.seen.map((seen) => [seen.currency, seen]));
};
const today = new Date().toISOString().slice(0, 10);
const usual = { KZT: '65.78', USD: '0.149', JPY: '23.48', KWD: '0.046023', EUR: '0.1312' };

describe('a merchant', () => {
  const setPrices = (slug: string, prices: object[], role: 'merchant' | 'otherMerchant' = 'merchant') => {
    const { productId, variantIds } = api.catalogue[slug] ?? { productId: '', variantIds: [] };
    return api.put(`/v1/merchant/products/${productId}/variants/${variantIds[0]}/prices`, { prices }, api.as(role));
  };

  it('sees for every currency what the buyer sees, and what it gets in its own', async () => {
    const seen = await seenOf('tea-bowl');
    expect(seen.size).toBeGreaterThan(45);
    expect(seen.get('CNY')).toMatchObject({ price: { amount: '120.00', currency: 'CNY' }, origin: 'own', rate: '1', includedTax: null, net: { amount: '120.00' }, commission: { amount: '12.00' }, commissionTax: { amount: '0.72' }, payable: { amount: '107.28', currency: 'CNY' } });
    for (const currency of ['KZT', 'JPY', 'KWD', 'BHD', 'VND']) {
      expect(seen.get(currency)?.price).toEqual((await priceIn('tea-bowl', currency))?.price);
      expect(seen.get(currency)).toMatchObject({ origin: 'converted', payable: { amount: '107.28', currency: 'CNY' } });
    }
  });

  it('sets a price for one market, and card, page and quote there are that', async () => {
    const { status } = await setPrices('clay-film-book', [{ amount: '30.00', currency: 'CNY' }, { amount: '1990.00', currency: 'KZT', market: 'KZ' }]);
    expect(status).toBe(200);
    const { body } = await api.post('/v1/quotes', api.quoteBody('clay-film-book')).expect(201);
    expect([(await cardIn('clay-film-book', 'KZT'))?.price, (await priceIn('clay-film-book', 'KZT'))?.price]).toEqual([{ amount: '1990.00', currency: 'KZT' }, { amount: '1990.00', currency: 'KZT' }]);
    expect((body as { lines: { unitPrice?: Wire }[] }).lines).toHaveLength(1);
    expect((body as { total: Wire }).total).toEqual({ amount: '1990.00', currency: 'KZT' });
    expect((await priceIn('clay-film-book', 'KZT', 'UZ'))?.price.amount).not.toBe('1990.00');
    const [audit] = await api.query<{ details: { prices: object[] } }>(`SELECT details FROM identity.audit_entries WHERE action = 'catalog.prices_set' ORDER BY happened_at DESC LIMIT 1`);
    expect(audit?.details.prices).toHaveLength(2);
  });

  it('sees the tax of a market that a price contains, and gets its share of what is left', async () => {
    const seen = (await seenOf('clay-film-book', 'DE')).get('EUR');
    const minor = ({ amount = '' }: Partial<Wire> = {}) => BigInt(amount.replace('.', ''));
    expect(minor(seen?.includedTax ?? undefined) > 0n).toBe(true);
    expect(minor(seen?.net) < 3000n && minor(seen?.net) > 2400n).toBe(true);
    expect(minor(seen?.payable) + minor(seen?.commission) + minor(seen?.commissionTax)).toBe(minor(seen?.net));
  });

  it('chooses whole tenge rounded up to tens, for converted prices only', async () => {
    await api.put('/v1/merchant/price-endings', { endings: [{ currency: 'KZT', step: '10', direction: 'up' }] }, api.as('merchant')).expect(200);
    const bowl = (await priceIn('tea-bowl', 'KZT'))?.price.amount ?? '';
    expect(bowl).toMatch(/0\.00$/);
    expect((await cardIn('tea-bowl', 'KZT'))?.price.amount).toBe(bowl);
    expect((await seenOf('tea-bowl')).get('KZT')?.price?.amount).toBe(bowl);
    expect((await priceIn('port-calls', 'KZT'))?.price.amount).not.toMatch(/0\.00$/);
    expect(bodyOf(await api.get('/v1/merchant/price-endings', api.as('merchant')))).toEqual({ endings: [{ currency: 'KZT', step: '10.00', ending: '0.00', direction: 'up' }] });
  });

  it.each([
    [[{ amount: '0', currency: 'CNY' }], 'catalog.price_refused'], [[{ amount: '1.005', currency: 'CNY' }], 'catalog.price_refused'], [[{ amount: '1.00', currency: 'USD' }], 'catalog.main_price_missing'],
    [[{ amount: '1.00', currency: 'CNY' }, { amount: '1', currency: 'IRR' }], 'pricing.currency_not_offered'], [[{ amount: '1.00', currency: 'CNY' }, { amount: '1.005', currency: 'KWD' }], 'catalog.price_refused'],
    [[{ amount: '1.00', currency: 'CNY' }, { amount: '2.00', currency: 'CNY' }], 'catalog.prices_overlap'],
  ])('is refused %j', async (prices, code) => {
    const before = await api.query('SELECT * FROM catalog.prices ORDER BY id');
    const { status, body } = await setPrices('tea-bowl', prices);
    expect([status, (body as { code: string }).code]).toEqual([400, code]);
    expect(await api.query('SELECT * FROM catalog.prices ORDER BY id')).toEqual(before);
  });

  it('neither sees nor sets the prices of another’s product', async () => {
    await api.get(`/v1/merchant/products/${api.catalogue['tea-bowl']?.productId}/prices`, api.as('otherMerchant')).expect(404);
    expect((await setPrices('tea-bowl', [{ amount: '1.00', currency: 'CNY' }], 'otherMerchant')).status).toBe(404);
  });
});

describe('commission rules', () => {
  const add = (rule: object, headers: Record<string, string> = {}) => api.post('/v1/admin/commission-rules', { reason: 'test', ...rule }, { ...headers, ...api.as('admin') });

  it('are added once for one key, told of in the audit log, and explained', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const rule = { merchant: merchants.studio.id, category: 'goods', ratePct: '7.5' };
    const [first, again] = [await add(rule, headers).expect(201), await add(rule, headers).expect(201)];
    expect(again.body).toEqual(first.body);
    const { id } = bodyOf<{ id: string }>(first);
    expect(await api.query(`SELECT 1 FROM identity.audit_entries WHERE action = 'pricing.commission_rule_recorded' AND details ->> 'ruleId' = $1`, [id])).toHaveLength(1);
    const { body } = await api.get(`/v1/admin/commission-rules/explanation?merchant=${merchants.studio.id}&category=goods&market=KZ&locale=ru`, api.as('admin')).expect(200);
    expect(body).toMatchObject({ applies: { id, ratePct: '7.5', reason: 'test' }, next: [{ ratePct: '10', merchant: null }], taxRatePct: '6', order: expect.stringContaining('продавца') });
    expect((await seenOf('tea-bowl')).get('CNY')).toMatchObject({ commission: { amount: '9.00' }, payable: { amount: '110.46' } });
  });

  it.each([
    [{ ratePct: '100.01' }, 'pricing.commission_rate_refused'], [{ ratePct: '-1' }, 'pricing.commission_rate_refused'], [{ ratePct: '5', cluster: 'atlantis' }, 'pricing.commission_scope_unknown'],
    [{ ratePct: '5', merchant: randomUUID() }, 'pricing.commission_scope_unknown'], [{ ratePct: '5', category: 'nothing' }, 'pricing.commission_scope_unknown'], [{ ratePct: '5', market: 'ZZ' }, 'pricing.commission_scope_unknown'],
  ])('of %j are refused, and nothing is stored', async (rule, code) => {
    const count = () => api.query('SELECT count(*) FROM pricing.commission_rules');
    const before = await count();
    const { status, body } = await add(rule);
    expect([status, (body as { code: string }).code]).toEqual([400, code]);
    expect(await count()).toEqual(before);
  });
});

/** Last: from here on the rates are other ones than those of the sample. */
describe('exchange rates', () => {
  it('with a rate of 0 are refused whole', async () => {
    const before = await api.query('SELECT count(*) FROM pricing.rate_sets');
    const { status, body } = await upload(csvOf(today, { ...usual, KZT: '0' }));
    expect([status, (body as { code: string }).code]).toEqual([400, 'pricing.rate_refused']);
    expect((await upload(`${csvOf(today, usual)}2026-01-01,CNY,USD,0.1\n`)).status).toBe(400);
    expect(await api.query('SELECT count(*) FROM pricing.rate_sets')).toEqual(before);
  });

  it('that jump stop quotes in their currency, and in no other, until an admin accepts', async () => {
    await upload(csvOf(today, usual)).expect(201);
    const headers = { 'idempotency-key': randomUUID() };
    const jumped = csvOf(today, { ...usual, KZT: '6.578' });
    const { rateSetId } = bodyOf<{ rateSetId: string }>(await upload(jumped, headers).expect(201));
    expect(bodyOf(await upload(jumped, headers).expect(201))).toEqual({ rateSetId });

    expect(await quote('KZT')).toMatchObject({ status: 503, body: { code: 'pricing.rate_jumped', detail: expect.stringContaining('KZT') } });
    expect((await quote('USD')).status).toBe(201);
    expect(await priceIn('port-calls', 'KZT')).toMatchObject({ price: { amount: '200.00', currency: 'CNY' }, priceStop: 'jumped' });
    expect(await cardIn('port-calls', 'KZT')).toMatchObject({ price: { amount: '200.00', currency: 'CNY' }, priceStop: 'jumped' });
    expect((await seenOf('tea-bowl')).get('KZT')).toMatchObject({ price: null, stop: 'jumped' });
    expect((await priceIn('clay-film-book', 'KZT'))?.price).toEqual({ amount: '1990.00', currency: 'KZT' });

    const { items } = bodyOf<{ items: { currency: string; standing: string; changePct: string | null }[] }>(await api.get('/v1/admin/rates', api.as('admin')).expect(200));
    expect(items.find(({ currency }) => currency === 'KZT')).toMatchObject({ standing: 'jumped', changePct: '-90.00' });
    expect(items.find(({ currency }) => currency === 'GBP')).toMatchObject({ standing: 'missing' });

    const accept = () => api.post('/v1/admin/rates/acceptances', { rateSetId, currency: 'KZT' }, api.as('admin'));
    await accept().expect(200);
    await accept().expect(200);
    expect(await api.query(`SELECT 1 FROM identity.audit_entries WHERE action = 'pricing.rate_jump_accepted'`)).toHaveLength(1);
    expect((await quote('KZT')).status).toBe(201);
    expect((await api.post('/v1/admin/rates/acceptances', { rateSetId, currency: 'USD' }, api.as('admin'))).status).toBe(404);
  });

  it('that are missing stop their currency only', async () => {
    expect(await quote('GBP')).toMatchObject({ status: 503, body: { code: 'pricing.rate_missing', detail: expect.stringContaining('GBP') } });
    expect((await quote('EUR')).status).toBe(201);
  });

  it('that are old stop what is converted, and nothing else', async () => {
    await api.query(`TRUNCATE pricing.rate_sets, pricing.rates, pricing.rate_acceptances`);
    await upload(csvOf('2026-01-05', usual)).expect(201);
    expect(await quote('JPY')).toMatchObject({ status: 503, body: { code: 'pricing.rate_stale', detail: expect.stringContaining('2026-01-05') } });
    expect(await priceIn('port-calls', 'JPY')).toMatchObject({ price: { currency: 'CNY' }, priceStop: 'stale' });
    expect((await quote('CNY')).status).toBe(201);
  });
});
