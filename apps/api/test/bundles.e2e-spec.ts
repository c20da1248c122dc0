import { BundleRefused, PublishProducts } from '@silkport/catalog';
import { leavesUnder } from '@silkport/markets';
import { money, newId } from '@silkport/values';
import { ApiUnderTest, type PlacedOrder } from './support/api-under-test.js';
import { merchants } from './support/catalogue.js';

let api: ApiUnderTest;
let bundle: string;

const { studio } = merchants;
const named = (en: string, zh: string) => ({ en, 'zh-CN': zh });

function aBundle(slug: string, contains: readonly string[]) {
  const id = newId();
  return { id, product: {
    code: slug.toUpperCase(), slug, merchant: { id: studio.id, slug: studio.slug, name: studio.name }, clusterId: studio.clusterId, taxonomyId: leavesUnder('dp.animation')[0] ?? '', deliveryKind: 'bundle' as const,
    unit: 'set', name: named('Studio set', '工作室套装'), description: named('All of it.', '全部。'), tags: {}, variants: [{ id, sku: slug, name: named('Set', '套'), prices: [money(200_00n, 'CNY')] as const, contains }] as const,
  } };
}

beforeAll(async () => {
  api = await ApiUnderTest.start();
  const { id, product } = aBundle('studio-set', ['clay-film-book', 'glaze-mixer', 'tea-bowl'].map((slug) => api.variant(slug)));
  await api.app.get(PublishProducts, { strict: false }).run([product]);
  bundle = id;
});
afterAll(() => api.stop());

interface Line { readonly id: string; readonly productSlug: string; readonly deliveryKind: string; readonly total: { amount: string }; readonly bundle: { productSlug: string; name: string } | null; readonly state?: string }

describe('a bundle', () => {
  it('shows what it holds, and how many are left by the scarcest thing in it', async () => {
    const { body } = await api.get('/v1/products/studio-set?currency=CNY').expect(200);
    const { variants } = body as { variants: { available: number; contains: { productSlug: string; deliveryKind: string }[] }[] };
    expect(variants[0]).toMatchObject({ available: 3, contains: [
      { productSlug: 'clay-film-book', deliveryKind: 'download' }, { productSlug: 'glaze-mixer', deliveryKind: 'licence-key' }, { productSlug: 'tea-bowl', deliveryKind: 'parcel' },
    ] });
  });

  it('is quoted, ordered, delivered and given back as what is in it', async () => {
    const { body: quote } = await api.post('/v1/quotes', { ...api.quoteBody('tea-bowl'), items: [{ variantId: bundle, quantity: 1 }], currency: 'CNY' }).expect(201);
    const { id, lines, total, needsRecipient } = quote as { id: string; lines: Line[]; total: { amount: string }; needsRecipient: boolean };
    expect(lines.map(({ productSlug, bundle: of }) => [productSlug, of?.productSlug])).toEqual([['clay-film-book', 'studio-set'], ['glaze-mixer', 'studio-set'], ['tea-bowl', 'studio-set']]);
    expect(needsRecipient).toBe(true);
    const minor = (amount: string) => BigInt(amount.replace('.', ''));
    expect(lines.reduce((sum, line) => sum + minor(line.total.amount), 0n)).toBe(minor(total.amount));

    const { body: placed } = await api.post('/v1/orders', { quoteId: id, email: 'buyer@example.com', acceptTerms: true, recipient: { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' } }).expect(201);
    const order = placed as PlacedOrder & { lines: Line[] };
    expect(order.lines.map(({ bundle: of }) => of?.name)).toEqual(['Studio set', 'Studio set', 'Studio set']);
    const { body: after } = await api.get('/v1/products/studio-set?currency=CNY');
    expect((after as { variants: { available: number }[] }).variants[0]?.available).toBe(2);

    await api.settle(order);
    const { body: delivered } = await api.get(`/v1/orders/${order.number}/deliveries?key=${order.accessKey}`).expect(200);
    expect((delivered as { items: { deliveryKind: string; state: string | null; keys: string[] }[] }).items.map(({ deliveryKind, state, keys }) => [deliveryKind, state, keys.length]))
      .toEqual([['download', 'active', 0], ['licence-key', 'active', 1], ['parcel', null, 0]]);

    const seat = order.lines[1];
    await api.post(`/v1/merchant/orders/${order.number}/refunds`, { lines: [{ lineId: seat?.id }], reason: 'goodwill' }, api.as('merchant')).expect(201);
    await api.calm();
    const { body: left } = await api.get(`/v1/orders/${order.number}/deliveries?key=${order.accessKey}`);
    expect((left as { items: { state: string | null }[] }).items.map(({ state }) => state)).toEqual(['active', 'revoked', null]);
  });

  it('holds things of its own merchant only, and no bundle', async () => {
    const publish = api.app.get(PublishProducts, { strict: false });
    for (const [slug, contains] of [['foreign-set', [api.variant('port-calls')]], ['missing-set', [newId()]], ['nested-set', [bundle]]] as const) {
      await expect(publish.run([aBundle(slug, contains).product])).rejects.toThrow(BundleRefused);
      await api.get(`/v1/products/${slug}`).expect(404);
    }
  });
});
