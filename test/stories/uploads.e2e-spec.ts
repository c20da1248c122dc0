import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DownloadLinks } from '@silkport/delivery';
import { demoAdminEmail, demoPassword } from '@silkport/demo';
import { AddTeamMembers, CreatePeople, hashPassword } from '@silkport/identity';
import { Signatures } from '@silkport/platform';
import pg from 'pg';
import { Upload } from 'tus-js-client';
import { tarOf, zipOf } from '../../libs/delivery/src/uploads/testing.js';
import { InsistentClient } from '../support/insistent-client.js';
import { signingSecret } from '../support/market-database.js';
import { putOnSale } from '../support/market-goods.js';
import { MarketProcess } from '../support/market-process.js';

const megabyte = 1024 * 1024;
/** Large enough to have a hash for each of its parts. */
const film = Buffer.concat([Buffer.from('\0a film of looms'), randomBytes(66 * megabyte)]);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const password = 'loom and kiln and lathe';

let market: MarketProcess;
let client: pg.Client;
let shop: InsistentClient;
let variantId: string;
let productId: string;
let owner: Record<string, string>;
let stranger: Record<string, string>;

beforeAll(async () => {
  market = await MarketProcess.prepare();
  client = new pg.Client({ connectionString: market.database.url });
  await client.connect();
  await market.furnish(async (app) => {
    variantId = await putOnSale({ app }, { slug: 'film-of-looms', kind: 'download' });
    const { rows: [own] } = await client.query<{ id: string; merchant: string }>("SELECT id, merchant_id AS merchant FROM catalog.products WHERE slug = 'film-of-looms'");
    const { rows: [other] } = await client.query<{ merchant: string }>('SELECT merchant_id AS merchant FROM catalog.products WHERE merchant_id <> $1 LIMIT 1', [own?.merchant]);
    productId = own?.id ?? '';
    const people = ['owner@looms.example', 'owner@elsewhere.example'].map((email) => ({ email, locale: 'en' as const, emailConfirmed: true }));
    const passwordHash = await hashPassword(password);
    const ids = await app.get(CreatePeople, { strict: false }).run(people.map((person) => ({ ...person, passwordHash })));
    await app.get(AddTeamMembers, { strict: false }).run([own, other].map((of, index) => ({ personId: ids[index] ?? '', merchantId: of?.merchant ?? '', role: 'owner' as const })));
  });
  shop = new InsistentClient(market.url);
  await market.start();
  owner = await signedIn('owner@looms.example');
  stranger = await signedIn('owner@elsewhere.example');
}, 90_000);
afterAll(async () => {
  shop.isOver = true;
  await client.end();
  await market.remove();
});

interface UploadSeen { readonly id: string; readonly state: string; readonly reason: string | null; readonly refusal: string | null; readonly receivedBytes: number; readonly sha256: string | null }
interface FileSeen { readonly url: string | null; readonly sha256: string; readonly fileName: string; readonly version: string | null }
interface Delivered { readonly items: readonly { entitlementId: string; state: string; files: readonly FileSeen[] }[] }

async function signedIn(email: string, secret = password): Promise<Record<string, string>> {
  const { token } = await shop.create<{ token: string }>('/v1/sessions', { email, password: secret });
  return { authorization: `Bearer ${token}` };
}

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + 25_000; Date.now() < until; await wait(50)) {
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  throw new Error('What was waited for did not come');
}

const metadataOf = (fileName: string, contentType: string, product = productId) => ({ productId: product, filename: fileName, filetype: contentType });
const written = (told: Readonly<Record<string, string>>) => Object.entries(told).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');
const tus = { 'tus-resumable': '1.0.0' };

