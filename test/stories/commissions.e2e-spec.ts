import { allocateMoney, money } from '@silkport/values';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { isOurs, MarketLedger, minorOf, type Wire } from '../support/market-ledger.js';
import { buyService, sellService, type ServiceOnSale } from '../support/service-goods.js';

interface Milestone { readonly id: string; readonly name: string; readonly state: string; readonly acceptBy: string | null; readonly handOverId: string | null; readonly roundsLeft: number; readonly notes: readonly { readonly kind: string; readonly words: string; readonly files: readonly { readonly id: string; readonly fileName: string }[] }[] }
interface Work { readonly answers: object | null; readonly milestones: readonly Milestone[] }
interface Bought { readonly order: PlacedOrder; readonly id: string; readonly lineId: string }

const plan = {
  questions: [{ id: 'size', label: { en: 'How large?', ru: 'Какого размера?' }, isRequired: true }, { id: 'more', label: { en: 'Anything else?' }, isRequired: false }],
  milestones: [
    { name: { en: 'Sketch', 'zh-CN': '草图', ru: 'Эскиз' }, shareBasisPoints: 3333, dueDays: 7 }, { name: { en: 'Draft', ru: 'Черновик' }, shareBasisPoints: 3333, dueDays: 14 }, { name: { en: 'Final', ru: 'Итог' }, shareBasisPoints: 3334, dueDays: 30 },
  ],
  acceptDays: 14, changeRounds: 1,
};
const evil = '<script>alert(1)</script> & "quoted"';

let market: Market;
let books: MarketLedger;
let work: ServiceOnSale;
let merchantId: string;

const at = ({ order, id }: Bought, what = '') => `/v1/orders/${order.number}/deliveries/${id}/commission${what}?key=${order.accessKey}&locale=en`;
const page = ({ order, id }: Bought, what = '') => `/ru/orders/${order.number}/items/${id}/brief${what}?key=${order.accessKey}`;
const put = (address: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);
const html = (address: string) => market.get(address, { accept: 'text/html' });
const form = (address: string, fields: object = {}) => request(market.url).post(address).set('accept', 'text/html').type('form').send(fields);
const read = async (bought: Bought) => (await market.get(at(bought)).expect(200)).body as Work;
const part = async (bought: Bought, index: number) => (await read(bought)).milestones[index]?.id ?? '';
/** As somebody accepts who has seen what came last. */
const seen = async (bought: Bought, milestoneId: string) => ({ handOverId: (await read(bought)).milestones.find(({ id }) => id === milestoneId)?.handOverId ?? bought.id });
const accept = async (bought: Bought, milestoneId: string) => market.post(at(bought, `/milestones/${milestoneId}/acceptance`), await seen(bought, milestoneId));
const handOver = (bought: Bought, milestoneId: string, words: string, uploadIds: readonly string[] = [], who = work.owner) => market.post(`/v1/merchant/commissions/${bought.id}/milestones/${milestoneId}/hand-over`, { words, uploadIds }, who);
const lineOf = async ({ lineId }: Bought) => (await market.query<{ state: string; payable: string; total: string; refunded: string }>(
  'SELECT state, payable_minor::text AS payable, total_minor::text AS total, refunded_minor::text AS refunded FROM ordering.order_lines WHERE id = $1', [lineId]))[0];

/** What of an order lies with the merchant, free and held, in minor units: credits are below zero in the ledger. */
async function moneyOf({ order }: Bought): Promise<{ free: bigint; held: bigint }> {
  await books.rest();
  await books.trialBalance();
  const postings = (await books.entriesOf(order)).filter(isOurs).flatMap((entry) => entry.postings as readonly { account: string; amount: Wire }[]);
  const on = (account: string) => -postings.filter((posting) => posting.account === `${account}:${merchantId}`).reduce((sum, { amount }) => sum + minorOf(amount), 0n);
  return { free: on('merchant_payable'), held: on('merchant_reserve') };
}

async function buy(): Promise<Bought> {
  const { order, entitlementIds: [id = ''], lineId } = await buyService(market, work);
  return { order, id, lineId };
}

