import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { DownloadLinks } from '@silkport/delivery';
import { demoAdminEmail, demoClusters, demoFiles, demoOwnerEmail } from '@silkport/demo';
import { findTaxonomyNode } from '@silkport/markets';
import request from 'supertest';
import { routePolicies } from '../../apps/api/src/docs/route-policies.js';
import { paidOnce } from '../support/market-books.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type DeliveredFile, type PlacedOrder } from '../support/market.js';

const big = 'big-film';
const bigBytes = randomBytes(24 * 1024 * 1024);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let market: Market;

beforeAll(async () => {
  market = await Market.open();
  await putOnSale(market, { slug: big, kind: 'download', bytes: bigBytes });
}, 90_000);
afterAll(() => market.close());

const made = demoClusters().flatMap((cluster) => cluster.products.map((product) => {
  const merchant = cluster.merchants.find(({ slug }) => slug === product.merchant);
  if (!merchant) throw new Error(`${product.code} has no maker`);
  return { cluster, merchant, product };
}));
type Made = (typeof made)[number];

function madeBy(slug: string): Made {
  const found = made.find(({ product }) => product.slug === slug);
  if (!found) throw new Error(`The demo has no ${slug}`);
  return found;
}

/** The file as it arrives, in memory. */
async function bytesAt(address: string): Promise<Buffer> {
  const { body } = await market.get(address).buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks)));
  }).expect(200);
  return body as Buffer;
}

/** The one link of ours in a mail. */
function linkIn({ text }: { text: string }): string {
  const [link, ...others] = new Set(text.match(/http:\/\/127[^\s>)"]+key=[^\s>)"]+|http:\/\/127[^\s>)"]+token=[^\s>)"]+/g));
  if (!link || others.length) throw new Error(`The mail has not one link: ${text}`);
  return link;
}

