import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIG, ObjectStorage, type Config } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import request from 'supertest';
import { zipOf } from '../../libs/delivery/src/uploads/testing.js';
import { Market, type PlacedOrder } from '../support/market.js';
import { MarketLedger } from '../support/market-ledger.js';
import { buyService, sellService, type ServiceOnSale } from '../support/service-goods.js';

interface WorkFile { readonly id: string; readonly fileName: string; readonly state: string; readonly reason: string | null; readonly sha256: string | null }
interface Work { readonly briefGivenAt: string | null; readonly briefFiles: readonly WorkFile[]; readonly waitingFiles: readonly WorkFile[]; readonly milestones: readonly { readonly id: string; readonly notes: readonly { readonly kind: string; readonly files: readonly WorkFile[] }[] }[] }
interface Bought { readonly order: PlacedOrder; readonly id: string }
type Files = readonly (readonly [name: string, bytes: Buffer | string])[];

const plan = { questions: [{ id: 'size', label: { en: 'How large?', ru: 'Какого размера?' }, isRequired: true }], milestones: [{ name: { en: 'Whole', ru: 'Всё' }, shareBasisPoints: 10_000, dueDays: 7 }], acceptDays: 14, changeRounds: 2 };
const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

let market: Market;
let books: MarketLedger;
let work: ServiceOnSale;

const at = ({ order, id }: Bought, what = '') => `/v1/orders/${order.number}/deliveries/${id}/commission${what}?key=${order.accessKey}&locale=en`;
const page = ({ order, id }: Bought, what = '') => `/ru/orders/${order.number}/items/${id}/brief${what}?key=${order.accessKey}`;
const html = (bought: Bought) => market.get(page(bought), { accept: 'text/html' }).expect(200).then(({ text }) => text);
const read = async (bought: Bought) => (await market.get(at(bought)).expect(200)).body as Work;
const merchantRead = async ({ id }: Bought) => (await market.get(`/v1/merchant/commissions/${id}`, work.owner).expect(200)).body as Work;
const merchantFile = ({ id }: Bought, fileId: string, who = work.owner) => market.get(`/v1/merchant/commissions/${id}/files/${fileId}`, who).buffer(true);
const put = (address: string, body: object, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);
const part = async (bought: Bought) => (await read(bought)).milestones[0]?.id ?? '';
const quarantine = () => { const folder = path.join(market.app.get<Config>(CONFIG, { strict: false }).dataDir, 'buyer-files'); return { folder, names: existsSync(folder) ? readdirSync(folder) : [] }; };

/** As a browser without a script sends it: the fields, then the files; where none is chosen, one without a name. */
function form(address: string, fields: Readonly<Record<string, string>>, files: Files = [['', '']]): request.Test {
  const parts = [
    ...Object.entries(fields).map(([name, value]) => [`form-data; name="${name}"`, Buffer.from(value)] as const),
    ...files.map(([name, bytes]) => [`form-data; name="files"; filename="${name}"\r\nContent-Type: ${name ? 'text/plain' : 'application/octet-stream'}`, Buffer.from(bytes)] as const),
  ];
  const body = Buffer.concat([...parts.flatMap(([head, bytes]) => [Buffer.from(`------x\r\nContent-Disposition: ${head}\r\n\r\n`), bytes, Buffer.from('\r\n')]), Buffer.from('------x--\r\n')]);
  return request(market.url).post(address).set('accept', 'text/html').set('content-type', 'multipart/form-data; boundary=----x').send(body);
}
const send = (bought: Bought, files: Files) => files.reduce((sent, [name, bytes]) => sent.attach('files', Buffer.from(bytes), name), request(market.url).post(at(bought, '/files')));
const sent = async (bought: Bought, files: Files) => ((await send(bought, files).expect(201)).body as { items: WorkFile[] }).items;

async function buy(): Promise<Bought> {
  const { order, entitlementIds: [id = ''] } = await buyService(market, work);
  return { order, id };
}

beforeAll(async () => {
  market = await Market.open({ env: { BUYER_FILE_MAX_MB: '1' } });
  books = await MarketLedger.open(market);
  work = await sellService(market, { slug: 'vase-to-order', kind: 'commission', price: money(90_000n, 'CNY') });
  await put(`/v1/merchant/products/${work.productId}/variants/${work.variantId}/commission-plan`, plan, work.owner).expect(200);
}, 120_000);
afterAll(() => market.close());

