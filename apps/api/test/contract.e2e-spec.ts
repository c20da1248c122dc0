import { randomUUID } from 'node:crypto';
import { confirmationExpiry, emailConfirmationToken } from '@silkport/identity';
import { IssueInvoices } from '@silkport/invoicing';
import { Signatures, type Policy } from '@silkport/platform';
import { ReconcileDay } from '@silkport/settlement';
import { AddEvidence } from '@silkport/tax';
import request, { type Response } from 'supertest';
import { routePolicies, type RoutePolicy } from '../src/docs/route-policies.js';
import { accessCalls, parcelCalls } from './calls/parcel-calls.js';
import { apiAccessCalls } from './calls/api-access-calls.js';
import { downloadCalls } from './calls/download-calls.js';
import { licenceKeyCalls } from './calls/licence-key-calls.js';
import { merchantProductCalls } from './calls/merchant-product-calls.js';
import { uploadCalls } from './calls/upload-calls.js';
import { subscriptionCalls } from './calls/subscription-calls.js';
import { ApiUnderTest, roles, webhookSecret, type PlacedOrder, type Role } from './support/api-under-test.js';
import { serviceCalls } from './calls/service-calls.js';
import { streamCalls } from './calls/stream-calls.js';
import { merchants } from './support/catalogue.js';
import { DocumentedAnswers } from './support/documented-answers.js';
import { aFailedRefund, aWaitingTransfer } from './support/failed-refund.js';
import { studioFacts } from './support/legal-facts.js';
import { aSentPayout, chineseAccount, merchantPath, someTerms, type SentPayout } from './support/settled-payout.js';
import { signedBy, stripeEvent } from './support/stripe-event.js';

let api: ApiUnderTest;
let answers: DocumentedAnswers;
let paid: PlacedOrder;
let fileLink: string;

beforeAll(async () => {
  api = await ApiUnderTest.start();
  answers = new DocumentedAnswers(api.document);
  const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' };
  paid = await api.paidOrder(['clay-film-book', 'port-calls', 'glaze-mixer', 'market-advice', 'tea-bowl'], { email: 'buyer@example.com', recipient });
  const { body } = await api.get(`/v1/orders/${paid.number}/deliveries?key=${paid.accessKey}`);
  fileLink = new URL((body as { items: { files: { url: string }[] }[] }).items[0]?.files[0]?.url ?? '').pathname;
});
afterAll(() => api.stop());

type Call = () => PromiseLike<Response>;

const keyed = (path: string, order: PlacedOrder) => `${path.replace(':number', order.number)}?key=${order.accessKey}`;