async function briefed(): Promise<Bought> {
  const bought = await buy();
  await put(at(bought, '/brief'), { answers: { size: 'A2' } }).expect(200);
  return bought;
}

/** An upload of the merchant's as it is when its check has passed. */
async function readyUpload(fileName: string, bytes: string): Promise<string> {
  const [{ id } = { id: '' }] = await market.query<{ id: string }>(
    `INSERT INTO delivery.uploads (id, merchant_id, product_id, file_name, content_type, size_bytes, state, sha256, storage_key, created_at, received_at, checked_at)
     VALUES (uuidv7(), $1, $2, $3, 'text/plain', $4, 'ready', encode(sha256($5::bytea), 'hex'), 'assets/' || $3, now(), now(), now()) RETURNING id`,
    [merchantId, work.productId, fileName, Buffer.byteLength(bytes), Buffer.from(bytes)]);
  const { ObjectStorage } = await import('@silkport/platform');
  await market.app.get(ObjectStorage, { strict: false }).put(`assets/${fileName}`, Buffer.from(bytes));
  return id;
}

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  work = await sellService(market, { slug: 'porcelain-portrait', kind: 'commission', price: money(100_001n, 'CNY') });
  [{ id: merchantId } = { id: '' }] = await market.query<{ id: string }>('SELECT merchant_id AS id FROM catalog.products WHERE id = $1', [work.productId]);
}, 120_000);
afterAll(() => market.close());

describe('a merchant who works to order', () => {
  const path = () => `/v1/merchant/products/${work.productId}/variants/${work.variantId}/commission-plan`;

  it('plans questions and milestones whose shares are the whole, for its own variant', async () => {
    await put(path(), plan, work.foreigner).expect(404);
    await put(path().replace(work.variantId, work.productId), plan, work.owner).expect(404);
    for (const wrong of [{ milestones: plan.milestones.slice(1) }, { milestones: [{ name: {}, shareBasisPoints: 10_000, dueDays: 3 }] }, { questions: [...plan.questions, ...plan.questions] }]) await put(path(), { ...plan, ...wrong }, work.owner).expect(422);
    await put(path(), { ...plan, acceptDays: 1 }, work.owner).expect(400);
    await put(path(), plan, work.owner).expect(200);
    expect((await market.get(path(), work.owner).expect(200)).body).toEqual(plan);
  });
});

