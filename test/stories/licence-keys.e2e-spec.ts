import { once } from 'node:events';
import { connect } from 'node:net';
import { verifyAnswer, verifyLicenceFile } from '@silkport/licence-verifier';
import request from 'supertest';
import { foundMerchant, type TestMerchant } from '../support/market-merchant.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Seat { readonly entitlementId: string; readonly seat: number; readonly state: string; readonly keys: readonly string[] }
interface Verdict { readonly valid: boolean; readonly code: string; readonly licence: { readonly machines: number; readonly features: readonly string[] } | null }

let market: Market;
let merchant: TestMerchant;
let publicKeys: Readonly<Record<string, string>>;

beforeAll(async () => {
  market = await Market.open();
  merchant = await foundMerchant(market, 'kiln-software', 'CN');
  const { body } = await market.get('/v1/licence-keys/public-keys').expect(200);
  publicKeys = Object.fromEntries((body as { items: { keyId: string; publicKey: string }[] }).items.map(({ keyId, publicKey }) => [keyId, publicKey]));
}, 120_000);
afterAll(() => market.close());

const productOf = async (slug: string) => ((await market.get(`/v1/products/${slug}`).expect(200)).body as { id: string }).id;
const seatsOf = async (order: PlacedOrder) => ((await market.deliveries(order)) as unknown as Seat[]).toSorted((left, right) => left.seat - right.seat);
const poolOf = async (variantId: string) => (await market.get(`/v1/merchant/variants/${variantId}/licence-keys`, merchant.owner).expect(200)).body as { free: number; given: number; onSale: number | null };
const importKeys = (variantId: string, keys: readonly string[]) => market.post(`/v1/merchant/variants/${variantId}/licence-keys`, { csv: ['key', ...keys].join('\n') }, merchant.owner);
const planKeys = (variantId: string, plan: object) => request(market.url).put(`/v1/merchant/variants/${variantId}/key-plan`).set(merchant.owner).send(plan).expect(204);
const program = (what: string, body: object) => request(market.url).post(`/v1/licences/${what}`).send(body);
const verdict = async (key: string, product: string, fingerprint?: string) => (await program('verify', { key, product, fingerprint }).expect(200)).body as Verdict;
const refusalOf = ({ body }: { body: unknown }) => (body as { code: string }).code;

async function order(variantId: string, quantity: number): Promise<PlacedOrder> {
  const { body } = await market.quote([{ variantId, quantity }]).expect(201);
  return (await market.place((body as { id: string }).id).expect(201)).body as PlacedOrder;
}

async function paid(variantId: string, quantity: number): Promise<PlacedOrder> {
  const placed = await order(variantId, quantity);
  await market.pay(placed).expect(303);
  await market.until(async () => (await seatsOf(placed)).length === quantity);
  return placed;
}

async function refund(placed: PlacedOrder, quantity: number): Promise<void> {
  const admin = await market.signIn('admin@silkport.example');
  await market.post(`/v1/admin/orders/${placed.number}/refunds`, { reason: 'goodwill', lines: [{ lineId: placed.lines[0]?.id, quantity }] }, admin).expect(201);
}