/** Begins an upload; with `first` its first bytes come along. */
function begin(as: Record<string, string>, told: Record<string, string>, sizeBytes: number, first?: Buffer, more: Record<string, string> = {}): Promise<Response> {
  const type: Record<string, string> = first ? { 'content-type': 'application/offset+octet-stream' } : {};
  return fetch(`${market.url}/v1/merchant/uploads`, { method: 'POST', headers: { ...as, ...tus, ...type, 'upload-length': String(sizeBytes), 'upload-metadata': written(told), ...more }, ...(first ? { body: new Uint8Array(first) } : {}) });
}

const seen = (id: string, locale = 'en') => fetch(`${market.url}/v1/merchant/uploads/${id}?locale=${locale}`, { headers: owner }).then((answer) => answer.json() as Promise<UploadSeen>);
const judged = (id: string, locale?: string) => eventually(async () => {
  const upload = await seen(id, locale);
  return ['ready', 'refused'].includes(upload.state) ? upload : undefined;
});
const idIn = (answer: Response) => answer.headers.get('location')?.split('/').at(-1) ?? '';

async function uploaded(fileName: string, contentType: string, bytes: Buffer): Promise<string> {
  const answer = await begin(owner, metadataOf(fileName, contentType), bytes.length, bytes);
  expect([answer.status, answer.headers.get('upload-offset')]).toEqual([201, String(bytes.length)]);
  return idIn(answer);
}

const publish = (version: string, uploadId: string, notes: Record<string, string> = { en: 'New' }, key: string = randomUUID()) => fetch(`${market.url}/v1/merchant/products/${productId}/releases`, {
  method: 'POST', headers: { ...owner, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify({ version, notes, files: [{ uploadId, title: { en: `Film ${version}` } }] }),
});

const card = new URLSearchParams({ email: 'a@example.kz', card_number: '4242424242424242', card_expiry: '12 / 34', card_cvc: '123', name: 'Aigerim', country: 'KZ' });

async function bought(): Promise<{ number: string; deliveries: string }> {
  const { id } = await shop.create<{ id: string }>('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' });
  const placed = await shop.create<{ number: string; accessKey: string; checkoutUrl: string }>('/v1/orders', { quoteId: id, email: 'aigerim@example.kz', acceptTerms: true });
  await fetch(placed.checkoutUrl, { method: 'POST', body: card, redirect: 'manual' });
  const deliveries = `${market.url}/v1/orders/${placed.number}/deliveries?key=${placed.accessKey}`;
  await delivered(deliveries, ({ items }) => items[0]?.state === 'active');
  return { number: placed.number, deliveries };
}

const delivered = (address: string, isThere: (what: Delivered) => boolean) => eventually(async () => {
  const what = await fetch(address).then((answer) => answer.json() as Promise<Delivered>);
  return isThere(what) ? what : undefined;
});