describe('work that is paid for part by part', () => {
  let bought: Bought;
  let payable: bigint;

  beforeAll(async () => {
    bought = await buy();
    payable = BigInt((await lineOf(bought))?.payable ?? '0');
  });

  it('is held from the merchant whole, and begins by the brief', async () => {
    expect(await moneyOf(bought)).toEqual({ free: 0n, held: payable });
    await handOver(bought, await part(bought, 0), 'Too early').expect(409);
    expect((await html(page(bought)).expect(200)).text).toContain('Какого размера?');
    expect((await form(page(bought), { answer_more: 'Only this' }).expect(422)).text).toContain('Only this');
    await put(at(bought, '/brief'), { answers: { size: 'A2', stranger: 'x' } }).expect(422);
    await form(page(bought), { answer_size: evil }).expect(303);
    await form(page(bought), { answer_size: evil }).expect(303);
    await put(at(bought, '/brief'), { answers: { size: 'Another' } }).expect(409);
    const shown = (await html(page(bought)).expect(200)).text;
    expect(shown).toContain('&lt;script>');
    expect(shown).not.toContain('<script>alert');
  });

  it('comes with files that are this order’s alone, and changes are asked for as often as was agreed', async () => {
    const sketch = await part(bought, 0);
    const other = await briefed();
    const uploadId = await readyUpload('sketch.txt', 'three lines and a wave');
    await handOver(bought, sketch, 'The sketch', [uploadId], work.foreigner).expect(404);
    await handOver(other, sketch, 'The sketch', [uploadId]).expect(404);
    await handOver(bought, sketch, 'The sketch', ['0190a000-0000-7000-8000-000000000001']).expect(404);
    await handOver(bought, sketch, `The sketch ${evil}`, [uploadId]).expect(204);
    await handOver(bought, sketch, `The sketch ${evil}`, [uploadId]).expect(204);
    const { milestones: [first] } = await read(bought);
    expect([first?.state, first?.notes.length, first?.notes[0]?.files.map(({ fileName }) => fileName)]).toEqual(['handed_over', 1, ['sketch.txt']]);
    const fileId = first?.notes[0]?.files[0]?.id ?? '';
    expect((await market.get(at(bought, `/files/${fileId}`)).buffer(true).expect(200)).text).toBe('three lines and a wave');
    await market.get(at(other, `/files/${fileId}`)).expect(404);
    await market.get(`/v1/merchant/commissions/${bought.id}/files/${fileId}`, work.foreigner).expect(404);
    await market.get(at(bought, `/files/${fileId}`).replace(bought.order.accessKey, 'x'.repeat(43))).expect(404);
    const shown = (await html(page(bought)).expect(200)).text;
    expect(shown).toContain('Если вы ничего не скажете');
    expect(shown).not.toContain('<script>alert');
    await form(page(bought, `/${sketch}/changes`), { words: '  ' }).expect(400);
    await form(page(bought, `/${sketch}/changes`), { words: 'More blue' }).expect(303);
    await handOver(bought, sketch, 'With more blue').expect(204);
    await market.post(at(bought, `/milestones/${sketch}/changes`), { words: 'And more' }).expect(409);
    await books.rest();
    const mails = (await market.mailsTo('aigerim@example.kz')).map(({ subject }) => subject);
    expect(mails).toEqual(expect.arrayContaining(['Этап «Эскиз» сдан', 'Вы попросили правки этапа «Эскиз»']));
    await market.get(`/v1/merchant/commissions/${bought.id}`, work.foreigner).expect(404);
  });

  it('pays the merchant the share of what is accepted, once however often it is pressed', async () => {
    const sketch = await part(bought, 0);
    expect((await accept(bought, await part(bought, 1))).status).toBe(409);
    await market.post(at(bought, `/milestones/${sketch}/acceptance`)).expect(400);
    const came = await seen(bought, sketch);
    expect((await html(page(bought)).expect(200)).text).toContain(`value="${came.handOverId}"`);
    await Promise.all([form(page(bought, `/${sketch}/acceptance`), came), form(page(bought, `/${sketch}/acceptance`), came), accept(bought, sketch)]);
    expect((await accept(bought, sketch)).status).toBe(200);
    await handOver(bought, sketch, 'Once more').expect(409);
    const share = (payable * 3333n + 5000n) / 10_000n;
    expect(await moneyOf(bought)).toEqual({ free: share, held: payable - share });
    expect((await lineOf(bought))?.state).toBe('paid');
    await market.post(`/v1/merchant/orders/${bought.order.number}/lines/${bought.lineId}/delivery`, {}, work.owner).expect(409);
  });

  it('counts as accepted by itself after the agreed days, and no sooner', async () => {
    const draft = await part(bought, 1);
    await handOver(bought, draft, 'The draft').expect(204);
    await books.everySoOften('delivery/accept-milestones');
    expect((await read(bought)).milestones[1]?.state).toBe('handed_over');
    await market.query(`UPDATE delivery.milestones SET accept_by = now() - interval '1 minute' WHERE id = $1`, [draft]);
    await books.everySoOften('delivery/accept-milestones', 'delivery/accept-milestones');
    expect((await read(bought)).milestones[1]?.state).toBe('accepted');
    const { free, held } = await moneyOf(bought);
    const sketch = (payable * 3333n + 5000n) / 10_000n;
    const [draftShare] = allocateMoney(money(payable - sketch, 'CNY'), [3333n, 3334n]);
    expect([free + held, free - sketch]).toEqual([payable, draftShare?.amountMinor]);
  });

  it('is decided by an admin where it is disputed, and delivered with the last part, to the last fen', async () => {
    const final = await part(bought, 2);
    await form(page(bought, `/${final}/dispute`), { words: 'Nothing comes' }).expect(303);
    const decide = (result: string, headers = books.admin) => market.post(`/v1/admin/commissions/${bought.id}/milestones/${final}/decision`, { result, words: 'It was shown to us' }, headers);
    const { items } = (await market.get('/v1/admin/disputed-commissions', books.admin).expect(200)).body as { items: { entitlementId: string }[] };
    expect(items.map(({ entitlementId }) => entitlementId)).toContain(bought.id);
    await decide('released', work.owner).expect(403);
    await handOver(bought, final, 'Here').expect(409);
    await decide('released').expect(204);
    await decide('refunded').expect(409);
    expect(await moneyOf(bought)).toEqual({ free: payable, held: 0n });
    expect((await lineOf(bought))?.state).toBe('delivered');
    const log = await market.query<{ what: string; count: number }>('SELECT what, count(*)::int AS count FROM delivery.accesses WHERE entitlement_id = $1 GROUP BY 1 ORDER BY 1', [bought.id]);
    expect(log).toEqual([{ what: 'brief_given', count: 1 }, { what: 'milestone_accepted', count: 2 }, { what: 'milestone_handed_over', count: 3 }, { what: 'read', count: 1 }, { what: 'refused', count: 1 }]);
  });
});

