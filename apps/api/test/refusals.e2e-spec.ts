import { DownloadLinks } from '@silkport/delivery';
import { newId } from '@silkport/values';
import type { Response } from 'supertest';
import { ApiUnderTest, webhookSecret, type PlacedOrder } from './support/api-under-test.js';
import { signedBy, stripeEvent } from './support/stripe-event.js';

interface Field { readonly field: string; readonly code: string; readonly detail: string }
interface Told { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly code: string; readonly requestId: string; readonly errors?: Field[] }
type Headers = Record<string, string>;
interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly code: string;
  readonly field?: string;
  /** Of the field, where it is not the code of the whole. */
  readonly fieldCode?: string;
  readonly call: (headers: Headers) => PromiseLike<Response>;
}

let api: ApiUnderTest;
let paid: PlacedOrder;
let openQuote: string;
let parcelQuote: string;
let orderedQuote: string;
let expiredQuote: string;
let link: string;
let file: { entitlementId: string; assetId: string };

beforeAll(async () => {
  api = await ApiUnderTest.start();
  paid = await api.paidOrder(['clay-film-book', 'port-calls']);
  const items = (await api.get(`/v1/orders/${paid.number}/deliveries?key=${paid.accessKey}`)).body as { items: { files: { url: string }[] }[] };
  link = new URL(items.items[0]?.files[0]?.url ?? '').pathname;
  file = api.app.get(DownloadLinks, { strict: false }).open(link.split('/').at(-1) ?? '', new Date());
  openQuote = await api.quote('clay-film-book');
  parcelQuote = await api.quote('tea-bowl');
  orderedQuote = await api.quote('clay-film-book');
  await api.post('/v1/orders', { quoteId: orderedQuote, email: 'a@example.com', acceptTerms: true }).expect(201);
  expiredQuote = await api.quote('clay-film-book');
  await api.query(`UPDATE ordering.quotes SET expires_at = now() - interval '1 second' WHERE id = $1`, [expiredQuote]);
  await api.post(`/v1/merchant/products/${api.catalogue['old-catalogue']?.productId}/withdrawal`, undefined, api.as('merchant')).expect(204);
});
afterAll(() => api.stop());

const quote = (change: object) => (headers: Headers) => api.post('/v1/quotes', { ...api.quoteBody('clay-film-book'), ...change }, headers);
const quantity = (value: unknown) => (headers: Headers) => quote({ items: [{ variantId: api.variant('clay-film-book'), quantity: value }] })(headers);
const order = (change: () => object) => (headers: Headers) => api.post('/v1/orders', { quoteId: openQuote, email: 'aigerim@example.kz', acceptTerms: true, ...change() }, headers);
const signUp = (change: object) => (headers: Headers) => api.post('/v1/people', { email: 'new@example.com', password: 'steppe and sky', ...change }, headers);
const get = (path: () => string) => (headers: Headers) => api.get(path(), headers);
const raw = (path: string, body: string, given: Headers = {}) => (headers: Headers) => api.post(path, body, { 'content-type': 'application/json', ...given, ...headers });
const webhook = (signature: (body: string) => string | undefined) => (headers: Headers) => {
  const body = stripeEvent();
  const given = signature(body);
  return raw('/webhooks/stripe', body, given ? { 'stripe-signature': given } : {})(headers);
};
const download = (path: () => string) => (headers: Headers) => api.get(path(), headers);
const links = () => api.app.get(DownloadLinks, { strict: false });
const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' };

const shape = (what: string, field: string, rule: string, call: Refusal['call']): Refusal => ({ what, status: 400, code: 'i18n.invalid_input', field, fieldCode: `i18n.rule_${rule}`, call });
const signature = (what: string, call: Refusal['call']): Refusal => ({ what, status: 400, code: 'payments.webhook_signature_invalid', call });