/** Sends a file with a client of tus until half of it is away, and then goes. @returns the upload's address */
function sentHalf(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${market.url}/v1/merchant/uploads`, metadata: metadataOf('film.bin', 'application/octet-stream'), headers: owner, retryDelays: null, onError: reject,
      onProgress: (sent, all) => { if (sent >= all / 2) void upload.abort().then(() => resolve(upload.url ?? ''), reject); },
    });
    upload.start();
  });
}

const sentOn = (bytes: Buffer, uploadUrl: string) => new Promise<void>((resolve, reject) => {
  new Upload(bytes, { endpoint: `${market.url}/v1/merchant/uploads`, uploadUrl, headers: owner, retryDelays: [100, 1000], onError: reject, onSuccess: () => resolve() }).start();
});

it('a film that breaks off at half, over a server that is killed, is checked, published, and reaches who bought the version before', async () => {
  const first = await uploaded('guide.pdf', 'application/pdf', pdf);
  expect(await judged(first)).toMatchObject({ state: 'ready', sha256: sha256(pdf) });
  const key = randomUUID();
  const published = await publish('1.0', first, { en: 'First' }, key);
  const { id } = (await published.json()) as { id: string };
  expect([published.status, await (await publish('1.0', first, { en: 'First' }, key)).json()]).toEqual([201, { id }]);
  const order = await bought();

  const address = await sentHalf(film);
  await market.kill();
  await market.start();
  const head = await fetch(address, { method: 'HEAD', headers: { ...owner, ...tus } });
  const offset = Number(head.headers.get('upload-offset'));
  expect([head.status, offset > 0, offset < film.length]).toEqual([200, true, true]);
  await sentOn(film, address);
  const uploadId = address.split('/').at(-1) ?? '';
  expect(await judged(uploadId)).toMatchObject({ state: 'ready', sha256: sha256(film), receivedBytes: film.length });
  const whole = await fetch(address, { method: 'HEAD', headers: { ...owner, ...tus } });
  expect([whole.status, whole.headers.get('upload-offset'), whole.headers.get('upload-length')]).toEqual([200, String(film.length), String(film.length)]);
  const more = await fetch(address, { method: 'PATCH', headers: { ...owner, ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, body: new Uint8Array(pdf) });
  expect(await codeOf(more)).toEqual([409, 'delivery.upload_closed']);
  expect((await delivered(order.deliveries, () => true)).items[0]?.files.map(({ version }) => version)).toEqual(['1.0']);

  expect((await publish('2.0', uploadId, { en: 'In colour', ru: 'Теперь в цвете' })).status).toBe(201);
  expect(await codeOf(await fetch(address, { method: 'DELETE', headers: owner }))).toEqual([409, 'delivery.upload_closed']);
  const { items: [item] } = await delivered(order.deliveries, ({ items }) => items[0]?.files.length === 2);
  const file = item?.files.find(({ version }) => version === '2.0');
  const bytes = new Uint8Array(await (await fetch(file?.url ?? '')).arrayBuffer());
  expect([sha256(bytes), file?.sha256]).toEqual([sha256(film), sha256(film)]);
  const told = (await (await fetch(`${file?.url}/chunks`)).json()) as { chunkBytes: number; chunks: string[]; sha256: string };
  expect(told.chunks).toEqual(Array.from({ length: Math.ceil(film.length / told.chunkBytes) }, (_, index) => sha256(film.subarray(index * told.chunkBytes, (index + 1) * told.chunkBytes))));

  const mail = await eventually(async () => (await client.query<{ locale: string; subject: string; text: string; recipient: string }>("SELECT locale, subject, text, recipient FROM notifications.messages WHERE kind = 'release-published'")).rows[0]);
  expect(mail).toMatchObject({ locale: 'ru', recipient: 'aigerim@example.kz', subject: expect.stringContaining('2.0') as string });
  expect(mail.text).toContain('Теперь в цвете');
  expect(mail.text).toContain(`/ru/orders/${order.number}/items/${item?.entitlementId}?key=`);

  const admin = await signedIn(demoAdminEmail, demoPassword);
  await shop.create(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill' }, admin);
  await delivered(order.deliveries, ({ items }) => items[0]?.state === 'revoked');
  expect(await codeOf(await fetch(file?.url ?? ''))).toEqual([403, 'delivery.access_suspended']);
}, 120_000);

it('another merchant is refused on every method, also by an address that names two uploads', async () => {
  const mine = idIn(await begin(owner, metadataOf('guide.pdf', 'application/pdf'), pdf.length));
  const address = `${market.url}/v1/merchant/uploads/${mine}`;
  const bytes = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  for (const [method, headers] of [['GET', {}], ['PATCH', { ...tus, ...bytes }], ['DELETE', tus]] as const) {
    expect(await codeOf(await fetch(address, { method, headers: { ...stranger, ...headers }, ...(method === 'PATCH' ? { body: new Uint8Array(pdf) } : {}) }))).toEqual([404, 'delivery.upload_unknown']);
  }
  expect((await fetch(address, { method: 'HEAD', headers: { ...stranger, ...tus } })).status).toBe(404);
  expect(await codeOf(await begin(stranger, metadataOf('guide.pdf', 'application/pdf'), 10))).toEqual([404, 'catalog.not_your_product']);
  for (const [method, path] of [['GET', 'uploads'], ['GET', 'releases'], ['DELETE', `files/${randomUUID()}?reason=misprint`]] as const) {
    expect((await fetch(`${market.url}/v1/merchant/products/${productId}/${path}`, { method, headers: stranger })).status).toBe(404);
  }

  const { rows: [other] } = await client.query<{ id: string }>("SELECT p.id FROM catalog.products p JOIN identity.team_members t ON t.merchant_id = p.merchant_id JOIN identity.people i ON i.id = t.person_id WHERE i.email = 'owner@elsewhere.example' LIMIT 1");
  const own = idIn(await begin(stranger, metadataOf('guide.pdf', 'application/pdf', other?.id), pdf.length));
  for (const disguise of [`${own}?x=/${mine}`, `${own}?/${mine}/`, `${own}#/${mine}`]) await fetch(`${market.url}/v1/merchant/uploads/${disguise}`, { method: 'PATCH', headers: { ...stranger, ...tus, ...bytes }, body: new Uint8Array(pdf.subarray(0, 4)) });
  expect(await seen(mine)).toMatchObject({ state: 'receiving', receivedBytes: 0 });
  expect(await fetch(`${market.url}/v1/merchant/uploads/${own}`, { headers: stranger }).then((answer) => answer.json())).toMatchObject({ receivedBytes: 4 });

  expect((await fetch(address, { method: 'DELETE', headers: owner })).status).toBe(204);
  expect(await codeOf(await fetch(address, { headers: owner }))).toEqual([404, 'delivery.upload_unknown']);
}, 30_000);