describe('a buyer in Almaty', () => {
  const email = 'aigerim@example.kz';
  let book: Made;
  let table: Made;
  let order: PlacedOrder & { total: { amount: string; currency: string } };

  beforeAll(async () => {
    const slugs = async (type: string) => (await market.query<{ slug: string }>(
      `SELECT p.slug FROM catalog.products p WHERE EXISTS (SELECT 1 FROM delivery.assets a WHERE a.product_id = p.id AND a.content_type LIKE $1) AND p.delivery_kind = 'download' ORDER BY p.code`, [`${type}%`])).map(({ slug }) => madeBy(slug));
    const books = await slugs('application/epub+zip');
    const tables = (await slugs('text/csv')).filter(({ product }) => product.taxonomyId.startsWith('da.dataset'));
    const pair = books.flatMap((each) => tables.filter(({ merchant }) => merchant.slug !== each.merchant.slug).map((other) => [each, other] as const))[0];
    if (!pair) throw new Error('The demo has no e-book and data set of two merchants');
    [book, table] = pair;
  });

  it('is quoted an e-book of one merchant and a data set of another in tenge, at one frozen rate', async () => {
    const items = await Promise.all([book, table].map(async ({ product }) => ({ variantId: await market.variant(product.slug), quantity: 1 })));
    const { body } = await market.quote(items).expect(201);
    const quote = body as { id: string; total: { amount: string; currency: string }; needsRecipient: boolean; lines: { total: { amount: string }; merchantTotal: { amount: string; currency: string }; rate: string; merchantName: string }[] };
    expect(quote).toMatchObject({ country: 'KZ', locale: 'ru', total: { currency: 'KZT' }, needsRecipient: false });
    expect(quote.lines.map(({ merchantTotal }) => merchantTotal)).toEqual([book, table].map(({ product }) => ({ amount: Number(product.priceCny).toFixed(2), currency: 'CNY' })));
    const tiyn = (amount: string) => BigInt(amount.replace('.', ''));
    expect(tiyn(quote.total.amount)).toBe(quote.lines.reduce((sum, line) => sum + tiyn(line.total.amount), 0n));
    expect(new Set(quote.lines.map(({ rate }) => rate)).size).toBe(1);
    for (const line of quote.lines) expect(Number(line.total.amount)).toBeCloseTo(Number(line.merchantTotal.amount) * Number(line.rate), 1);
    order = (await market.place(quote.id, { email }).expect(201)).body as typeof order;
    expect(order).toMatchObject({ status: 'awaiting_payment', total: quote.total });
    expect(new Set(quote.lines.map(({ merchantName }) => merchantName)).size).toBe(2);
  });

  it('pays on the hosted page and has a paid order, once', async () => {
    await market.pay(order).expect(303);
    await market.untilBooks(order, paidOnce(2));
    expect(await market.ask(order)).toMatchObject({ status: 'delivered', paymentStatus: 'paid', total: order.total });
  });

  it('receives both at once, byte for byte what the merchants made', async () => {
    const deliveries = await market.deliveries(order);
    expect(deliveries).toHaveLength(2);
    for (const [index, { cluster, merchant, product }] of [book, table].entries()) {
      const fresh = new Map(demoFiles(cluster, merchant, product).map((file) => [file.fileName, file.bytes]));
      const files = deliveries[index]?.files ?? [];
      expect(files.map(({ fileName }) => fileName).toSorted()).toEqual([...fresh.keys()].toSorted());
      for (const file of files) {
        const arrived = await bytesAt(file.url);
        expect([file.fileName, arrived.length, sha256(arrived)]).toEqual([file.fileName, file.sizeBytes, file.sha256]);
        expect([file.fileName, sha256(arrived)]).toEqual([file.fileName, sha256(fresh.get(file.fileName) ?? Buffer.alloc(0))]);
      }
    }
    await market.until(async () => (await market.deliveries(order)).every(({ files }) => files.every(({ completedCount }) => completedCount === 1)));
  });

  it('is written to in Russian, once, with a link that opens the order in any browser', async () => {
    await market.until(async () => (await market.mailsTo(email)).length > 0);
    const [mail, ...others] = await market.mailsTo(email);
    expect(others).toEqual([]);
    expect([mail?.subject, mail?.text]).toEqual([expect.stringMatching(/[а-я]{4,}.*SP-/i), expect.stringContaining(order.number)]);
    const link = linkIn(mail ?? { text: '' });
    expect(link).toContain(`/ru/orders/${order.number}?key=${order.accessKey}`);
    const { text } = await market.get(link, { accept: 'text/html' }).expect(200);
    expect(text).toMatch(/<html[^>]* lang="ru"/);
    for (const { product } of [book, table]) expect(text).toContain(`/art/${product.code}.svg`);
    expect(text).toContain('/v1/downloads/');
    await market.get(link.replace(/key=(.)/, (_key, first: string) => `key=${first === '_' ? '-' : '_'}`), { accept: 'text/html' }).expect(404);
  });

  it('finds the order in the library of an account made later, once the e-mail is confirmed and not before', async () => {
    const password = 'steppe and sky and silk';
    await market.post('/v1/people', { email: 'Aigerim@Example.kz', password, locale: 'ru' }).expect(202);
    const reader = await market.signIn(email, password);
    const orders = async () => ((await market.get('/v1/me/orders', reader).expect(200)).body as { items: { number: string }[] }).items.map(({ number }) => number);
    expect(await orders()).toEqual([]);
    await market.get(`/v1/orders/${order.number}`, reader).expect(404);

    await market.until(async () => (await market.mailsTo(email)).length === 2);
    const asking = (await market.mailsTo(email)).find(({ text }) => text.includes('token='));
    await market.get(linkIn(asking ?? { text: '' }), { accept: 'text/html' }).expect(200);
    expect(await orders()).toEqual([order.number]);
    await market.get(`/v1/orders/${order.number}`, reader).expect(200);
  });

  it('is a customer of each merchant, who sees its own line and nothing of the other’s', async () => {
    const readers = await Promise.all([book, table].map(({ merchant }) => market.signIn(demoOwnerEmail(merchant.slug))));
    for (const [index, mine] of [book, table].entries()) {
      const others = index === 0 ? table : book;
      const { body } = await market.get(`/v1/merchant/orders/${order.number}`, readers[index]).expect(200);
      const seen = body as { lines: object[] };
      expect(seen.lines).toEqual([expect.objectContaining({ productSlug: mine.product.slug, merchantTotal: { amount: Number(mine.product.priceCny).toFixed(2), currency: 'CNY' } })]);
      for (const foreign of [others.product.slug, others.product.code, others.merchant.name.en ?? '', email]) expect(JSON.stringify(body)).not.toContain(`"${foreign}"`);
      expect((await market.get('/v1/merchant/orders', readers[index]).expect(200)).body).toEqual({ items: [body], nextCursor: null });
    }
    const third = made.find(({ merchant }) => ![book.merchant.slug, table.merchant.slug].includes(merchant.slug))?.merchant.slug ?? '';
    const stranger = await market.signIn(demoOwnerEmail(third));
    await market.get(`/v1/merchant/orders/${order.number}`, stranger).expect(404);
    expect((await market.get('/v1/merchant/orders', stranger).expect(200)).body).toEqual({ items: [], nextCursor: null });
  });

  it('is trade from China to Kazakhstan to the admin: digital both ways, by service class, in yuan at the frozen rate', async () => {
    const admin = await market.signIn(demoAdminEmail);
    const { body } = await market.get('/v1/admin/trade-facts?partner=KZ&flow=export', admin).expect(200);
    const facts = (body as { items: { orderNumber: string; clusterId: string }[] }).items.filter(({ orderNumber }) => orderNumber === order.number);
    const lines = (await market.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200)).body as { lines: { id: string; total: object }[] };
    expect(facts).toHaveLength(2);
    for (const [index, { cluster, product }] of [book, table].entries()) {
      const fact = facts.find(({ clusterId, lineId }: { clusterId: string; lineId?: string }) => clusterId === cluster.id && lineId === lines.lines[index]?.id);
      const ebops = findTaxonomyNode(product.taxonomyId)?.ebops2010;
      expect(ebops).toMatch(/^S/);
      expect(fact).toMatchObject({
        kind: 'sale', from: 'CN', to: 'KZ', partner: 'KZ', flow: 'export', digitallyOrdered: true, digitallyDelivered: true, viaPlatform: true,
        class: { system: 'ebops-2010', code: ebops, categoryId: product.taxonomyId }, cny: { amount: Number(product.priceCny).toFixed(2), currency: 'CNY' }, amount: lines.lines[index]?.total,
      });
    }
    const [first] = facts as unknown as { rate: string; rateSetId: string }[];
    const [frozen] = await market.query<{ rate: string; set: string }>('SELECT l.rate::text AS rate, o.rate_set_id AS set FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id WHERE o.number = $1', [order.number]);
    expect({ rate: first?.rate, set: first?.rateSetId }).toEqual(frozen);
    const flows = (await market.get('/v1/admin/trade-flows?partner=KZ&groupBy=partner', admin).expect(200)).body as { items: object[] };
    const cny = { amount: (Number(book.product.priceCny) + Number(table.product.priceCny)).toFixed(2), currency: 'CNY' };
    expect(flows.items).toEqual([expect.objectContaining({ key: 'KZ', orders: 1, lines: 2, cny, digitallyOrdered: cny, digitallyDelivered: cny, both: cny })]);
    for (const { merchant } of [book]) await market.get('/v1/admin/trade-flows', await market.signIn(demoOwnerEmail(merchant.slug))).expect(403);
  });
});