const refusals: readonly Refusal[] = [
  { what: 'an unknown variant', status: 404, code: 'catalog.product_unknown', field: 'items.0.variantId', call: quote({ items: [{ variantId: newId(), quantity: 1 }] }) },
  { what: 'an unknown product', status: 404, code: 'catalog.product_unknown', field: 'slug', call: get(() => '/v1/products/none') },
  { what: 'a product whose name no database could hold', status: 404, code: 'catalog.product_unknown', field: 'slug', call: get(() => '/v1/products/a%00b') },
  { what: 'a withdrawn variant', status: 410, code: 'catalog.product_withdrawn', field: 'items.0.variantId', call: (headers) => api.post('/v1/quotes', api.quoteBody('old-catalogue'), headers) },
  { what: 'a withdrawn product', status: 410, code: 'catalog.product_withdrawn', field: 'slug', call: get(() => '/v1/products/old-catalogue') },
  { what: 'more than there is in stock', status: 409, code: 'catalog.sold_out', field: 'items', call: (headers) => quote({ items: [{ variantId: api.variant('tea-bowl'), quantity: 4 }] })(headers) },
  shape('quantity 0', 'items.0.quantity', 'min', quantity(0)),
  shape('quantity 10,000', 'items.0.quantity', 'max', quantity(10_000)),
  shape('half a piece', 'items.0.quantity', 'isInt', quantity(0.5)),
  shape('a quantity that is a text', 'items.0.quantity', 'isInt', quantity('2')),
  shape('no items', 'items', 'arrayMinSize', quote({ items: [] })),
  shape('201 items', 'items', 'arrayMaxSize', quote({ items: Array.from({ length: 201 }, () => ({ variantId: newId(), quantity: 1 })) })),
  shape('items that are no list', 'items', 'isArray', quote({ items: 'all' })),
  shape('an item that is no object', 'items.0', 'nestedValidation', quote({ items: [1] })),
  shape('a variant that is no identifier', 'items.0.variantId', 'isUuid', quote({ items: [{ variantId: '1 OR 1=1', quantity: 1 }] })),
  { what: 'an unknown currency in a quote', status: 400, code: 'pricing.currency_not_offered', field: 'currency', call: quote({ currency: 'XXX' }) },
  { what: 'an unknown currency in a list', status: 400, code: 'pricing.currency_not_offered', field: 'currency', call: get(() => '/v1/products?currency=XXX') },
  { what: 'a currency in small letters', status: 400, code: 'pricing.currency_not_offered', field: 'currency', call: get(() => '/v1/products/tea-bowl?currency=eur') },
  { what: 'an unknown country/region', status: 400, code: 'ordering.country_unknown', field: 'country', call: quote({ country: 'ZZ' }) },
  shape('a language that we do not speak', 'locale', 'isIn', quote({ locale: 'tlh' })),
  shape('an e-mail without @ in an order', 'email', 'isEmail', order(() => ({ email: 'aigerim.example.kz' }))),
  shape('an e-mail without @ in a sign-up', 'email', 'isEmail', signUp({ email: 'aigerim.example.kz' })),
  { what: 'a password of nine characters', status: 400, code: 'identity.password_length_refused', field: 'password', call: signUp({ password: 'too short' }) },
  shape('terms that were not accepted', 'acceptTerms', 'equals', order(() => ({ acceptTerms: false }))),
  { what: 'a quote that has expired', status: 410, code: 'ordering.quote_expired', field: 'quoteId', call: order(() => ({ quoteId: expiredQuote })) },
  { what: 'a quote that nobody made', status: 404, code: 'ordering.quote_unknown', field: 'quoteId', call: order(() => ({ quoteId: newId() })) },
  { what: 'a quote that has become an order', status: 409, code: 'ordering.quote_already_ordered', field: 'quoteId', call: order(() => ({ quoteId: orderedQuote })) },
  { what: 'a parcel without a recipient', status: 400, code: 'ordering.recipient_missing', field: 'recipient', call: order(() => ({ quoteId: parcelQuote })) },
  shape('a recipient that is a list', 'recipient', 'isObject', order(() => ({ quoteId: parcelQuote, recipient: [] }))),
  shape('a recipient without a street', 'recipient.street', 'matches', order(() => ({ quoteId: parcelQuote, recipient: { ...recipient, street: '  ' } }))),
  shape('a recipient whose name no database could hold', 'recipient.name', 'matches', order(() => ({ quoteId: parcelQuote, recipient: { ...recipient, name: 'a\u0000b' } }))),
  { what: 'an order with the key of another', status: 404, code: 'ordering.order_unknown', call: get(() => `/v1/orders/${paid.number}?key=${'A'.repeat(43)}`) },
  { what: 'deliveries without a key', status: 404, code: 'ordering.order_unknown', call: get(() => `/v1/orders/${paid.number}/deliveries`) },
  { what: 'a download link that was altered', status: 403, code: 'delivery.download_link_invalid', call: download(() => link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))) },
  { what: 'a download link with another content', status: 403, code: 'delivery.download_link_invalid', call: download(() => link.replace('/downloads/', '/downloads/x')) },
  { what: 'a download link that has expired', status: 410, code: 'delivery.download_link_expired', call: download(() => links().linkFor(file, new Date(Date.now() - 7 * 3_600_000))) },
  { what: 'a download link for what another order bought', status: 403, code: 'delivery.download_link_invalid', call: download(() => links().linkFor({ ...file, entitlementId: newId() }, new Date())) },
  signature('a webhook with a wrong signature', webhook((body) => signedBy('whsec_of_somebody_else', body))),
  signature('a webhook with an old time', webhook((body) => signedBy(webhookSecret, body, new Date(Date.now() - 10 * 60_000)))),
  signature('a webhook whose body was altered', webhook((body) => signedBy(webhookSecret, `${body} `))),
  signature('a webhook without a signature', webhook(() => undefined)),
  { what: 'JSON that is no JSON', status: 400, code: 'i18n.refused_400', call: raw('/v1/quotes', '{"items": [') },
  { what: 'a body of another kind', status: 415, code: 'i18n.refused_415', call: raw('/v1/quotes', 'items=1', { 'content-type': 'application/xml' }) },
  { what: 'a body that is a list', status: 400, code: 'i18n.invalid_input', call: raw('/v1/quotes', '[]') },
  { what: 'a body that is a text', status: 400, code: 'i18n.invalid_input', call: raw('/v1/quotes', '"all"') },
  shape('an unknown field', 'discount', 'whitelistValidation', quote({ discount: 100 })),
  shape('an unknown field of an item', 'items.0.price', 'whitelistValidation', (headers) => quote({ items: [{ variantId: api.variant('tea-bowl'), quantity: 1, price: 1 }] })(headers)),
  shape('an unknown field of a query', 'colour', 'whitelistValidation', get(() => '/v1/products?colour=blue')),
  shape('a page of 101', 'limit', 'max', get(() => '/v1/products?limit=101')),
  shape('a page of none', 'limit', 'min', get(() => '/v1/products?limit=0')),
  { what: 'a cursor that no list gave', status: 400, code: 'platform.invalid_cursor', field: 'cursor', call: get(() => '/v1/products?cursor=abc') },
  { what: 'a cursor with a key that no list has', status: 400, code: 'platform.invalid_cursor', field: 'cursor', call: get(() => `/v1/products?cursor=${Buffer.from('["yesterday","one"]').toString('base64url')}`) },
  { what: 'a creating request without an Idempotency-Key', status: 400, code: 'platform.idempotency_key_missing', field: 'Idempotency-Key', call: (headers) => quote({})({ ...headers, 'idempotency-key': '' }) },
  { what: 'an Idempotency-Key of seven characters', status: 400, code: 'platform.idempotency_key_missing', field: 'Idempotency-Key', call: (headers) => quote({})({ ...headers, 'idempotency-key': '1234567' }) },
  { what: 'a merchant who withdraws what is another’s', status: 404, code: 'catalog.not_your_product', call: (headers) => api.post(`/v1/merchant/products/${api.catalogue['tea-bowl']?.productId}/withdrawal`, undefined, { ...headers, ...api.as('otherMerchant') }) },
  { what: 'an order in which the merchant has no line', status: 404, code: 'ordering.order_unknown', call: (headers) => api.get(`/v1/merchant/orders/${orderedQuote}`, { ...headers, ...api.as('otherMerchant') }) },
  { what: 'a group of economies that nobody knows', status: 400, code: 'trade_statistics.group_unknown', field: 'group', call: (headers) => api.get('/v1/admin/trade-flows?group=atlantis', { ...headers, ...api.as('admin') }) },
  { what: 'a category that nobody knows', status: 400, code: 'trade_statistics.class_unknown', field: 'category', call: (headers) => api.get('/v1/admin/trade-facts?category=none', { ...headers, ...api.as('admin') }) },
  { what: 'an address that cannot be decoded', status: 404, code: 'i18n.refused_404', call: get(() => '/v1/downloads/%zz') },
  { what: 'a download link of six thousand characters', status: 403, code: 'delivery.download_link_invalid', call: download(() => `/v1/downloads/${'a'.repeat(6000)}`) },
  { what: 'an address with nothing there', status: 404, code: 'i18n.refused_404', call: get(() => '/v1/nothing') },
];