describe('three seats of a program', () => {
  const slug = 'kiln-planner';
  let variantId: string;
  let product: string;
  let placed: PlacedOrder;
  let keys: string[];
  let file: string;

  beforeAll(async () => {
    variantId = await putOnSale(market, { slug, kind: 'licence-key', merchant });
    product = await productOf(slug);
  });

  it('are sold from a pool that the merchant imports, all keys or none', async () => {
    await planKeys(variantId, { source: 'pool', maxMachines: 2, fileDays: 14, features: ['pro', 'glazes'] });
    expect((await importKeys(variantId, ['KILN-0001', 'KILN-0002', 'KILN-0003', 'KILN-0004']).expect(201)).body).toEqual({ imported: 4 });
    expect(refusalOf(await importKeys(variantId, ['KILN-0005', 'KILN-0002']).expect(409))).toBe('delivery.keys_in_pool');
    expect(await poolOf(variantId)).toMatchObject({ free: 4, given: 0, onSale: 4 });
    const stranger = await foundMerchant(market, 'other-software', 'CN');
    await market.get(`/v1/merchant/variants/${variantId}/licence-keys`, stranger.owner).expect(404);

    placed = await paid(variantId, 3);
    const seats = await seatsOf(placed);
    keys = seats.flatMap((seat) => seat.keys);
    expect(seats.map(({ state }) => state)).toEqual(['active', 'active', 'active']);
    expect(keys).toEqual(['KILN-0001', 'KILN-0002', 'KILN-0003']);
    expect(await poolOf(variantId)).toMatchObject({ free: 1, given: 3, onSale: 1 });
  });

  it('show the same key again after a connection that broke while it was read', async () => {
    const { number, accessKey } = await paid(await anotherPool(), 1);
    const { hostname, port } = new URL(market.url);
    for (let time = 0; time < 3; time += 1) {
      const socket = connect(Number(port), hostname);
      socket.write(`GET /v1/orders/${number}/deliveries?key=${accessKey} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
      if (time) await once(socket, 'data');
      socket.destroy();
    }
    const broken = { number, accessKey } as PlacedOrder;
    const [first, second] = [await seatsOf(broken), await seatsOf(broken)];
    expect(first[0]?.keys).toEqual(['OTHER-0001']);
    expect(second).toEqual(first);
    expect(await market.query("SELECT 1 FROM delivery.accesses WHERE what = 'key_shown' AND entitlement_id = $1", [first[0]?.entitlementId])).toHaveLength(1);
  });

  it('are used on two machines each, and told by signed answers', async () => {
    const activate = (fingerprint: string) => program('activate', { key: keys[0], product, fingerprint, name: `The ${fingerprint}`, nonce: 'first' });
    const { text, headers } = await activate('studio-laptop').expect(200);
    const asked = { call: 'activate' as const, key: keys[0] ?? '', product, fingerprint: 'studio-laptop', nonce: 'first' };
    const answer = { body: text, headers: headers as Record<string, string>, publicKeys, asked };
    expect(await verifyAnswer(answer)).toBe('genuine');
    expect(await verifyAnswer({ ...answer, body: text.replace('"pro"', '"max"') })).toBe('forged');
    const swapped = await program('activate', { key: keys[2], product, fingerprint: 'studio-laptop', nonce: 'first' }).expect(200);
    expect(await verifyAnswer({ ...answer, body: swapped.text, headers: swapped.headers as Record<string, string> })).toBe('other_question');
    const typed = { key: ` ${keys[0]?.toLowerCase()} `, product, nonce: 'second' };
    const unbound = await program('verify', typed).expect(200);
    const ofUnbound = { body: unbound.text, headers: unbound.headers as Record<string, string>, publicKeys };
    expect(await verifyAnswer({ ...ofUnbound, asked: { call: 'verify', ...typed } })).toBe('genuine');
    expect(await verifyAnswer({ ...ofUnbound, asked: { call: 'verify', ...typed, fingerprint: 'studio-laptop' } })).toBe('other_question');
    await activate('studio-laptop').expect(200);
    await activate('workshop-pc').expect(200);
    expect(refusalOf(await activate('a-third-machine').expect(409))).toBe('delivery.machine_limit_reached');
    expect(await verdict(keys[0] ?? '', product, 'studio-laptop')).toMatchObject({ valid: true, code: 'valid', licence: { machines: 2, features: ['pro', 'glazes'] } });
    expect(await verdict(keys[0] ?? '', product, 'a-third-machine')).toMatchObject({ valid: false, code: 'machine_not_active' });
    expect(await verdict('KILN-0004', product)).toMatchObject({ valid: false, code: 'unknown', licence: null });
    expect(await verdict(keys[0] ?? '', await productOf('other-program'))).toMatchObject({ valid: false, code: 'unknown', licence: null });
    await program('verify', { key: keys[0], product, fingerprint: 'a b' }).expect(400);
    await program('activate', { key: 'KILN-0004', product, fingerprint: 'studio-laptop' }).expect(404);
  });

  it('are proven by a file without network, to their machine and by an honest clock only', async () => {
    ({ body: { file } } = await program('licence-file', { key: keys[0], product, fingerprint: 'studio-laptop' }).expect(200) as { body: { file: string } });
    await program('licence-file', { key: keys[0], product, fingerprint: 'a-third-machine' }).expect(409);
    const kept = new Map<string, { seenAt: number; sequence: number }>();
    const memory = { read: (id: string) => Promise.resolve(kept.get(id)), write: (id: string, seen: { seenAt: number; sequence: number }) => Promise.resolve(void kept.set(id, seen)) };
    const check = { publicKeys, product, machine: 'studio-laptop', memory };
    expect(await verifyLicenceFile(file, check)).toMatchObject({ valid: true, licence: { product, machine: 'studio-laptop', seats: 2, features: ['pro', 'glazes'], sequence: 1 } });
    expect(await verifyLicenceFile(file, { ...check, machine: 'workshop-pc' })).toEqual({ valid: false, code: 'wrong_machine' });
    const [, , , payload = ''] = file.split('.');
    const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()) as object, expires: '2099-01-01T00:00:00.000Z' })).toString('base64url');
    expect(await verifyLicenceFile(file.replace(payload, forged), check)).toEqual({ valid: false, code: 'forged' });
    expect(await verifyLicenceFile(file, { ...check, now: Date.now() + 15 * 86_400_000 })).toEqual({ valid: false, code: 'expired' });
    expect(await verifyLicenceFile(file, { ...check, now: Date.now() + 86_400_000 })).toEqual({ valid: false, code: 'clock_set_back' });
  });

  it('have a page where a machine without network gets its place and its file, and a place is kept until that file ends', async () => {
    const [, second] = await seatsOf(placed);
    const address = (path: string) => `/ru/orders/${placed.number}/items/${second?.entitlementId}${path}?key=${placed.accessKey}`;
    const post = (path: string, form: object = {}) => request(market.url).post(address(path)).type('form').set('origin', market.url).send(form);
    await post('/machines', { fingerprint: 'offline-kiln-7', name: 'Печь 7' }).expect(303);
    const refused = await post('/machines', { fingerprint: 'kurz' }).expect(400);
    expect(refused.text).toMatch(/id="fingerprint"[^>]*aria-invalid="true"/);
    const { text } = await market.get(address('/machines')).expect(200);
    expect(text).toContain('Печь 7');
    expect(text).toContain(keys[1]);
    const machineId = /machines\/([0-9a-f-]{36})\/licence-file/.exec(text)?.[1] ?? '';
    const download = await post(`/machines/${machineId}/licence-file`).expect(200);
    expect(download.headers['content-disposition']).toMatch(/^attachment; filename="[0-9a-f-]{36}\.1\.licence"$/);
    expect(await verifyLicenceFile(download.text, { publicKeys, product, machine: 'offline-kiln-7' })).toMatchObject({ valid: true });
    await post(`/machines/${machineId}/deactivation`).expect(303);
    expect(await verdict(keys[1] ?? '', product, 'offline-kiln-7')).toMatchObject({ code: 'machine_not_active' });
    const { text: kept } = await market.get(`/en/orders/${placed.number}/items/${second?.entitlementId}?key=${placed.accessKey}`).expect(200);
    expect(kept).toContain('1 of 2 places');
    expect(kept).toMatch(/Печь 7[\s\S]*Its licence file is still good: the place is free from/);
    expect(kept).not.toContain(`machines/${machineId}/deactivation`);
    await market.get(`/en/orders/${placed.number}/items/${second?.entitlementId}/machines`).expect(404);
  });

  it('of which one is refunded end with that one: its machines lose their places, the others run on', async () => {
    for (const [index, key] of keys.entries()) await program('activate', { key, product, fingerprint: `seat-${index}-machine` }).expect(index ? 200 : 409);
    await refund(placed, 1);
    await market.until(async () => (await verdict(keys[2] ?? '', product)).code === 'revoked');
    expect((await seatsOf(placed)).map(({ state, keys: left }) => [state, left.length])).toEqual([['active', 1], ['active', 1], ['revoked', 0]]);
    expect(await verdict(keys[0] ?? '', product, 'studio-laptop')).toMatchObject({ valid: true });
    expect(await verdict(keys[1] ?? '', product, 'seat-1-machine')).toMatchObject({ valid: true });
    expect(refusalOf(await program('activate', { key: keys[2], product, fingerprint: 'seat-2-machine' }).expect(403))).toBe('delivery.access_suspended');
    await program('licence-file', { key: keys[2], product, fingerprint: 'seat-2-machine' }).expect(403);
    await market.until(async () => (await verdict(keys[2] ?? '', product)).licence?.machines === 0);
    expect(await poolOf(variantId)).toMatchObject({ free: 1, given: 3, onSale: 1 });

    await refund(placed, 2);
    await market.until(async () => (await verdict(keys[0] ?? '', product, 'studio-laptop')).code === 'revoked');
    const noted = await market.query<{ subject: string }>("SELECT DISTINCT subject FROM delivery.accesses x JOIN delivery.entitlements e ON e.id = x.entitlement_id WHERE e.order_line_id = $1 AND what = 'refused' ORDER BY 1", [placed.lines[0]?.id]);
    expect(noted.map(({ subject }) => subject)).toEqual(['delivery.access_suspended', 'delivery.machine_limit_reached', 'delivery.machine_not_active', 'licence.machine_not_active', 'licence.revoked', 'ordering.order_unknown']);
  });

  /** A pool of one key of another product. */
  async function anotherPool(): Promise<string> {
    const other = await putOnSale(market, { slug: 'other-program', kind: 'licence-key', merchant });
    await importKeys(other, ['OTHER-0001']).expect(201);
    return other;
  }
});

describe('a key that nobody has seen', () => {
  it('goes back on sale when its order is refunded', async () => {
    const variantId = await putOnSale(market, { slug: 'unseen-program', kind: 'licence-key', merchant });
    await importKeys(variantId, ['UNSEEN-0001']).expect(201);
    const placed = await order(variantId, 1);
    await market.pay(placed).expect(303);
    await market.until(async () => (await poolOf(variantId)).given === 1);
    await refund(placed, 1);
    await market.until(async () => (await poolOf(variantId)).free === 1);
    expect(await poolOf(variantId)).toMatchObject({ free: 1, given: 0, onSale: 1 });
  });
});

describe('a page', () => {
  it('notes as seen the keys that it shows, by whom, and no other', async () => {
    const variantId = await putOnSale(market, { slug: 'quiet-program', kind: 'licence-key', merchant });
    await importKeys(variantId, ['QUIET-0001', 'QUIET-0002', 'QUIET-0003']).expect(201);
    const placed = await order(variantId, 3);
    await market.pay(placed).expect(303);
    await market.until(async () => (await poolOf(variantId)).given === 3);
    const page = async (path: string, agent: string) => (await market.get(`/en/orders/${placed.number}${path}?key=${placed.accessKey}`, { 'user-agent': agent }).expect(200)).text;
    const shown = () => market.query<{ seat: number; agent: string }>("SELECT e.seat, x.user_agent AS agent FROM delivery.accesses x JOIN delivery.entitlements e ON e.id = x.entitlement_id WHERE e.order_line_id = $1 AND what = 'key_shown' ORDER BY 1", [placed.lines[0]?.id]);
    const [second] = await market.query<{ id: string }>('SELECT id FROM delivery.entitlements WHERE order_line_id = $1 AND seat = 2', [placed.lines[0]?.id]);
    await page('/status', 'a script');
    expect(await shown()).toEqual([]);
    const seat = await page(`/items/${second?.id}`, 'a phone');
    expect(['1', '2', '3'].filter((n) => seat.includes(`QUIET-000${n}`))).toEqual(['2']);
    expect(await shown()).toEqual([{ seat: 2, agent: 'a phone' }]);
    const all = await page('', 'a desk');
    expect(['1', '2', '3'].filter((n) => all.includes(`QUIET-000${n}`))).toEqual(['1', '2', '3']);
    expect(await shown()).toEqual([{ seat: 1, agent: 'a desk' }, { seat: 2, agent: 'a phone' }, { seat: 3, agent: 'a desk' }]);
  });
});

describe('generated keys', () => {
  it('are made when they are sold, without a pool, and end with their days', async () => {
    const variantId = await putOnSale(market, { slug: 'made-program', kind: 'licence-key', merchant });
    await planKeys(variantId, { source: 'generated', pattern: 'MADE-XXXXX-XXXXX-XXXXX-XXXXX', validityDays: 30 });
    const [seat] = await seatsOf(await paid(variantId, 1));
    expect(seat?.keys[0]).toMatch(/^MADE(-[0-9A-Z]{5}){4}$/);
    const { licence } = await verdict(seat?.keys[0] ?? '', await productOf('made-program')) as unknown as { licence: { expiresAt: string } };
    expect(Math.round((Date.parse(licence.expiresAt) - Date.now()) / 86_400_000)).toBe(30);
  });
});

describe('200 buyers at once for 100 keys', () => {
  it('are 100 with a key each, none twice, and 100 who are told before they pay', async () => {
    const variantId = await putOnSale(market, { slug: 'rush-program', kind: 'licence-key', merchant });
    await importKeys(variantId, Array.from({ length: 100 }, (_, n) => `RUSH-${String(n).padStart(4, '0')}`)).expect(201);
    const quotes = await Promise.all(Array.from({ length: 200 }, async () => ((await market.quote([{ variantId, quantity: 1 }]).expect(201)).body as { id: string }).id));
    const answers = await Promise.all(quotes.map(async (quoteId) => market.place(quoteId)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
    expect(answers.filter((answer) => answer.status === 409 && refusalOf(answer) === 'catalog.sold_out')).toHaveLength(100);
    const placed = answers.filter(({ status }) => status === 201).map(({ body }) => body as PlacedOrder);
    await Promise.all(placed.map(async (each) => market.pay(each).expect(303)));
    await market.until(async () => (await poolOf(variantId)).given === 100, 30_000);
    const given = (await Promise.all(placed.map(seatsOf))).map((seats) => seats.flatMap(({ keys }) => keys));
    expect(given.every((keys) => keys.length === 1)).toBe(true);
    expect(new Set(given.flat()).size).toBe(100);
    expect(await poolOf(variantId)).toMatchObject({ free: 0, given: 100, onSale: 0 });
  }, 90_000);

  it('of whom more were let in than there are keys get their money back, and the others their keys', async () => {
    const variantId = await putOnSale(market, { slug: 'short-program', kind: 'licence-key', merchant, stock: 12, keys: Array.from({ length: 8 }, (_, n) => `SHORT-${n}`) });
    const placed = await Promise.all(Array.from({ length: 12 }, () => order(variantId, 1)));
    await Promise.all(placed.map(async (each) => market.pay(each).expect(303)));
    const standing = async () => Promise.all(placed.map(async (each) => ({ order: await market.ask(each), seats: await seatsOf(each) })));
    await market.until(async () => (await standing()).every(({ order: { status }, seats }) => (seats[0]?.state === 'active' ? status === 'delivered' : status === 'refunded')), 30_000);
    const all = await standing();
    expect(new Set(all.flatMap(({ seats }) => seats.flatMap(({ keys }) => keys))).size).toBe(8);
    expect(all.filter(({ order: { status }, seats }) => status === 'refunded' && seats[0]?.state === 'revoked')).toHaveLength(4);
  }, 60_000);
});