it('requests that are no such tus are refused, with the reason', async () => {
  const told = metadataOf('guide.pdf', 'application/pdf');
  const refused = async (answer: Promise<Response>) => codeOf(await answer);
  expect(await refused(begin(owner, told, 10, undefined, { 'tus-resumable': '0.2.2' }))).toEqual([412, 'delivery.tus_version_refused']);
  const odd: Record<string, string>[] = [{ 'upload-concat': 'partial' }, { 'upload-defer-length': '1' }, { 'content-encoding': 'gzip' }, { 'upload-metadata': 'filename $' }, { 'upload-length': '-1' }];
  for (const more of odd) {
    expect(await refused(begin(owner, told, 10, undefined, more))).toEqual([400, 'delivery.upload_not_understood']);
  }
  expect(await refused(begin(owner, told, 11_000_000_000))).toEqual([413, 'delivery.upload_too_large']);
  expect(await refused(begin(owner, metadataOf('../guide.pdf', 'application/pdf'), 10))).toEqual([422, 'delivery.file_name_refused']);
  expect(await refused(begin(owner, metadataOf('guide.pdf', 'text/html'), 10))).toEqual([422, 'delivery.content_type_refused']);
});

it('bytes that do not fit are refused as everything else is: in the reader’s language, with the header that is wrong, and to clients of tus as tus', async () => {
  const bytes = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '4' };
  const first = await begin(owner, metadataOf('guide.pdf', 'application/pdf'), pdf.length, pdf.subarray(0, 4));
  const address = market.url + (new URL(first.headers.get('location') ?? '', market.url)).pathname;
  const send = (headers: Record<string, string>, body: Buffer = pdf.subarray(4)) => fetch(address, { method: 'PATCH', headers: { ...owner, ...tus, 'accept-language': 'ru', ...headers }, body: new Uint8Array(body) });
  const problem = async (answer: Response) => {
    const { status, code, detail, errors } = (await answer.json()) as { status: number; code: string; detail: string; errors: { field: string }[] };
    expect([answer.headers.get('content-type'), answer.headers.get('tus-resumable'), status]).toEqual(['application/problem+json; charset=utf-8', '1.0.0', answer.status]);
    expect(detail).toMatch(/\p{Script=Cyrillic}/u);
    return [status, code, errors?.[0]?.field];
  };
  expect(await problem(await send({ ...bytes, 'upload-offset': '0' }))).toEqual([409, 'delivery.upload_offset_refused', 'Upload-Offset']);
  expect(await problem(await send(bytes, Buffer.concat([pdf, pdf])))).toEqual([413, 'delivery.upload_overrun', 'Upload-Length']);
  for (const offset of ['-4', '4.0', '']) expect(await problem(await send({ ...bytes, 'upload-offset': offset }))).toEqual([400, 'delivery.upload_not_understood', 'Upload-Offset']);
  for (const type of ['application/json', 'application/x-loom', 'application/offset+octet-stream; a=b']) expect(await problem(await send({ ...bytes, 'content-type': type }))).toEqual([415, 'delivery.upload_type_refused', 'Content-Type']);
  expect(await problem(await send({ ...bytes, 'tus-resumable': '0.2.2' }))).toEqual([412, 'delivery.tus_version_refused', 'Tus-Resumable']);
  expect(await problem(await fetch(address, { headers: { ...stranger, 'accept-language': 'ru' } }))).toEqual([404, 'delivery.upload_unknown', undefined]);
  expect(await problem(await begin(owner, metadataOf('guide.pdf', 'application/pdf'), 10, pdf, { 'accept-language': 'ru' }))).toEqual([413, 'delivery.upload_overrun', 'Upload-Length']);
  expect(await problem(await begin(owner, metadataOf('guide.pdf', 'application/pdf'), 10, pdf.subarray(0, 4), { 'accept-language': 'ru', 'content-type': 'text/plain' }))).toEqual([415, 'delivery.upload_type_refused', 'Content-Type']);
  // Nothing of it was kept, and the right bytes still come, also through proxies that each say how they were asked.
  expect((await send({ ...bytes, 'x-forwarded-proto': 'https,http' })).status).toBe(204);
  expect(await judged(address.split('/').at(-1) ?? '')).toMatchObject({ state: 'ready', sha256: sha256(pdf) });
}, 30_000);