describe('the API refuses', () => {
  it.each(refusals)('$what', async ({ call, status, code, field, fieldCode }) => {
    const before = await api.rowCounts();
    const inRussian = await call({ 'accept-language': 'ru-KZ,ru;q=0.9' });
    const inChinese = await call({ 'accept-language': 'zh-Hans' });
    expect(await api.rowCounts()).toEqual(before);
    const [russian, chinese] = [inRussian, inChinese].map((answer) => answer.body as Told);
    expect(russian).toMatchObject({ status, code, type: `urn:silkport:problem:${code}`, requestId: inRussian.headers['x-request-id'] });
    expect(inRussian.status).toBe(status);
    expect(inRussian.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' });
    if (field) expect(russian?.errors?.map((error) => [error.field, error.code])).toContainEqual([field, fieldCode ?? code]);
    expect([sentences(russian), sentences(chinese)]).toEqual([expect.stringMatching(/[а-я]{3}/), expect.stringMatching(/\p{Script=Han}{2}/u)]);
    expect(sentences(russian) + sentences(chinese)).not.toContain('{{');
  });

  it('a body of 10 MB', async () => {
    const before = await api.rowCounts();
    for (const [language, words] of [['ru', /[а-я]{3}/], ['zh-CN', /\p{Script=Han}{2}/u]] as const) {
      const answer = await api.app.inject({
        method: 'POST', url: '/v1/quotes', payload: JSON.stringify({ items: 'x'.repeat(10 * 1024 * 1024) }),
        headers: { 'content-type': 'application/json', 'accept-language': language, 'idempotency-key': 'ten-megabytes' },
      });
      expect(answer.json()).toMatchObject({ status: 413, code: 'i18n.refused_413', detail: expect.stringMatching(words) as string });
    }
    expect(await api.rowCounts()).toEqual(before);
  });
});

/** All that people read of a problem. */
function sentences(problem: Told | undefined): string {
  return [problem?.title, problem?.detail, ...(problem?.errors ?? []).map(({ detail }) => detail)].join('\n');
}