/** A call of each operation that succeeds. */
const calls: Readonly<Record<string, Call>> = {
  'GET /v1/products': () => api.get('/v1/products?currency=KZT&limit=2&order=-price'),
  'GET /v1/products/:slug': () => api.get('/v1/products/tea-bowl?currency=EUR'),
  'GET /v1/search': () => api.get('/v1/search?q=clay&limit=1'),
  'GET /v1/categories': () => api.get('/v1/categories?locale=ar'),
  'GET /v1/clusters': () => api.get('/v1/clusters'),
  'GET /v1/clusters/:id': () => api.get('/v1/clusters/jingdezhen'),
  'GET /v1/merchants/:slug': () => api.get('/v1/merchants/blue-kiln-studio'),
  'GET /v1/markets': () => api.get('/v1/markets'),
  'GET /v1/currencies': () => api.get('/v1/currencies'),
  'POST /v1/quotes': () => api.post('/v1/quotes', api.quoteBody('port-calls')),
  'GET /v1/quotes/:id': async () => api.get(`/v1/quotes/${await api.quote('tea-bowl')}`),
  'POST /v1/orders': async () => api.post('/v1/orders', { quoteId: await api.quote('port-calls'), email: 'buyer@example.com', acceptTerms: true }),
  'GET /v1/orders/:number': () => api.get(keyed('/v1/orders/:number', paid)),
  'POST /v1/orders/:number/payment': async () => api.post(keyed('/v1/orders/:number/payment', await api.order(['port-calls']))),
  'POST /v1/orders/:number/cancellation': async () => api.post(keyed('/v1/orders/:number/cancellation', await api.order(['port-calls']))),
  ...parcelCalls(() => api), ...accessCalls(() => api, () => paid),
  ...apiAccessCalls(() => api),
  ...downloadCalls(() => api, () => fileLink),
  ...streamCalls(() => api), ...serviceCalls(() => api),
  ...licenceKeyCalls(() => api),
  ...subscriptionCalls(() => api),
  ...uploadCalls(() => api), ...merchantProductCalls(() => api),
  'GET /v1/orders/:number/deliveries': () => api.get(keyed('/v1/orders/:number/deliveries', paid)),
  'GET /v1/orders/:number/invoices': () => api.get(keyed('/v1/orders/:number/invoices', paid)),
  'GET /v1/orders/:number/invoices/:file': async () => api.get(keyed(`/v1/orders/:number/invoices/${await invoiceOf(paid)}.xml`, paid)),
  'GET /v1/merchant/invoices': () => api.get('/v1/merchant/invoices?limit=1', api.as('merchant')),
  'GET /v1/merchant/invoices/:file': async () => api.get(`/v1/merchant/invoices/${await merchantInvoice()}.pdf`, api.as('merchant')),
  'GET /v1/admin/invoices': () => api.get('/v1/admin/invoices?issuer=operator&from=2026-01-01&limit=1', api.as('admin')),
  'GET /v1/admin/invoices/:file': async () => api.get(`/v1/admin/invoices/${(await allInvoices())[0]?.id}.pdf`, api.as('admin')),
  'POST /v1/orders/:number/withdrawals': async () => api.post(keyed('/v1/orders/:number/withdrawals', await germanOrder()), withdrawal),
  'POST /v1/orders/:number/withdrawals/:id/confirmation': async () => {
    const order = await germanOrder();
    const { body } = await api.post(keyed('/v1/orders/:number/withdrawals', order), withdrawal).expect(201);
    return api.post(keyed(`/v1/orders/:number/withdrawals/${(body as { id: string }).id}/confirmation`, order));
  },
  'GET /v1/downloads/:token': () => api.get(fileLink),
  'HEAD /v1/downloads/:token': () => request(api.url).head(fileLink),
  'POST /v1/people': () => api.post('/v1/people', { email: 'new@example.com', password: 'steppe and sky', name: 'Новая' }),
  'POST /v1/email-confirmations': async () => api.post('/v1/email-confirmations', { token: await newConfirmationToken() }),
  'POST /v1/sessions': () => api.post('/v1/sessions', { email: 'buyer@example.com', password: 'steppe and sky' }),
  'DELETE /v1/sessions/current': async () => request(api.url).delete('/v1/sessions/current').set('authorization', `Bearer ${await api.newToken('buyer')}`),
  'GET /v1/me': () => api.get('/v1/me', api.as('merchant')),
  'GET /v1/me/orders': () => api.get('/v1/me/orders?limit=1', api.as('buyer')),
  'GET /v1/merchant/orders': () => api.get('/v1/merchant/orders', api.as('merchant')),
  'GET /v1/merchant/orders/:number': () => api.get(`/v1/merchant/orders/${paid.number}`, api.as('otherMerchant')),
  'POST /v1/merchant/orders/:number/refunds': async () => api.post(`/v1/merchant/orders/${(await api.paidOrder(['clay-film-book'])).number}/refunds`, { reason: 'goodwill' }, api.as('merchant')),
  'POST /v1/merchant/orders/:number/lines/:lineId/dispatch': async () => api.post(await bowlPath('dispatch'), { carrier: 'EMS', tracking: 'EE123456789CN' }, api.as('merchant')),
  'POST /v1/merchant/orders/:number/lines/:lineId/delivery': async () => api.post(await bowlPath('delivery'), undefined, api.as('merchant')),
  'GET /v1/merchant/withdrawals': async () => (await withdrawnBowl(), api.get('/v1/merchant/withdrawals?limit=1', api.as('merchant'))),
  'POST /v1/merchant/orders/:number/lines/:lineId/return': async () => api.post(`/v1/merchant${await withdrawnBowl()}`, undefined, api.as('merchant')),
  'GET /v1/admin/withdrawals': async () => (await withdrawnBowl(), api.get('/v1/admin/withdrawals?limit=1', api.as('admin'))),
  'POST /v1/admin/orders/:number/lines/:lineId/return': async () => api.post(`/v1/admin${await withdrawnBowl()}`, undefined, api.as('admin')),
  'POST /v1/admin/orders/:number/refunds': async () => api.post(`/v1/admin/orders/${(await api.paidOrder(['port-calls'])).number}/refunds`, { reason: 'duplicate' }, api.as('admin')),
  'GET /v1/admin/held-orders': async () => (await heldOrder(), api.get('/v1/admin/held-orders', api.as('admin'))),
  'GET /v1/admin/orders/:number/history': () => api.get(`/v1/admin/orders/${paid.number}/history`, api.as('admin')),
  'POST /v1/admin/orders/:number/release': async () => api.post(`/v1/admin/orders/${await heldOrder()}/release`, { note: 'A utility bill was shown' }, api.as('admin')),
  'POST /v1/admin/orders/:number/refusal': async () => api.post(`/v1/admin/orders/${await heldOrder()}/refusal`, { note: 'No answer' }, api.as('admin')),
  'POST /v1/merchant/products/:id/withdrawal': () => api.post(`/v1/merchant/products/${api.catalogue['old-catalogue']?.productId}/withdrawal`, undefined, api.as('merchant')),
  'GET /v1/merchant/products/:id/prices': () => api.get(`/v1/merchant/products/${api.catalogue['tea-bowl']?.productId}/prices?locale=ru`, api.as('merchant')),
  'PUT /v1/merchant/products/:id/variants/:variantId/prices': () => {
    const { productId, variantIds } = api.catalogue['clay-film-book'] ?? { productId: '', variantIds: [] };
    const prices = [{ amount: '30.00', currency: 'CNY' }, { amount: '3.90', currency: 'USD', market: 'SG', validTo: '2099-01-01T00:00:00Z' }];
    return api.put(`/v1/merchant/products/${productId}/variants/${variantIds[0]}/prices`, { prices }, api.as('merchant'));
  },
  'GET /v1/merchant/price-endings': () => api.get('/v1/merchant/price-endings', api.as('otherMerchant')),
  'PUT /v1/merchant/price-endings': () => api.put('/v1/merchant/price-endings', { endings: [{ currency: 'GBP', step: '1', ending: '0.90', direction: 'up' }] }, api.as('otherMerchant')),
  'GET /v1/admin/rates': () => api.get('/v1/admin/rates', api.as('admin')),
  'POST /v1/admin/rates/acceptances': async () => {
    const csv = 'date,base,currency,rate\n2026-09-28,CNY,SEK,1.4\n';
    await api.post('/v1/admin/rate-sets', { source: 'First', csv }, api.as('admin')).expect(201);
    const { body } = await api.post('/v1/admin/rate-sets', { source: 'Second', csv: csv.replace('1.4', '2.8') }, api.as('admin')).expect(201);
    return api.post('/v1/admin/rates/acceptances', { rateSetId: (body as { rateSetId: string }).rateSetId, currency: 'SEK' }, api.as('admin'));
  },
  'POST /v1/admin/rate-sets': () => api.post('/v1/admin/rate-sets', { source: 'A central bank', csv: 'date,base,currency,rate\n2026-09-27,CNY,KZT,65.1\n' }, api.as('admin')),
  'GET /v1/admin/commission-rules': () => api.get('/v1/admin/commission-rules', api.as('admin')),
  'POST /v1/admin/commission-rules': () => api.post('/v1/admin/commission-rules', { market: 'NZ', ratePct: '8.5', reason: 'A first year in New Zealand' }, api.as('admin')),
  'GET /v1/admin/commission-rules/explanation': () => api.get(`/v1/admin/commission-rules/explanation?merchant=${merchants.studio.id}&category=dp.visual.font&market=NZ`, api.as('admin')),
  'GET /v1/admin/trade-flows': () => api.get('/v1/admin/trade-flows?groupBy=group&group=sco&group=brics', api.as('admin')),
  'GET /v1/admin/trade-facts': () => api.get('/v1/admin/trade-facts?partner=KZ&category=data', api.as('admin')),
  'GET /v1/admin/trade-template': () => api.get('/v1/admin/trade-template?locale=zh-CN', api.as('admin')),
  'GET /v1/admin/orders/:orderId/evidence': async () => api.get(`/v1/admin/orders/${await orderWithEvidence()}/evidence?purpose=audit`, api.as('admin')),
  'GET /v1/admin/place-verdicts': () => api.get('/v1/admin/place-verdicts?verdict=pending', api.as('admin')),
  'GET /v1/admin/tax-thresholds': () => api.get('/v1/admin/tax-thresholds', api.as('admin')),
  'GET /v1/admin/ledger/trial-balance': () => api.get('/v1/admin/ledger/trial-balance?locale=ru', api.as('admin')),
  'GET /v1/admin/ledger/accounts/:account/statement': () => api.get('/v1/admin/ledger/accounts/provider_clearing/statement?currency=KZT&limit=1', api.as('admin')),
  'GET /v1/admin/ledger/revenue': () => api.get('/v1/admin/ledger/revenue', api.as('admin')),
  'GET /v1/admin/orders/:number/ledger': () => api.get(`/v1/admin/orders/${paid.number}/ledger?locale=ar`, api.as('admin')),
  'GET /v1/admin/reconciliations': () => api.get('/v1/admin/reconciliations', api.as('admin')),
  'GET /v1/admin/reconciliations/:day': async () => api.get(`/v1/admin/reconciliations/${(await aDifference()).day}`, api.as('admin')),
  'POST /v1/admin/reconciliations/:day/acknowledgements': async () => {
    const { day, id } = await aDifference();
    return api.post(`/v1/admin/reconciliations/${day}/acknowledgements`, { differenceId: id, reason: 'A charge of another system of ours.' }, api.as('admin'));
  },
  'GET /v1/admin/disputes': () => api.get('/v1/admin/disputes?stage=opened', api.as('admin')),
  'GET /v1/admin/refunds': async () => (await aFailedRefund(api), api.get('/v1/admin/refunds?state=failed', api.as('admin'))),
  'POST /v1/admin/orders/:number/refunds/:refundId/retry': async () => api.post((await aFailedRefund(api)).retryPath, undefined, api.as('admin')),
  'GET /v1/admin/transfers': async () => (await aWaitingTransfer(api, randomUUID(), merchants.studio.id), api.get('/v1/admin/transfers?state=waiting', api.as('admin'))),
  'GET /v1/merchant/balance': () => api.get('/v1/merchant/balance', api.as('merchant')),
  'GET /v1/merchant/payouts': async () => (await sentPayout(), api.get('/v1/merchant/payouts?limit=1', api.as('merchant'))),
  'GET /v1/merchant/payouts/:id': async () => api.get(`/v1/merchant/payouts/${(await sentPayout()).payoutId}`, api.as('merchant')),
  'GET /v1/merchant/payout-method': () => api.get('/v1/merchant/payout-method?onboarding=returned', api.as('otherMerchant')),
  'PUT /v1/merchant/payout-method': () => api.put('/v1/merchant/payout-method', chineseAccount, api.as('merchant')),
  'POST /v1/merchant/payout-method/stripe': async () => {
    await api.query(`UPDATE clusters.merchants SET country = 'HK' WHERE id = '${merchants.datahouse.id}'`);
    return api.post('/v1/merchant/payout-method/stripe', undefined, api.as('otherMerchant'));
  },
  'GET /v1/merchant/legal-facts': () => api.get('/v1/merchant/legal-facts', api.as('merchant')),
  'PUT /v1/merchant/legal-facts': () => api.put('/v1/merchant/legal-facts', studioFacts, api.as('merchant')),
  'GET /v1/admin/merchants/:id/legal-facts': async () => {
    await api.put('/v1/merchant/legal-facts', studioFacts, api.as('merchant')).expect(200);
    return api.get(`${merchantPath}/legal-facts`, api.as('admin'));
  },
  'GET /v1/merchant/statements': () => api.get('/v1/merchant/statements', api.as('merchant')),
  'GET /v1/merchant/statements/:period': () => api.get(`/v1/merchant/statements/${thisMonth()}`, api.as('merchant')),
  'GET /v1/merchant/statements/:period/csv': () => api.get(`/v1/merchant/statements/${thisMonth()}/csv?currency=CNY&locale=ru`, api.as('merchant')),
  'GET /v1/merchant/statements/:period/pdf': () => api.get(`/v1/merchant/statements/${thisMonth()}/pdf?currency=CNY&locale=zh-CN`, api.as('merchant')),
  'GET /v1/admin/merchants/:id/terms': () => api.get(`${merchantPath}/terms`, api.as('admin')),
  'PUT /v1/admin/merchants/:id/terms': () => api.put(`${merchantPath}/terms`, someTerms, api.as('admin')),
  'PUT /v1/admin/merchants/:id/payout-hold': () => api.put(`${merchantPath}/payout-hold`, { reason: 'Under review' }, api.as('admin')),
  'DELETE /v1/admin/merchants/:id/payout-hold': () => request(api.url).delete(`${merchantPath}/payout-hold`).set(api.as('admin')).send({ reason: 'Cleared' }),
  'GET /v1/admin/payouts': async () => (await sentPayout(), api.get('/v1/admin/payouts?state=sent', api.as('admin'))),
  'POST /v1/admin/payouts/:id/retry': async () => {
    const { payoutId, fileId, report } = await sentPayout();
    await api.post(`/v1/admin/bank-files/${fileId}/status-report`, { report: report('RJCT') }, api.as('admin')).expect(200);
    return api.post(`/v1/admin/payouts/${payoutId}/retry`, undefined, api.as('admin'));
  },
  'GET /v1/admin/bank-files': async () => (await sentPayout(), api.get('/v1/admin/bank-files', api.as('admin'))),
  'GET /v1/admin/bank-files/:id': async () => api.get(`/v1/admin/bank-files/${(await sentPayout()).fileId}`, api.as('admin')),
  'POST /v1/admin/bank-files/:id/status-report': async () => {
    const { fileId, report } = await sentPayout();
    return api.post(`/v1/admin/bank-files/${fileId}/status-report`, { report: report('ACSP') }, api.as('admin'));
  },
  'POST /webhooks/stripe': () => {
    const body = stripeEvent();
    return api.post('/webhooks/stripe', body, { 'content-type': 'application/json', 'stripe-signature': signedBy(webhookSecret, body) });
  },
};
const withdrawal = { name: 'Anna Schmidt', email: 'anna@example.de' };
/** A paid order of a service that can be withdrawn from. */
async function germanOrder(): Promise<PlacedOrder> {
  const order = await api.orderFor({ country: 'DE', currency: 'EUR' }, ['market-advice']);
  await api.settle(order);
  return order;
}

