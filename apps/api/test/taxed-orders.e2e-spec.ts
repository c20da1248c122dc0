import { IssueInvoices } from '@silkport/invoicing';
import { ApiUnderTest, type PlacedOrder } from './support/api-under-test.js';
import { studioFacts } from './support/legal-facts.js';

let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

interface Amount { amount: string; currency: string }
interface Quote { id: string; total: Amount; net: Amount; tax: Amount; taxId: string | null; taxes: { name: string; ratePct: string; reason: string; isIncluded: boolean; base: Amount; amount: Amount }[]; lines: { total: Amount; unitPrice: Amount; importEstimate: object | null }[] }

const quote = async (buyer: object, slug = 'market-advice'): Promise<Quote> => (
  (await api.post('/v1/quotes', { ...api.quoteBody(slug), ...buyer }).expect(201)).body as Quote
);
const minor = ({ amount }: Amount) => BigInt(amount.replace('.', ''));
const statusOf = async (order: PlacedOrder) => (await api.query<{ status: string }>('SELECT status FROM ordering.orders WHERE number = $1', [order.number]))[0]?.status;

const business = { name: 'Müller Keramikhandel GmbH', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667' };

describe('a quote', () => {
  it('shows the tax inside of the price, by rate and reason, and sums', async () => {
    const { total, net, tax, taxes } = await quote({ country: 'DE', currency: 'EUR' });
    expect(minor(net) + minor(tax)).toBe(minor(total));
    expect(taxes.reduce((sum, { amount }) => sum + minor(amount), 0n)).toBe(minor(tax));
    expect(taxes.length).toBeGreaterThan(0);
  });

  it('refuses a tax id of the wrong shape at its field', async () => {
    const { body } = await api.post('/v1/quotes', { ...api.quoteBody('market-advice'), country: 'DE', currency: 'EUR', taxId: 'DE12' }).expect(400);
    expect(body).toMatchObject({ code: 'tax.tax_id_shape_invalid' });
  });

  it('has an estimate of what a parcel costs at the border where that is due there', async () => {
    const { lines } = await quote({ country: 'CA', currency: 'CAD', region: 'QC' }, 'tea-bowl');
    expect(lines[0]).toHaveProperty('importEstimate');
  });
});

describe('an order', () => {
  it.each([
    ['KZ', { country: 'KZ', currency: 'KZT' }], ['Québec', { country: 'CA', currency: 'CAD', region: 'QC' }], ['Germany', { country: 'DE', currency: 'EUR' }],
    ['Japan', { country: 'JP', currency: 'JPY' }], ['Kuwait', { country: 'KW', currency: 'KWD' }], ['Hungary', { country: 'HU', currency: 'HUF' }], ['a German business', { country: 'DE', currency: 'EUR', taxId: 'DE136695976' }],
  ])('from %s is paid for exactly what was quoted, whatever its taxes are', async (_name, buyer) => {
    const order = await api.orderFor(buyer, [{ slug: 'port-calls', quantity: 3 }, 'market-advice'], { business });
    await api.settle(order);
    expect(await statusOf(order)).toBe('partly_delivered');
    const [sums] = await api.query<Record<string, bigint>>(
      `SELECT o.total_minor AS total, sum(l.total_minor)::bigint AS lines, sum(l.net_minor + l.tax_minor)::bigint AS taxed,
         sum(l.tax_minor - coalesce((SELECT sum((t->'amount'->>'amountMinor')::bigint) FROM jsonb_array_elements(l.taxes) t), 0))::bigint AS "untold",
         sum(l.merchant_net_minor - l.payable_minor - l.commission_minor - l.commission_tax_minor)::bigint AS left
       FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id WHERE o.number = $1 GROUP BY o.id`, [order.number],
    );
    expect(sums).toEqual({ total: sums?.lines, lines: sums?.lines, taxed: sums?.lines, untold: 0n, left: 0n });
  });

  it('of a business is made out to the name and address that it told, and is refused without them', async () => {
    const { id } = await quote({ country: 'DE', currency: 'EUR', taxId: 'DE136695976' });
    const refused = async (given: object) => ((await api.post('/v1/orders', { quoteId: id, email: 'einkauf@example.de', acceptTerms: true, ...given }).expect(400)).body as { code: string; errors: { field: string }[] });
    expect(await refused({})).toMatchObject({ code: 'ordering.business_missing', errors: [{ field: 'business' }] });
    expect(await refused({ business: { ...business, postalCode: undefined } })).toMatchObject({ code: 'ordering.business_missing', errors: [{ field: 'business.postalCode' }] });
    expect(await refused({ business: { ...business, city: ' ' } })).toMatchObject({ code: 'i18n.invalid_input' });
    const { body } = await api.post('/v1/orders', { quoteId: id, email: 'einkauf@example.de', acceptTerms: true, business }).expect(201);
    expect(body).toMatchObject({ taxId: 'DE136695976', business: { ...business, region: null }, recipient: null });
  });

  it('of a business and the merchant of its parcel are named on the invoice by what both have told', async () => {
    await api.put('/v1/merchant/legal-facts', studioFacts, api.as('merchant')).expect(200);
    const recipient = { name: 'Lager 3', street: 'Am Hafen 3', city: 'Hamburg', postalCode: '20457' };
    const order = await api.orderFor({ country: 'KZ', currency: 'KZT', taxId: '940140000385' }, ['port-calls', 'tea-bowl'], { business: { ...business, name: 'ТОО Керамика' }, recipient });
    await api.settle(order);
    await api.app.get(IssueInvoices, { strict: false }).run();
    const own = (path: string) => `/v1/orders/${order.number}/invoices${path}?key=${order.accessKey}`;
    const { items } = (await api.get(own('')).expect(200)).body as { items: { number: string }[] };
    const invoices = await Promise.all(items.map(async ({ number }) => (await api.get(own(`/${number}.xml`)).buffer(true).expect(200)).text));
    expect(invoices).toHaveLength(2);
    for (const invoice of invoices) expect(invoice).toMatch(/<cac:AccountingCustomerParty>.*<cbc:StreetName>Lange Straße 12<.*<cbc:PostalZone>50667<.*<cbc:RegistrationName>ТОО Керамика</s);
    const legal = invoices.filter((invoice) => /<cac:AccountingSupplierParty>.*<cbc:RegistrationName>景德镇蓝窑陶瓷有限公司<.*<cbc:CompanyID>91000000DEM0000019<.*<cac:AccountingCustomerParty>/s.test(invoice));
    expect(legal).toHaveLength(1);
  });

  it('needs no postal code of a business where there are none, and takes a business without a tax number', async () => {
    const { postalCode: _, ...withoutCode } = business;
    const place = async (buyer: object) => (await api.post('/v1/orders', { quoteId: (await quote(buyer)).id, email: 'buyer@example.com', acceptTerms: true, immediateDelivery: true, business: withoutCode }).expect(201)).body as { business: object };
    expect((await place({ country: 'AE', currency: 'AED', taxId: '100123456700003' })).business).toMatchObject({ city: 'Köln', postalCode: null });
    expect((await place({ country: 'US', currency: 'USD' })).business).toMatchObject({ name: business.name });
  });

  it('is held where the billing address speaks for another country/region, until an admin lets it go on', async () => {
    const order = await api.orderFor({ country: 'KZ' }, ['clay-film-book']);
    await api.payFrom(order, 'DE');
    await api.eventually(async () => (await statusOf(order)) === 'held');
    expect(await api.query('SELECT 1 FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1', [order.number])).toEqual([]);
    await api.post(`/v1/admin/orders/${order.number}/release`, { note: 'A utility bill was shown' }, api.as('admin')).expect(204);
    await api.eventually(async () => (await statusOf(order)) === 'delivered');
    expect((await api.post(`/v1/admin/orders/${order.number}/release`, { note: 'again' }, api.as('admin')).expect(409)).body).toMatchObject({ code: 'ordering.order_not_held' });
  });

  it('that is held and refused ends, and its money goes back whole', async () => {
    const order = await api.orderFor({ country: 'KZ' }, ['glaze-mixer']);
    const available = async () => (await api.get('/v1/products/glaze-mixer')).body.variants[0].available as number;
    const before = await available();
    await api.payFrom(order, 'DE');
    await api.eventually(async () => (await statusOf(order)) === 'held');
    await api.post(`/v1/admin/orders/${order.number}/refusal`, { note: 'No answer' }, api.as('admin')).expect(204);
    await api.calm();
    expect(await statusOf(order)).toBe('cancelled');
    expect(await available()).toBe(before + 1);
    await api.eventually(async () => (await api.query<{ status: string }>('SELECT r.status FROM payments.refunds r JOIN ordering.orders o ON o.id::text = r.reference::text WHERE o.number = $1', [order.number]))[0]?.status === 'succeeded');
  });

  /** The bank disputes a held order's payment. */
  async function disputedWhileHeld(): Promise<{ order: Awaited<ReturnType<typeof api.orderFor>>; disputeId: string }> {
    const order = await api.orderFor({ country: 'KZ' }, ['clay-film-book']);
    await api.payFrom(order, 'DE');
    await api.eventually(async () => (await statusOf(order)) === 'held');
    const { body } = await api.controlSandbox(`/charges/${await api.chargeOf(order)}/dispute`, { reason: 'fraudulent' }).expect(200);
    await api.eventually(async () => (await api.query('SELECT 1 FROM ordering.held_disputes d JOIN ordering.orders o ON o.id = d.order_id WHERE o.number = $1', [order.number])).length > 0);
    expect(await statusOf(order)).toBe('held');
    expect((await api.get('/v1/admin/held-orders', api.as('admin')).expect(200)).body.items).toContainEqual(expect.objectContaining({ number: order.number, isDisputed: true }));
    return { order, disputeId: (body as { id: string }).id };
  }

  /** What an order has left on the accounts between the buyer and us. */
  const betweenUs = ({ number }: { number: string }) => api.query(`SELECT p.account FROM ledger.postings p JOIN ordering.orders o ON p.account IN ('buyer_clearing:' || o.id, 'refunds:' || o.id, 'chargebacks:' || o.id)
    WHERE o.number = $1 GROUP BY p.account, p.currency HAVING sum(p.amount_minor) <> 0`, [number]);

  it('that is held and disputed is disputed once it goes on', async () => {
    const { order, disputeId } = await disputedWhileHeld();
    await api.post(`/v1/admin/orders/${order.number}/release`, { note: 'A utility bill was shown' }, api.as('admin')).expect(204);
    await api.calm();
    expect(await statusOf(order)).toBe('disputed');
    await api.controlSandbox(`/disputes/${disputeId}/lose`).expect(200);
    await api.eventually(async () => (await statusOf(order)) === 'lost');
    await api.calm();
    expect(await betweenUs(order)).toEqual([]);
  });

  it('that is refused before its dispute is heard of leaves nothing owed when the bank keeps the money', async () => {
    const order = await api.orderFor({ country: 'KZ' }, ['clay-film-book']);
    await api.payFrom(order, 'DE');
    await api.eventually(async () => (await statusOf(order)) === 'held');
    await api.controlSandbox('/webhooks/hold').expect(200);
    const { body } = await api.controlSandbox(`/charges/${await api.chargeOf(order)}/dispute`, { reason: 'fraudulent' }).expect(200);
    await api.post(`/v1/admin/orders/${order.number}/refusal`, { note: 'No answer' }, api.as('admin')).expect(204);
    await api.eventually(async () => (await api.query<{ status: string }>('SELECT r.status FROM payments.refunds r JOIN ordering.orders o ON o.id = r.reference WHERE o.number = $1', [order.number]))[0]?.status === 'failed');
    await api.controlSandbox(`/disputes/${(body as { id: string }).id}/lose`).expect(200);
    await api.controlSandbox('/webhooks/release').expect(200);
    await api.eventually(async () => (await api.query<{ stage: string }>('SELECT stage FROM ordering.disputes WHERE id = $1', [(body as { id: string }).id]))[0]?.stage === 'lost');
    await api.calm();
    expect(await betweenUs(order)).toEqual([]);
  });

  it.each(['lose', 'win'] as const)('that is held, disputed and refused gives its money back once, by the bank or by us (%s)', async (how) => {
    const { order, disputeId } = await disputedWhileHeld();
    await api.post(`/v1/admin/orders/${order.number}/refusal`, { note: 'No answer' }, api.as('admin')).expect(204);
    await api.calm();
    await api.controlSandbox(`/disputes/${disputeId}/${how}`).expect(200);
    await api.eventually(async () => (await api.query<{ stage: string }>('SELECT stage FROM ordering.disputes WHERE id = $1', [disputeId]))[0]?.stage === (how === 'lose' ? 'lost' : 'won'));
    await api.calm();
    expect(await statusOf(order)).toBe('cancelled');
    const sent = await api.query<{ status: string }>('SELECT r.status FROM payments.refunds r JOIN ordering.orders o ON o.id = r.reference WHERE o.number = $1', [order.number]);
    expect(sent.map(({ status }) => status)).toEqual(how === 'lose' ? [] : ['succeeded']);
    expect(await betweenUs(order)).toEqual([]);
  });
});
