import { CreatePeople, hashPassword } from '@silkport/identity';
import { PublishProducts } from '@silkport/catalog';
import { AddAssets } from '@silkport/delivery';
import { money } from '@silkport/values';
import request from 'supertest';
import { Chromium } from '../support/browser.js';
import { writeFileSync } from 'node:fs';
import { putOnSale } from '../support/market-goods.js';
import { foundMerchant } from '../support/market-merchant.js';
import { Market, type PlacedOrder } from '../support/market.js';

const folder = '/work/scratch/parcels/shots';
it('shoots', async () => {
  const market = await Market.open();
  const maker = await foundMerchant(market, 'shots-kiln', 'CN');
  const kinds = ['stream', 'course', 'booking', 'commission', 'data-set', 'api-access', 'subscription'] as const;
  const published = await market.app.get(PublishProducts, { strict: false }).run(kinds.map((kind) => ({
    code: `SHOT-${kind}`, slug: `shot-${kind}`, merchant: maker, clusterId: 'jingdezhen', taxonomyId: 'dp.pub.ebook', deliveryKind: kind, unit: 'piece',
    name: { en: `Glazes of Jingdezhen: ${kind}`, 'zh-CN': `景德镇釉色：${kind}`, ru: `Глазури Цзиндэчжэня: ${kind}`, ar: `طلاءات جينغدتشن: ${kind}` }, description: { en: 'About.' }, tags: { en: ['tea'] }, variants: [{ sku: kind, name: { en: 'One' }, prices: [money(9_900n, 'CNY')] }],
  })) as never);
  await market.app.get(AddAssets, { strict: false }).run([{ productId: published[0]?.productId ?? '', fileName: 'glaze.mp4', contentType: 'video/mp4', title: { en: 'Film' }, bytes: Buffer.from('a film') }]);
  await putOnSale(market, { slug: 'shot-tool', kind: 'licence-key', merchant: maker, price: money(3_000n, 'CNY'), stock: 9, keys: ['KEY-1111-2222', 'KEY-3333-4444', 'KEY-5555'], bytes: Buffer.from('a tool') });
  await putOnSale(market, { slug: 'shot-book', kind: 'download', merchant: maker, price: money(2_000n, 'CNY'), bytes: Buffer.from('a book') });
  await putOnSale(market, { slug: 'shot-bowl', kind: 'parcel', merchant: maker, price: money(9_900n, 'CNY'), stock: 40 });
  await putOnSale(market, { slug: 'shot-help', kind: 'service', merchant: maker, price: money(9_900n, 'CNY') });
  await market.app.get(CreatePeople, { strict: false }).run([{ email: 'aigerim@example.kz', passwordHash: await hashPassword('loom and kiln and lathe'), locale: 'en', emailConfirmed: true }]);
  const buy = async (wanted: [string, number][]) => {
    const items = await Promise.all(wanted.map(async ([slug, quantity]) => ({ variantId: await market.variant(slug), quantity })));
    const { body: quote } = await market.post('/v1/quotes', { items, country: 'KZ', currency: 'KZT', locale: 'en' });
    const { body } = await market.place((quote as { id: string }).id, { recipient: { name: 'Айгерім Серікқызы', street: 'Abai Avenue 10', city: 'Almaty', postalCode: '050000' } });
    const order = body as PlacedOrder;
    if (!order.number) throw new Error(JSON.stringify([quote, body]).slice(0, 600));
    await market.pay(order);
    const seats = wanted.reduce((sum, [slug, n]) => sum + (slug === 'shot-tool' || slug === 'shot-course' ? n : 1), 0);
    await market.until(async () => (await market.deliveries(order)).length >= seats);
    return order;
  };
  const ok: [string, number][] = [];
  for (const kind of kinds) if (kind !== 'subscription') ok.push([`shot-${kind}`, 1]);
  const order = await buy([...ok, ['shot-tool', 2], ['shot-book', 1], ['shot-bowl', 3], ['shot-help', 1]]);
  await market.order(['shot-book'], {});
  const line = order.lines.find(({ productSlug }) => productSlug === 'shot-bowl')?.id ?? '';
  for (const [quantity, tracking] of [[1, 'EE123456789CN'], [2, '']] as const) {
    const { body } = await market.post(`/v1/merchant/orders/${order.number}/shipments`, { lines: [{ lineId: line, quantity }], carrier: 'ems', weightGrams: 900, ...(tracking ? { tracking } : {}) }, maker.owner);
    if (tracking) await market.post(`/v1/merchant/shipments/${(body as { id: string }).id}/dispatch`, {}, maker.owner).expect(200);
  }
  await fetch(`${market.url}/v1/merchant/legal-facts`, { method: 'PUT', headers: { 'content-type': 'application/json', ...maker.owner }, body: JSON.stringify({ legalName: '景德镇蓝窑陶瓷有限公司', streetLines: ['陶溪川 1 号'], postalCode: '333000', city: '景德镇市', region: '江西省', country: 'CN', registrationNumber: '91000000DEM0000019', taxId: '91000000DEM0000019', accountsEmail: 'accounts@studio.example' }) });
  const bowl = (await market.get('/v1/products/shot-bowl')).body as { id: string };
  await fetch(`${market.url}/v1/merchant/products/${bowl.id}/customs`, { method: 'PUT', headers: { 'content-type': 'application/json', ...maker.owner }, body: JSON.stringify({ hsCode: '691110', originCountry: 'CN', description: { en: 'Porcelain tea bowl, celadon glaze', kk: 'Фарфор кесе', ru: 'Фарфоровая пиала' }, netWeightGrams: 380 }) });
  const { body: boxes } = await market.get(`/v1/merchant/orders/${order.number}/shipments`, maker.owner);
  for (const locale of ['en', 'zh-CN', 'ar']) {
    const { body, status } = await market.get(`/v1/merchant/shipments/${(boxes as { shipments: { id: string }[] }).shipments[0]?.id}/packing-list.pdf?locale=${locale}`, maker.owner).buffer(true);
    if (status !== 200) throw new Error(JSON.stringify(body));
    writeFileSync(`${folder}/paper-${locale}.pdf`, body as Buffer);
  }
  const deliveries = (await market.deliveries(order)) as unknown as { entitlementId: string; deliveryKind: string; orderLineId: string }[];
  const idOf = (kind: string) => deliveries.find(({ deliveryKind }) => deliveryKind === kind)?.entitlementId ?? '';
  const change = (kind: string, to: string) => market.post(`/v1/merchant/entitlements/${idOf(kind)}/access`, { to, reason: 'Shared' }, maker.owner);
  await change('api-access', 'suspended');
  await change('commission', 'revoked');
  await request(market.url).post(`/en/orders/${order.number}/items/${idOf('licence-key')}/seat?key=${order.accessKey}`).type('form').send({ email: 'student@example.kz' });
  const book = (await market.get(new URL((deliveries.find(({ deliveryKind }) => deliveryKind === 'download') as unknown as { files: { url: string }[] }).files[0]?.url ?? '').pathname)).status;
  if (book !== 200) throw new Error('book');
  const chromium = await Chromium.open(market);
  for (const [locale, viewport, colorScheme] of [['ar', { width: 390, height: 844 }, 'light'], ['ru', { width: 390, height: 844 }, 'dark']] as const) {
    const page = await chromium.visitor({ viewport, locale, colorScheme });
    const look = async (path: string, name: string) => { await page.goto(market.url + path); if (name !== 'order') for (const each of await page.locator('main details > summary').all()) await each.click(); await chromium.look(page, `zz-${locale}-${name}`); };
    await look(`/${locale}/orders/${order.number}?key=${order.accessKey}`, 'order');
    for (const kind of ['licence-key', 'api-access', 'download']) await look(`/${locale}/orders/${order.number}/items/${idOf(kind)}?key=${order.accessKey}`, `item-${kind}`);
    await page.goto(`${market.url}/${locale}/sign-in`);
    await page.fill('#email', 'aigerim@example.kz'); await page.fill('#password', 'loom and kiln and lathe'); await page.locator('main form button').first().click(); await page.waitForLoadState();
    await look(`/${locale}/library`, 'library');
    await look(`/${locale}/library?q=zzz`, 'library-none');
  }
  expect(chromium.faults).toEqual([]);
  await chromium.close();
  await market.close();
}, 240_000);