it.each([
  ['guide.pdf', 'application/pdf', Buffer.from('MZ\x90\0 no guide, a program'), 'wrong_type'],
  ['looms.zip', 'application/zip', zipOf([{ name: '../../evil.sh', bytes: Buffer.from('evil') }]), 'archive_path'],
  ['looms.tgz', 'application/gzip', gzipSync(tarOf([{ name: '/etc/passwd', bytes: Buffer.from('evil') }])), 'archive_path'],
  ['bomb.zip', 'application/zip', zipOf([{ name: 'zeros', bytes: Buffer.alloc(80 * megabyte) }]), 'archive_bomb'],
])('%s as %s is refused, told why in the reader’s language, and nobody gets a byte of it', async (fileName, contentType, bytes, reason) => {
  const id = await uploaded(fileName, contentType, bytes);
  const upload = await judged(id, 'ru');
  expect(upload).toMatchObject({ state: 'refused', reason, refusal: expect.stringMatching(/\p{Script=Cyrillic}/u) as string, sha256: null });
  expect(await codeOf(await publish(`9.${reason}.${fileName}`, id))).toEqual([409, 'delivery.upload_not_ready']);
  const { rows: [held] } = await client.query<{ id: string }>('SELECT id FROM delivery.entitlements LIMIT 1');
  const link = new DownloadLinks(new Signatures(signingSecret)).linkFor({ entitlementId: held?.id ?? '', assetId: id }, new Date());
  expect((await fetch(market.url + link)).status).toBe(403);
  expect((await fetch(`${market.url}/v1/merchant/uploads/${id}`, { headers: { ...owner, ...tus } })).headers.get('content-type')).toContain('application/json');
}, 30_000);