describe('a download', () => {
  let order: PlacedOrder;
  beforeAll(async () => {
    order = await market.paidOrder([big], { email: 'damir@example.kz' });
  });
  const file = async (of = order): Promise<DeliveredFile> => {
    const found = (await market.deliveries(of))[0]?.files[0];
    if (!found) throw new Error('nothing was delivered');
    return found;
  };

  /** Reads on from a byte until so many have come, and then hangs up, or to the end. */
  function readOn(address: string, from: number, most: number, etag: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const call = http.get(address, { headers: { range: `bytes=${from}-`, 'if-range': `"${etag}"` } }, (response) => {
        if (response.statusCode !== 206) reject(new Error(`${response.statusCode}`));
        response.on('error', () => undefined);
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length >= most) call.destroy();
        });
        response.on('close', () => resolve(Buffer.concat(chunks)));
      });
      call.on('error', (error) => { if (!chunks.length) reject(error); });
    });
  }

  it('that breaks at five random places and goes on with new links is whole, and counts only then', async () => {
    const breaks = [0.05, 0.2, 0.2, 0.2, 0.2].map((share, index) => Math.floor(bigBytes.length * share * (index === 0 ? Math.random() : 0.3 + 0.6 * Math.random())));
    const links = new Set<string>();
    let arrived = Buffer.alloc(0);
    for (const most of [...breaks, Infinity]) {
      const { url, sha256: etag, completedCount } = await file();
      if (links.size === 1) expect(completedCount).toBe(0);
      links.add(url);
      arrived = Buffer.concat([arrived, await readOn(url, arrived.length, most, etag)]);
      await new Promise((resolve) => setTimeout(resolve, most === Infinity ? 0 : 300));
    }
    expect([arrived.length, sha256(arrived)]).toEqual([bigBytes.length, (await file()).sha256]);
    await market.until(async () => (await file()).completedCount === 1);
    const [ends] = await market.query<{ requests: number }>(`SELECT count(*)::int AS requests FROM delivery.download_requests r JOIN delivery.entitlements e ON e.id = r.entitlement_id
      JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1`, [order.number]);
    expect(ends?.requests).toBe(6);
    expect(links.size).toBeGreaterThan(1);
  });

  it('in parts from both ends counts when the parts meet', async () => {
    const other = await market.paidOrder([big], { email: 'damir@example.kz' });
    const { url, sizeBytes } = await file(other);
    const middle = Math.floor(sizeBytes / 2);
    const part = async (range: string) => (await market.get(url, { range: `bytes=${range}` }).buffer(false).expect(206)).headers['content-range'] as string;
    expect(await part(`${middle}-`)).toBe(`bytes ${middle}-${sizeBytes - 1}/${sizeBytes}`);
    expect(await part(`0-${middle - 2}`)).toBe(`bytes 0-${middle - 2}/${sizeBytes}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await file(other)).completedCount).toBe(0);
    await part(`${middle - 1}-${middle - 1}`);
    await market.until(async () => (await file(other)).completedCount === 1);
    await market.get(url, { range: `bytes=${sizeBytes}-` }).expect(416);
  });

  it('is refused where the link was altered, is too old or joins two orders', async () => {
    const { url } = await file();
    const token = url.split('/').at(-1) ?? '';
    const [content = '', signature = ''] = token.split('.');
    const spoilt = (text: string) => `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`;
    for (const altered of [`${spoilt(content)}.${signature}`, `${content}.${spoilt(signature)}`, content, `${token}A`, `${token}.${signature}`]) {
      expect((await market.get(`/v1/downloads/${altered}`).expect(403)).body).toMatchObject({ code: 'delivery.download_link_invalid' });
    }
    const other = await market.paidOrder(['big-film', ...[made.find(({ product }) => product.isDigital && !product.licenceKey)?.product.slug ?? '']], { email: 'somebody-else@example.kz' });
    const subjects = await market.query<{ number: string; entitlementId: string; assetId: string }>(`SELECT o.number, e.id AS "entitlementId", a.id AS "assetId" FROM ordering.orders o
      JOIN delivery.entitlements e ON e.order_id = o.id JOIN delivery.assets a ON a.product_id = e.product_id ORDER BY o.placed_at`);
    const mine = subjects.find(({ number }) => number === order.number);
    const foreign = subjects.find(({ number, assetId }) => number === other.number && assetId !== mine?.assetId);
    if (!mine || !foreign) throw new Error('an order has brought nothing');
    const links = market.app.get(DownloadLinks, { strict: false });
    await market.get(links.linkFor(mine, new Date())).buffer(false).expect(200);
    const sixHours = 6 * 60 * 60 * 1000;
    await market.get(links.linkFor(mine, new Date(Date.now() - sixHours + 5_000))).buffer(false).expect(200);
    expect((await market.get(links.linkFor(mine, new Date(Date.now() - sixHours - 1_000))).expect(410)).body).toMatchObject({ code: 'delivery.download_link_expired' });
    expect((await market.get(links.linkFor({ entitlementId: mine.entitlementId, assetId: foreign.assetId }, new Date())).expect(403)).body).toMatchObject({ code: 'delivery.download_link_invalid' });
    await market.get(`/v1/orders/${order.number}/deliveries?key=${other.accessKey}`).expect(404);
  });
});

describe('what the demo sells digitally', () => {
  it('has a file behind each product, and its stored bytes are those of the digest', async () => {
    const stored = await market.query<{ code: string; key: string; size: bigint; sha256: string }>(`SELECT p.code, a.storage_key AS key, a.size_bytes AS size, a.sha256 FROM delivery.assets a JOIN catalog.products p ON p.id = a.product_id`);
    const digital = made.filter(({ product }) => product.isDigital).map(({ product }) => product.code);
    const sold = await market.query<{ code: string }>(`SELECT code FROM catalog.products WHERE delivery_kind NOT IN ('parcel', 'bundle') AND slug <> $1`, [big]);
    expect(sold.map(({ code }) => code).toSorted()).toEqual(digital.toSorted());
    const withFiles = new Set(stored.map(({ code }) => code));
    expect(digital.filter((code) => !withFiles.has(code))).toEqual([]);
    const wrong: string[] = [];
    for (const { code, key, size, sha256: wanted } of stored) {
      const hash = createHash('sha256');
      let length = 0n;
      for await (const chunk of createReadStream(path.join(market.filesFolder, key))) {
        hash.update(chunk as Buffer);
        length += BigInt((chunk as Buffer).length);
      }
      if (hash.digest('hex') !== wanted || length !== size) wrong.push(`${code} ${key}`);
    }
    expect(wrong).toEqual([]);
    expect(digital.length).toBeGreaterThan(200);
  });
});

describe('a browser without script', () => {
  const inputs = (html: string) => [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)].map(([tag, name]) => [name, /value="([^"]*)"/.exec(tag)?.[1]] as const);
  const valueOf = (html: string, name: string) => inputs(html).find(([each]) => each === name)?.[1] ?? '';
  /** Pages lead on by Location, or by a refresh in the page. */
  const onward = ({ headers }: request.Response) => (headers.location as string).replace(market.url, '');

  it('goes from the product by basket, checkout and payment to the order and its file', async () => {
    const browser = request.agent(market.url).set({ accept: 'text/html', 'accept-language': 'ru-KZ,ru;q=0.9' });
    const { cluster, merchant, product } = made.find((each) => each.product.isDigital && !each.product.licenceKey && demoFiles(each.cluster, each.merchant, each.product).length === 1) ?? madeBy('');
    await browser.post('/ru/choices').type('form').send({ locale: 'ru', country: 'KZ', currency: 'KZT', back: '/ru' }).expect(303);
    const shown = await browser.get(`/ru/products/${product.slug}`).expect(200);
    expect(shown.text).toMatch(/₸|KZT/);
    const added = await browser.post('/ru/basket').type('form').send({ variantId: valueOf(shown.text, 'variantId'), quantity: valueOf(shown.text, 'quantity') }).expect(303);
    const basket = await browser.get(onward(added)).expect(200);
    expect(basket.text).toContain(`/art/${product.code}.svg`);
    expect(basket.text).toContain('action="/ru/basket/checkout"');
    const checkout = onward(await browser.post('/ru/basket/checkout').type('form').send({}).expect(303));
    expect(checkout).toMatch(/^\/ru\/checkout\//);
    const form = await browser.get(checkout).expect(200);
    expect(inputs(form.text).map(([name]) => name)).toEqual(expect.arrayContaining(['email', 'accepted']));

    const typed = { email: 'nurlan@example.kz', country: 'KZ' };
    expect((await browser.post(checkout).type('form').send(typed)).status).toBeGreaterThanOrEqual(400);
    const [clicked, again] = await Promise.all([1, 2].map(() => browser.post(checkout).type('form').send({ ...typed, accepted: 'on' }).expect(303)));
    const checkoutUrl = clicked?.headers.location as string;
    expect(again?.headers.location).toBe(checkoutUrl);
    const [{ count } = { count: 0 }] = await market.query<{ count: number }>(`SELECT count(*)::int AS count FROM ordering.orders WHERE email = 'nurlan@example.kz'`);
    expect(count).toBe(1);

    expect((await request(checkoutUrl).get('').expect(200)).text).toContain('<form method="post"');
    const back = onward(await market.pay({ checkoutUrl }).expect(303));
    let page = await browser.get(back).expect(200);
    for (let reload = 0; reload < 50 && !page.text.includes('/v1/downloads/'); reload++) {
      expect(page.text).toMatch(/http-equiv="refresh"/i);
      await new Promise((resolve) => setTimeout(resolve, 50));
      page = await browser.get(back).expect(200);
    }
    const link = /href="([^"]*\/v1\/downloads\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    const [fresh] = demoFiles(cluster, merchant, product);
    expect(sha256(await bytesAt(link))).toBe(sha256(fresh?.bytes ?? Buffer.alloc(0)));
    expect((await browser.get('/ru/basket').expect(200)).text).not.toContain(`/art/${product.code}.svg`);
    const number = /\/orders\/(SP-[^?]+)/.exec(back)?.[1] ?? '';
    expect(await market.books({ number })).toMatchObject({ ...paidOnce(), mails: expect.any(Number) as number });
  });
});

describe('every address of the whole marketplace', () => {
  it('names who may use it, pages as well as the API', () => {
    const routes = routePolicies(market.app);
    expect(routes.length).toBeGreaterThan(150);
    expect(routes.filter(({ policy }) => policy === undefined)).toEqual([]);
    const pages = routes.filter(({ path: address }) => !/^\/(v1|webhooks)\//.test(address));
    const ofMerchants = pages.filter(({ path: address }) => /^\/[\w-]+\/merchant\//.test(address));
    expect(ofMerchants.length).toBeGreaterThan(0);
    expect(ofMerchants.filter(({ policy }) => policy !== 'merchant')).toEqual([]);
    const others = pages.filter((page) => !ofMerchants.includes(page));
    expect(others.filter(({ policy }) => policy !== 'public' && policy !== 'order-holder').map(({ method, path: address, policy }) => `${method} ${address} ${policy}`)).toEqual([]);
  });
});