describe('work whose money goes back', () => {
  it('part by part by decision: the buyer gets that share, the merchant the rest, and the books are even', async () => {
    const bought = await briefed();
    const [first, second, third] = (await read(bought)).milestones.map(({ id }) => id);
    const before = await lineOf(bought);
    await market.post(`/v1/merchant/commissions/${bought.id}/milestones/${second}/dispute`, { words: 'No answer from the buyer' }, work.owner).expect(204);
    await market.post(`/v1/admin/commissions/${bought.id}/milestones/${second}/decision`, { result: 'refunded', words: 'It was not made' }, books.admin).expect(204);
    await books.rest();
    const after = await lineOf(bought);
    const total = BigInt(before?.total ?? '0');
    const share = Number(BigInt(after?.refunded ?? '0')) / Number(total);
    expect(share).toBeCloseTo(0.3333, 3);
    expect((await read(bought)).milestones.map(({ state }) => state)).toEqual(['open', 'refunded', 'open']);
    for (const milestone of [first, third]) {
      await handOver(bought, milestone ?? '', 'Done').expect(204);
      expect((await accept(bought, milestone ?? '')).status).toBe(200);
    }
    const { free, held } = await moneyOf(bought);
    expect(held).toBe(0n);
    const payable = Number(before?.payable ?? 0);
    expect(Number(free) / payable).toBeCloseTo(0.6667, 3);
    expect((await market.query<{ performed: boolean }>('SELECT performed_at IS NOT NULL AS performed FROM delivery.entitlements WHERE id = $1', [bought.id]))[0]?.performed).toBe(true);
  });

  it('whole: what was accepted is taken back too, nothing stays held, and the page closes', async () => {
    const bought = await briefed();
    const first = await part(bought, 0);
    await handOver(bought, first, 'Done').expect(204);
    expect((await accept(bought, first)).status).toBe(200);
    await books.rest();
    await market.post(`/v1/merchant/orders/${bought.order.number}/refunds`, { reason: 'goodwill' }, work.owner).expect(201);
    expect(await moneyOf(bought)).toEqual({ free: 0n, held: 0n });
    await market.get(at(bought)).expect(403);
    await html(page(bought)).expect(403);
    await market.post(at(bought, `/milestones/${first}/acceptance`), { handOverId: first }).expect(403);
    const states = await market.query<{ state: string }>('SELECT state FROM delivery.milestones WHERE entitlement_id = $1 ORDER BY position', [bought.id]);
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'cancelled', 'cancelled']);
    expect((await market.query('SELECT 1 FROM settlement.work_holds WHERE line_id = $1 AND held_minor <> released_minor + refunded_minor', [bought.lineId]))).toEqual([]);
  });
});