let bowl: PlacedOrder | undefined;

async function bowlPath(action: string): Promise<string> {
  bowl ??= await api.paidOrder(['tea-bowl'], { recipient: { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' } });
  const { body } = await api.get(keyed('/v1/orders/:number', bowl)).expect(200);
  return `/v1/merchant/orders/${bowl.number}/lines/${(body as { lines: { id: string }[] }).lines[0]?.id}/${action}`;
}

let returning: Promise<string> | undefined;

/** The path of a line that was sent, and that its buyer has withdrawn from. */
function withdrawnBowl(): Promise<string> {
  returning ??= (async () => {
    const order = await api.orderFor({ country: 'DE', currency: 'EUR' }, ['tea-bowl'], { recipient: { name: 'Anna Schmidt', street: 'Lange Straße 12', city: 'Köln' } });
    await api.settle(order);
    const { body } = await api.get(keyed('/v1/orders/:number', order)).expect(200);
    const path = `/orders/${order.number}/lines/${(body as { lines: { id: string }[] }).lines[0]?.id}`;
    await api.post(`/v1/merchant${path}/dispatch`, {}, api.as('merchant')).expect(204);
    await api.calm();
    const { body: declared } = await api.post(keyed('/v1/orders/:number/withdrawals', order), withdrawal).expect(201);
    await api.post(keyed(`/v1/orders/:number/withdrawals/${(declared as { id: string }).id}/confirmation`, order)).expect(200);
    return `${path}/return`;
  })();
  return returning;
}

/** An order whose money has come while two countries/regions spoke for its place of supply alike. */
async function heldOrder(): Promise<string> {
  const { number } = await api.order(['port-calls']);
  await api.query("UPDATE ordering.orders SET status = 'held', held_at = now() WHERE number = $1", [number]);
  return number;
}

async function orderWithEvidence(): Promise<string> {
  const orderId = randomUUID();
  await api.app.get(AddEvidence).run(orderId, [{ kind: 'billing-address', country: 'KZ', raw: 'KZ', seenAt: '2026-11-23T08:00:00.000Z' }]);
  return orderId;
}

/** A day on which the provider has a charge of no order of ours. */
async function aDifference(): Promise<{ day: string; id: string }> {
  const [day, id] = ['2026-03-02', randomUUID()];
  await api.query(`INSERT INTO payments.balance_transactions (id, kind, stripe_type, amount_minor, fee_minor, currency, occurred_at, available_at, imported_at)
    VALUES ($1, 'charge', 'charge', 700, 30, 'EUR', $2, $2, $2)`, [`txn_${id}`, `${day}T08:00:00Z`]);
  await api.app.get(ReconcileDay, { strict: false }).run(day);
  const [difference] = await api.query<{ id: string }>('SELECT id FROM settlement.differences WHERE subject = $1', [`txn_${id}`]);
  return { day, id: difference?.id ?? '' };
}

let sent: Promise<SentPayout> | undefined;
const sentPayout = () => (sent ??= aSentPayout(api));
const thisMonth = () => new Date().toISOString().slice(0, 7);

type Invoices = { items: { id: string; number: string }[] };

/** Whatever is due is issued now rather than within the minute. */
async function invoiceOf(order: PlacedOrder): Promise<string> {
  await api.app.get(IssueInvoices, { strict: false }).run();
  const { body } = await api.get(keyed('/v1/orders/:number/invoices', order));
  return (body as Invoices).items[0]?.number ?? '';
}

async function allInvoices(): Promise<Invoices['items']> {
  await invoiceOf(paid);
  return ((await api.get('/v1/admin/invoices', api.as('admin'))).body as Invoices).items;
}

/** The operator's bill for a month's commission, as a closed period has it made. */
async function merchantInvoice(): Promise<string> {
  const cny = (amount: string) => ({ amountMinor: amount, currency: 'CNY' });
  const period = { merchantId: merchants.studio.id, period: '2026-10', currency: 'CNY', from: '2026-10-01', until: '2026-11-01', opening: cny('0'), closing: cny('0'), net: cny('100000'), commission: cny('12345'), commissionTax: cny('741') };
  await api.query(`INSERT INTO invoicing.pending_sources (key, kind, payload, due_at) VALUES ('commission:test', 'commission', $1, now() - interval '1 second') ON CONFLICT DO NOTHING`, [JSON.stringify(period)]);
  await invoiceOf(paid);
  return ((await api.get('/v1/merchant/invoices', api.as('merchant'))).body as Invoices).items[0]?.number ?? '';
}

async function newConfirmationToken(): Promise<string> {
  await api.post('/v1/people', { email: 'almost@example.com', password: 'steppe and sky' }).expect(202);
  const [person] = await api.query<{ id: string }>(`SELECT id FROM identity.people WHERE email = 'almost@example.com'`);
  return emailConfirmationToken(api.app.get(Signatures), { personId: person?.id ?? '', email: 'almost@example.com' }, confirmationExpiry(new Date()));
}

const documentedOperations = () => [...answers.operations.keys()].toSorted();
/** HEAD beside GET is Fastify's own: the same route without its body. */
const routerRoutes = () => [...new Set(api.routes)].filter((route) => !route.startsWith('HEAD ') || answers.operations.has(route)).toSorted();

describe('the documentation', () => {
  it('has every route of the router, and the router every documented operation', () => {
    expect(documentedOperations()).toEqual(routerRoutes().filter((route) => /^\w+ \/(v1|webhooks)\b/.test(route)));
  });

  it('is told by a call of every operation', () => {
    expect(Object.keys(calls).toSorted()).toEqual(documentedOperations());
  });

  it.each(Object.keys(calls))('is true of a successful %s', async (operation) => {
    const response = await calls[operation]?.();
    if (!response) throw new Error('No answer');
    expect([response.status >= 200 && response.status < 300, response.status]).toEqual([true, response.status]);
    expect(answers.faultsOf(operation, response)).toEqual([]);
  });

  it.each(Object.keys(calls))('is true of what a guest is told who sends nonsense to %s', async (operation) => {
    const [method = '', path = ''] = operation.split(' ');
    const nonsense = `${path.replaceAll(/:\w+/g, 'nonsense')}?limit=none&locale=xx`;
    const response = await request(api.url)[method.toLowerCase() as 'get'](nonsense).set('idempotency-key', randomUUID()).send(method === 'POST' ? { nonsense: true } : undefined);
    expect(response.status).toBeGreaterThanOrEqual(200);
    expect(answers.faultsOf(operation, response)).toEqual([]);
  });

  it('has the same filters for the list as for the search', () => {
    const filtersOf = (operation: string) => new Map(((answers.operations.get(operation)?.parameters ?? []) as { name: string; schema: object }[]).map(({ name, ...filter }) => [name, filter]));
    const [list, search] = [filtersOf('GET /v1/products'), filtersOf('GET /v1/search')];
    expect([...list.keys()].toSorted()).toEqual(['category', 'cluster', 'country', 'currency', 'cursor', 'delivery', 'limit', 'locale', 'merchant', 'order']);
    for (const name of ['category', 'cluster', 'country', 'currency', 'cursor', 'delivery', 'limit', 'locale']) expect([name, list.get(name)]).toEqual([name, search.get(name)]);
  });

  it('is OpenAPI 3.1, where null is a type', async () => {
    const { text } = await api.get('/docs/openapi.json').expect(200);
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0' });
    expect(text).not.toContain('"nullable"');
    expect(text).toContain('["string","null"]');
  });

  it('is a page that loads nothing from elsewhere', async () => {
    const { text, headers } = await api.get('/docs').expect(200);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(text).not.toMatch(/https?:|<script>/);
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset ?? '');
    expect(assets).toHaveLength(4);
    for (const asset of assets) expect([asset, (await api.get(asset)).status]).toEqual([asset, 200]);
  });
});

type Outcome = 'through' | 'identity.not_signed_in' | 'identity.not_allowed';

function expectedOutcome(policy: Policy, role: Role): Outcome {
  const needed: Partial<Record<Policy, readonly Role[]>> = { 'signed-in': ['buyer', 'merchant', 'otherMerchant', 'admin'], merchant: ['merchant', 'otherMerchant'], admin: ['admin'] };
  const allowed = needed[policy];
  if (!allowed || allowed.includes(role)) return 'through';
  return role === 'guest' ? 'identity.not_signed_in' : 'identity.not_allowed';
}

async function outcomeOf({ method, path }: RoutePolicy, role: Role): Promise<Outcome> {
  const target = path.replaceAll(/:\w+/g, 'nonsense');
  const headers = path === '/v1/sessions/current' && role !== 'guest' ? { authorization: `Bearer ${await api.newToken(role)}` } : api.as(role);
  // A HEAD has no body to tell its refusal by: its GET is held to the same policy.
  const response = await request(api.url)[(method === 'HEAD' ? 'get' : method.toLowerCase()) as 'get'](target).set(headers);
  const { code } = response.body as { code?: string };
  return code === 'identity.not_signed_in' || code === 'identity.not_allowed' ? code : 'through';
}

describe('the policies', () => {
  it('are named by every route of the router', () => {
    const routes = routePolicies(api.app);
    expect(routes.filter(({ policy }) => policy === undefined)).toEqual([]);
    expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(routerRoutes().filter((route) => !/^GET \/docs\b/.test(route)));
  });

  it.each(roles)('hold for a %s on every route', async (role) => {
    const routes = routePolicies(api.app);
    const seen: Record<string, Outcome> = {};
    const expected: Record<string, Outcome> = {};
    for (const route of routes) {
      if (!route.policy) throw new Error('A route without a policy');
      const name = `${route.method} ${route.path}`;
      expected[name] = expectedOutcome(route.policy, role);
      seen[name] = await outcomeOf(route, role);
    }
    expect(seen).toEqual(expected);
  });

  it('are each in use, so that the test above has tried them', () => {
    expect(new Set(routePolicies(api.app).map(({ policy }) => policy))).toEqual(new Set(['public', 'signed-in', 'merchant', 'admin', 'order-holder', 'signed-link', 'stripe-signature']));
  });
});

describe('pay-outs', () => {
  it('and statements are seen by their own merchant only, and no account number by anybody', async () => {
    const { payoutId } = await sentPayout();
    const theirs = await api.get(`/v1/merchant/payouts/${payoutId}`, api.as('merchant')).expect(200);
    const stranger = await api.get(`/v1/merchant/payouts/${payoutId}`, api.as('otherMerchant')).expect(404);
    expect(stranger.body).toMatchObject({ code: 'settlement.payout_unknown' });
    const { body: list } = await api.get('/v1/merchant/payouts', api.as('otherMerchant')).expect(200);
    expect(JSON.stringify(list)).not.toContain(payoutId);
    const { text: statement } = await api.get(`/v1/merchant/statements/${thisMonth()}`, api.as('otherMerchant')).expect(200);
    expect(statement).not.toContain(payoutId);
    const { body: method, text } = await api.get('/v1/merchant/payout-method', api.as('merchant')).expect(200);
    expect([(method as { account: string }).account, text.includes(chineseAccount.accountNumber)]).toEqual(['•••• 0123', false]);
    const { amount, lines } = theirs.body as { amount: { amount: string }; lines: { amount: { amount: string } }[] };
    const cents = (decimal: string) => Number(decimal.replace('.', ''));
    expect(lines.reduce((sum, line) => sum + cents(line.amount.amount), 0)).toBe(cents(amount.amount));
  });

  it('are refused bad terms and accounts, with nothing changed', async () => {
    const refused = async (call: PromiseLike<Response>) => ((await call).body as { status: number; code: string }).code;
    const terms = (changed: object) => refused(api.put(`${merchantPath}/terms`, { ...someTerms, ...changed }, api.as('admin')));
    const before = await api.query('SELECT count(*) FROM settlement.merchant_terms');
    expect([await terms({ currency: 'XXX' }), await terms({ scheduleDay: 8 }), await terms({ minimum: '1.001' }), await terms({ reserveBasisPoints: 10_001 }), await terms({ holdDays: -1 })]).toEqual([
      'settlement.currency_unknown', 'settlement.schedule_day_invalid', 'settlement.minimum_invalid', 'i18n.invalid_input', 'i18n.invalid_input']);
    expect(await api.query('SELECT count(*) FROM settlement.merchant_terms')).toEqual(before);
    expect(await refused(api.put('/v1/merchant/payout-method', { ...chineseAccount, bankCode: '1234567890AB' }, api.as('merchant')))).toBe('settlement.cnaps_code_invalid');
    expect(await refused(api.post('/v1/merchant/payout-method/stripe', undefined, api.as('merchant')))).toBe('settlement.provider_does_not_reach');
  });
});

describe('legal facts', () => {
  it('are the merchant’s own, and changed by its owner alone', async () => {
    expect((await api.put('/v1/merchant/legal-facts', { ...studioFacts, registrationNumber: '91000000-DEM00001 80', postalCode: null }, api.as('merchant')).expect(200)).body)
      .toMatchObject({ registrationNumber: '91000000DEM0000180', postalCode: null, missing: ['postalCode'] });
    expect((await api.get('/v1/merchant/legal-facts', api.as('otherMerchant')).expect(200)).body).toMatchObject({ legalName: null, streetLines: [] });
    await api.query(`UPDATE identity.team_members SET role = 'staff' WHERE merchant_id = '${merchants.datahouse.id}'`);
    expect((await api.put('/v1/merchant/legal-facts', studioFacts, api.as('otherMerchant')).expect(403)).body).toMatchObject({ code: 'clusters.legal_facts_owner_only' });
    await api.query(`UPDATE identity.team_members SET role = 'owner' WHERE merchant_id = '${merchants.datahouse.id}'`);
  });

  it('are refused with wrong numbers and what is no country/region, with nothing changed', async () => {
    const before = (await api.get(`${merchantPath}/legal-facts`, api.as('admin'))).body as object;
    const refused = async (changed: object) => ((await api.put('/v1/merchant/legal-facts', { ...studioFacts, ...changed }, api.as('merchant'))).body as { code: string }).code;
    expect([await refused({ registrationNumber: '91000000DEM000001X' }), await refused({ taxId: '12' }), await refused({ country: 'QQ' }), await refused({ streetLines: ['a\u0000'] }), await refused({ vat: 'DE' })]).toEqual([
      'clusters.registration_number_invalid', 'clusters.tax_id_invalid', 'i18n.invalid_input', 'i18n.invalid_input', 'i18n.invalid_input']);
    expect((await api.get(`${merchantPath}/legal-facts`, api.as('admin'))).body).toEqual(before);
  });
});