describe('a brief with files, sent from the page without a script', () => {
  let bought: Bought;
  const files: Files = [['../../sketch<b>.pdf', pdf], ['photo.png', 'no picture at all'], ['bomb.zip', zipOf([{ name: 'zeros', bytes: Buffer.alloc(900_000_00) }])]];

  beforeAll(async () => { bought = await buy(); });

  it('is one with them, however often it is sent, and what they are is looked at before anybody gets them', async () => {
    expect(await html(bought)).toMatch(/enctype="multipart\/form-data"[^]*type="file" name="files" multiple/);
    const answers = await Promise.all([form(page(bought), { answer_size: 'A2' }, files), form(page(bought), { answer_size: 'A2' }, files)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    await form(page(bought), { answer_size: 'A2' }, [['another.txt', 'x']]).expect(409);
    await books.rest();
    const { briefFiles } = await read(bought);
    expect(briefFiles.map(({ fileName, state, reason }) => [fileName, state, reason])).toEqual([['sketchb.pdf', 'ready', null], ['photo.png', 'refused', 'wrong_type'], ['bomb.zip', 'refused', 'archive_bomb']]);
    const shown = await html(bought);
    expect(shown).toContain('sketchb.pdf');
    expect(shown).toContain('Не принят.');
    expect(quarantine().names).toEqual([]);
  });

  it('is for the buyer and the merchant alone, and who fetches what is noted', async () => {
    const { briefFiles: [sketch, photo] } = await merchantRead(bought);
    const other = await buy();
    await merchantFile(bought, sketch?.id ?? '', work.foreigner).expect(404);
    await merchantFile(other, sketch?.id ?? '').expect(404);
    await merchantFile(bought, photo?.id ?? '').expect(409);
    await market.get(at(other, `/files/${sketch?.id}`)).expect(404);
    await market.get(at(bought, `/files/${sketch?.id}`).replace(bought.order.accessKey, 'x'.repeat(43))).expect(404);
    const fetched = await merchantFile(bought, sketch?.id ?? '').expect(200);
    expect([fetched.body instanceof Buffer ? fetched.body.toString() : fetched.text, fetched.headers['content-disposition'], fetched.headers['x-content-type-options']]).toEqual([pdf, expect.stringContaining('attachment'), 'nosniff']);
    await market.get(at(bought, `/files/${sketch?.id}`)).expect(200);
    await market.until(async () => (await market.query('SELECT 1 FROM delivery.accesses WHERE entitlement_id = $1 AND subject = $2', [bought.id, 'sketchb.pdf'])).length === 2);
    const log = await market.query<{ what: string; bytes: string }>('SELECT what, bytes::text AS bytes FROM delivery.accesses WHERE entitlement_id = $1 AND subject IS NOT NULL AND what <> \'refused\' ORDER BY what', [bought.id]);
    expect(log).toEqual([{ what: 'read', bytes: String(pdf.length) }, { what: 'read_by_merchant', bytes: String(pdf.length) }]);
    expect((await market.get(`/ru/orders/${bought.order.number}/items/${bought.id}?key=${bought.order.accessKey}`, { accept: 'text/html' })).text).toContain('Скачано мастером');
  });

  it('gets more files while there is work to do, of which the merchant hears', async () => {
    await form(page(bought, '/files'), {}, [['photo.txt', 'in place of the photo']]).expect(303);
    await form(page(bought, '/files'), {}, Array.from({ length: 10 }, (_, index): [string, string] => [`${index}.txt`, 'x'])).expect(409);
    await books.rest();
    expect((await merchantRead(bought)).briefFiles.map(({ fileName }) => fileName)).toEqual(['sketchb.pdf', 'photo.png', 'bomb.zip', 'photo.txt']);
    const told = await market.query(`SELECT 1 FROM notifications.messages WHERE kind = 'brief-files-added' AND merchant_id IS NOT NULL`);
    expect(told.length).toBeGreaterThanOrEqual(1);
  });

  it('and so may be what is said to a part', async () => {
    const milestone = await part(bought);
    const handOver = (words: string) => market.post(`/v1/merchant/commissions/${bought.id}/milestones/${milestone}/hand-over`, { words, uploadIds: [] }, work.owner).expect(204);
    await handOver('Here');
    const again = (await form(page(bought, `/${milestone}/changes`), { words: '   ' }, [['marks.txt', 'a mark']]).expect(400)).text;
    expect(again).toMatch(/<details open[^>]*>[^]*marks\.txt/);
    expect(again).not.toMatch(/fileIds[^]*fileIds/);
    const marks = (await read(bought)).waitingFiles.at(-1);
    expect((await merchantRead(bought)).waitingFiles).toEqual([]);
    await merchantFile(bought, marks?.id ?? '').expect(404);
    await form(page(bought, `/${milestone}/changes`), { words: 'More blue', fileIds: marks?.id ?? '' }).expect(303);
    await handOver('With more blue');
    const [proof] = await sent(bought, [['proof.txt', 'it is green']]);
    await market.post(at(bought, `/milestones/${milestone}/dispute`), { words: 'It is green', fileIds: [marks?.id] }).expect(404);
    await market.post(at(bought, `/milestones/${milestone}/dispute`), { words: 'It is green', fileIds: [proof?.id] }).expect(200);
    await books.rest();
    const notes = (await merchantRead(bought)).milestones[0]?.notes.map(({ kind, files: each }) => [kind, each.map(({ fileName, state }) => `${fileName} ${state}`)]);
    expect(notes).toEqual([['handed_over', []], ['changes_asked', ['marks.txt ready']], ['handed_over', []], ['disputed', ['proof.txt ready']]]);
    expect((await merchantFile(bought, marks?.id ?? '').expect(200)).text).toBe('a mark');
    await market.post(`/v1/admin/commissions/${bought.id}/milestones/${milestone}/decision`, { result: 'released', words: 'Seen' }, books.admin).expect(204);
    await form(page(bought, '/files'), {}, [['late.txt', 'too late']]).expect(409);
  });
});

describe('a form with files that is not as it should be', () => {
  it('is shown again with what was typed and what had come, and what had come need not be chosen again', async () => {
    const bought = await buy();
    const again = (await form(page(bought), { answer_size: ' ' }, [['sketch.txt', 'lines']]).expect(422)).text;
    const [kept] = (await read(bought)).waitingFiles;
    expect(again).toMatch(new RegExp(`<input[^>]* type="checkbox" name="fileIds" value="${kept?.id}" checked`));
    const tooLarge = (await form(page(bought), { answer_size: 'A very long one' }, [['large.txt', Buffer.alloc(1_000_001, 'x')]]).expect(413)).text;
    expect(tooLarge).toContain('A very long one');
    expect(tooLarge).toContain('«large.txt»');
    await form(page(bought), { answer_size: 'A2' }, [['empty.txt', '']]).expect(422);
    await form(page(bought), { answer_size: 'A2' }, Array.from({ length: 11 }, (_, index): [string, string] => [`${index}.txt`, 'x'])).expect(409);
    await request(market.url).post(page(bought)).set('accept', 'text/html').set('content-type', 'multipart/form-data; boundary=x').send('--x\r\nContent-Disposition: form-data; name="answer_size"\r\n\r\nA2').expect(400);
    expect((await read(bought))).toMatchObject({ briefGivenAt: null, waitingFiles: [{ id: kept?.id }] });
    await form(page(bought), { answer_size: 'A2', fileIds: kept?.id ?? '' }).expect(303);
    expect((await read(bought)).briefFiles.map(({ fileName }) => fileName)).toEqual(['sketch.txt']);
    await books.rest();
    expect(quarantine().names).toEqual([]);
  });

  it('is refused where no files are taken, and where it comes from another site', async () => {
    const bought = await buy();
    await request(market.url).post('/ru/basket').set('accept', 'text/html').attach('files', Buffer.from('x'), 'x.txt').expect(415);
    await request(market.url).post('/v1/quotes').set('idempotency-key', newId()).attach('files', Buffer.from('x'), 'x.txt').expect(415);
    await market.post(at(bought, '/files'), { files: [] }).expect(400);
    await form(page(bought), { answer_size: 'A2' }, [['a.txt', 'x']]).set('sec-fetch-site', 'cross-site').expect(403);
    expect((await read(bought)).waitingFiles).toEqual([]);
  });
});

describe('files by the API', () => {
  it('are sent first and given with the brief, once, and only one’s own', async () => {
    const [bought, other] = [await buy(), await buy()];
    const [first, second] = await sent(bought, [['a.pdf', pdf], ['b.md', '# b']]);
    expect([first, second]).toEqual([expect.objectContaining({ fileName: 'a.pdf' }), expect.objectContaining({ fileName: 'b.md' })]);
    await put(at(other, '/brief'), { answers: { size: 'A2' }, fileIds: [first?.id] }).expect(404);
    const brief = { answers: { size: 'A2' }, fileIds: [first?.id] };
    await put(at(bought, '/brief'), brief).expect(200);
    await put(at(bought, '/brief'), brief).expect(200);
    await put(at(bought, '/brief'), { ...brief, fileIds: [second?.id] }).expect(409);
    await market.post(at(bought, '/brief/files'), { fileIds: [second?.id, first?.id] }).expect(200);
    await market.post(at(bought, '/brief/files'), { fileIds: [second?.id] }).expect(200);
    expect((await read(bought)).briefFiles.map(({ fileName }) => fileName)).toEqual(['a.pdf', 'b.md']);
    await send(bought, Array.from({ length: 10 }, (_, index): [string, string] => [`${index}.txt`, 'x'])).expect(201);
    for (const expected of [201, 201, 409]) await send(bought, Array.from({ length: 10 }, (_, index): [string, string] => [`${index}.txt`, 'x'])).expect(expected);
    await books.rest();
  });

  it('that are given with nothing are removed after a day with their bytes, and so is what a killed process left', async () => {
    const bought = await buy();
    const [left, kept] = await sent(bought, [['left.txt', 'left'], ['kept.txt', 'kept']]);
    await put(at(bought, '/brief'), { answers: { size: 'A2' }, fileIds: [kept?.id] }).expect(200);
    await books.rest();
    const storage = market.app.get(ObjectStorage, { strict: false });
    expect(await storage.sizeOf(`buyer-files/${left?.id}`)).toBe(4);
    const [orphan, fresh] = [newId(), newId()];
    for (const id of [orphan, fresh]) writeFileSync(path.join(quarantine().folder, id), 'half');
    utimesSync(path.join(quarantine().folder, orphan), new Date(0), new Date(0));
    await market.query(`UPDATE delivery.buyer_files SET sent_at = now() - interval '25 hours' WHERE entitlement_id = $1`, [bought.id]);
    const bytes = path.join(market.app.get<Config>(CONFIG, { strict: false }).dataDir, 'files', 'buyer-files', left?.id ?? '');
    const known = () => market.query('SELECT state FROM delivery.buyer_files WHERE id = $1', [left?.id]);
    rmSync(bytes);
    mkdirSync(bytes);
    await books.everySoOften('delivery/sweep-buyer-files');
    expect(await known()).toEqual([{ state: 'refused' }]);
    rmdirSync(bytes);
    writeFileSync(bytes, 'left');
    await books.everySoOften('delivery/sweep-buyer-files');
    expect(await known()).toEqual([]);
    expect([await storage.sizeOf(`buyer-files/${left?.id}`), await storage.sizeOf(`buyer-files/${kept?.id}`), quarantine().names]).toEqual([undefined, 4, [fresh]]);
    expect((await read(bought)).waitingFiles).toEqual([]);
  });

  it('close with the access that they hang on', async () => {
    const bought = await buy();
    const [file] = await sent(bought, [['a.txt', 'a']]);
    await put(at(bought, '/brief'), { answers: { size: 'A2' }, fileIds: [file?.id] }).expect(200);
    await market.post(`/v1/merchant/orders/${bought.order.number}/refunds`, { reason: 'goodwill' }, work.owner).expect(201);
    await books.rest();
    await market.get(at(bought, `/files/${file?.id}`)).expect(403);
    await send(bought, [['b.txt', 'b']]).expect(403);
    await form(page(bought), { answer_size: 'A2' }, [['a.txt', 'x']]).expect(403);
  });
});
