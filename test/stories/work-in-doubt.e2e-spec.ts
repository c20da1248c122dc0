import { Clock, money } from '@silkport/values';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { MarketLedger } from '../support/market-ledger.js';
import { buyService, sellService, type ServiceOnSale } from '../support/service-goods.js';

interface Milestone { readonly id: string; readonly state: string; readonly acceptBy: string | null; readonly handOverId: string | null }
interface Work { readonly briefBy: string; readonly milestones: readonly Milestone[] }
interface Bought { readonly order: PlacedOrder; readonly id: string; readonly lineId: string }

const dayMilliseconds = 24 * 60 * 60 * 1000;
const parts = (...shares: readonly number[]) => ({ questions: [], milestones: shares.map((shareBasisPoints, index) => ({ name: { en: `Part ${index + 1}` }, shareBasisPoints, dueDays: 7 })), acceptDays: 3, changeRounds: 1 });

let market: Market;
let books: MarketLedger;
let whole: ServiceOnSale;
let halves: ServiceOnSale;
let unplanned: ServiceOnSale;
let ahead = 0;

const at = ({ order, id }: Bought, what = '') => `/v1/orders/${order.number}/deliveries/${id}/commission${what}?key=${order.accessKey}&locale=en`;
const page = ({ order, id }: Bought, what = '') => `/en/orders/${order.number}/items/${id}${what}?key=${order.accessKey}`;
const html = (address: string) => market.get(address, { accept: 'text/html' });
const put = (address: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);
const read = async (bought: Bought) => (await market.get(at(bought)).expect(200)).body as Work;
const part = async (bought: Bought, index = 0) => (await read(bought)).milestones[index] as Milestone;
const handOver = (bought: Bought, milestoneId: string, words: string) => market.post(`/v1/merchant/commissions/${bought.id}/milestones/${milestoneId}/hand-over`, { words, uploadIds: [] }, whole.owner);
const accept = (bought: Bought, { id, handOverId }: Milestone) => market.post(at(bought, `/milestones/${id}/acceptance`), { handOverId });
const access = (bought: Bought, to: string, headers = whole.owner) => market.post(`/v1/${headers === books.admin ? 'admin' : 'merchant'}/entitlements/${bought.id}/access`, { to, reason: 'we look into it' }, headers);
const decide = (bought: Bought, milestoneId: string, result: 'released' | 'refunded') => market.post(`/v1/admin/commissions/${bought.id}/milestones/${milestoneId}/decision`, { result, words: 'It was shown to us' }, books.admin);
const sweep = () => books.everySoOften('delivery/accept-milestones', 'delivery/remind-of-briefs');
const mails = async () => (await market.mailsTo('aigerim@example.kz')).map(({ subject }) => subject);

/** In minor units of the order's currency what the buyer paid and got back, and of the merchant's what was payable, is held, was freed and was taken back. */
async function moneyOf({ lineId }: Bought) {
  await books.rest();
  await books.trialBalance();
  const [row] = await market.query<Record<string, string>>(`SELECT l.state, l.total_minor AS total, l.refunded_minor AS refunded, h.held_minor AS payable, h.held_minor - h.released_minor - h.refunded_minor AS held, h.released_minor AS freed
    FROM ordering.order_lines l JOIN settlement.work_holds h ON h.line_id = l.id WHERE l.id = $1`, [lineId]);
  const { state, ...amounts } = row ?? {};
  return { state, ...Object.fromEntries(Object.entries(amounts).map(([name, minor]) => [name, Number(minor)])) } as { state: string; total: number; refunded: number; payable: number; held: number; freed: number };
}

async function buy(what: ServiceOnSale): Promise<Bought> {
  const { order, entitlementIds: [id = ''], lineId } = await buyService(market, what);
  return { order, id, lineId };
}

async function briefed(what: ServiceOnSale): Promise<Bought> {
  const bought = await buy(what);
  await put(at(bought, '/brief'), { answers: {} }).expect(200);
  return bought;
}

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  market.app.get(Clock, { strict: false }).now = () => new Date(Date.now() + ahead);
  const price = money(100_001n, 'CNY');
  [whole, halves, unplanned] = [await sellService(market, { slug: 'porcelain-portrait', kind: 'commission', price }), await sellService(market, { slug: 'two-vases', kind: 'commission', price }), await sellService(market, { slug: 'no-plan', kind: 'commission', price })];
  for (const [{ productId, variantId, owner }, plan] of [[whole, parts(10_000)], [halves, parts(5000, 5000)]] as const) await put(`/v1/merchant/products/${productId}/variants/${variantId}/commission-plan`, plan, owner).expect(200);
}, 120_000);
afterAll(() => market.close());
afterEach(() => { ahead = 0; });

describe('a merchant who stops access to what it handed over', () => {
  it('stops neither the buyer’s word nor the page, and the days stand still until access is back', async () => {
    const bought = await briefed(whole);
    const { id } = await part(bought);
    await handOver(bought, id, 'rubbish').expect(204);
    const { acceptBy } = await part(bought);
    await access(bought, 'suspended').expect(200);
    await handOver(bought, id, 'rubbish again').expect(403);
    expect((await html(page(bought)).expect(200)).text).toContain('/brief?');
    expect((await html(page(bought, '/brief')).expect(200)).text).toContain('the days stand still');
    ahead = 10 * dayMilliseconds;
    await sweep();
    expect((await part(bought)).state).toBe('handed_over');
    await access(bought, 'active').expect(200);
    await sweep();
    const after = await part(bought);
    expect(after.state).toBe('handed_over');
    const shifted = Date.parse(after.acceptBy ?? '') - Date.parse(acceptBy ?? '');
    expect(Math.abs(shifted - 10 * dayMilliseconds)).toBeLessThan(60_000);
    await access(bought, 'suspended').expect(200);
    await market.post(at(bought, `/milestones/${id}/dispute`), { words: 'It is rubbish' }).expect(200);
    await decide(bought, id, 'refunded').expect(204);
    expect(await moneyOf(bought)).toMatchObject({ state: 'refunded', held: 0, freed: 0 });
  }, 60_000);

  it('keeps nobody from accepting: the work is done and paid, and what a bank stops waits for the bank', async () => {
    const bought = await briefed(whole);
    await handOver(bought, (await part(bought)).id, 'fine').expect(204);
    await access(bought, 'suspended').expect(200);
    await accept(bought, await part(bought)).expect(200);
    const { payable, freed, state } = await moneyOf(bought);
    expect([state, freed]).toEqual(['delivered', payable]);
    const disputed = await briefed(whole);
    await market.query(`INSERT INTO delivery.line_access (order_line_id, order_id, open_disputes) SELECT order_line_id, order_id, '{du_1}' FROM delivery.entitlements WHERE id = $1 ON CONFLICT (order_line_id) DO UPDATE SET open_disputes = '{du_1}'`, [disputed.id]);
    await access(disputed, 'suspended').expect(200);
    await market.post(at(disputed, `/milestones/${(await market.query<{ id: string }>('SELECT id FROM delivery.milestones WHERE entitlement_id = $1', [disputed.id]))[0]?.id}/dispute`), { words: 'x' }).expect(403);
  }, 60_000);
});

describe('what a merchant takes back', () => {
  it('is paid back as far as it was not accepted, and what was accepted stays the buyer’s', async () => {
    const untouched = await briefed(halves);
    expect((await access(untouched, 'revoked').expect(200)).body).toEqual({ state: 'revoked' });
    expect(await moneyOf(untouched)).toMatchObject({ state: 'refunded', held: 0, freed: 0 });
    const half = await briefed(halves);
    const first = await part(half);
    await handOver(half, first.id, 'done').expect(204);
    await accept(half, await part(half)).expect(200);
    await books.rest();
    expect((await access(half, 'revoked').expect(200)).body).toEqual({ state: 'active' });
    const { total, refunded, payable, held, freed, state } = await moneyOf(half);
    expect([held, Math.abs(refunded - total / 2) <= 1, Math.abs(freed - payable / 2) <= 1]).toEqual([0, true, true]);
    expect(state).toBe('partly_refunded');
    expect(await market.query('SELECT performed_at IS NOT NULL AS "isDone" FROM delivery.entitlements WHERE id = $1', [half.id])).toEqual([{ isDone: true }]);
    expect((await read(half)).milestones.map((each) => each.state)).toEqual(['accepted', 'cancelled']);
    await access(half, 'revoked').expect(409);
    expect(await mails()).toEqual(expect.arrayContaining([expect.stringContaining('Работа отменена')]));
  }, 60_000);

  it('is no other kind’s without its money: it refunds instead, while an admin may end access and let the sale stand', async () => {
    const course = await sellService(market, { slug: 'clay-course', kind: 'course', price: money(10_000n, 'CNY') });
    const bought = await buy(course);
    const { body } = await access(bought, 'revoked').expect(409);
    expect(body).toMatchObject({ code: 'delivery.revocation_needs_refund' });
    await access(bought, 'revoked', books.admin).expect(200);
    expect(await market.query('SELECT refunded_minor::int AS refunded FROM ordering.order_lines WHERE id = $1', [bought.lineId])).toEqual([{ refunded: 0 }]);
    const work = await briefed(whole);
    await access(work, 'revoked', books.admin).expect(200);
    expect(await moneyOf(work)).toMatchObject({ state: 'refunded', held: 0, freed: 0 });
  }, 60_000);

  it('is given up at any time, before the brief too, by the work’s own merchant alone', async () => {
    const bought = await buy(whole);
    const cancel = (headers = whole.owner) => market.post(`/v1/merchant/commissions/${bought.id}/cancellation`, { words: 'No clay is left' }, headers);
    await cancel(whole.foreigner).expect(404);
    await cancel().expect(204);
    await cancel().expect(204);
    expect(await moneyOf(bought)).toMatchObject({ state: 'refunded', held: 0, freed: 0 });
    const done = await briefed(whole);
    await handOver(done, (await part(done)).id, 'done').expect(204);
    await accept(done, await part(done)).expect(200);
    await market.post(`/v1/merchant/commissions/${done.id}/cancellation`, { words: 'x' }, whole.owner).expect(409);
  }, 60_000);
});

describe('a refund for goodwill', () => {
  it('lowers the open parts alike: half of it back, one accepted, one decided for the buyer, and each has its share', async () => {
    const bought = await briefed(halves);
    const [line] = await market.query<{ total: string; currency: string }>('SELECT l.total_minor AS total, o.currency FROM ordering.order_lines l JOIN ordering.orders o ON o.id = l.order_id WHERE l.id = $1', [bought.lineId]);
    const amount = { amount: `${Math.floor(Number(line?.total) / 200)}.00`, currency: line?.currency };
    await market.post(`/v1/merchant/orders/${bought.order.number}/refunds`, { reason: 'goodwill', lines: [{ lineId: bought.lineId, amount }] }, halves.owner).expect(201);
    await books.rest();
    const [a, b] = (await read(bought)).milestones;
    await handOver(bought, a?.id ?? '', 'done').expect(204);
    await accept(bought, await part(bought)).expect(200);
    const half = await moneyOf(bought);
    expect(Math.abs(half.freed - half.payable / 4)).toBeLessThan(half.payable / 400);
    await market.post(at(bought, `/milestones/${b?.id}/dispute`), { words: 'nothing came' }).expect(200);
    await decide(bought, b?.id ?? '', 'refunded').expect(204);
    const { total, refunded, payable, held, freed } = await moneyOf(bought);
    expect([Math.abs(refunded - total * 0.75) < total / 400, held, Math.abs(freed - payable / 4) < payable / 400]).toEqual([true, 0, true]);
  }, 60_000);
});

describe('work that nobody has planned', () => {
  it('has a page and one part, whose money waits for the buyer and not for the merchant’s word', async () => {
    const bought = await buy(unplanned);
    expect((await html(page(bought, '/brief')).expect(200)).text).toContain('What is to be made?');
    await market.post(`/v1/merchant/orders/${bought.order.number}/lines/${bought.lineId}/delivery`, {}, unplanned.owner).expect(409);
    const { held, payable } = await moneyOf(bought);
    expect(held).toBe(payable);
    await put(at(bought, '/brief'), { answers: { wishes: 'A vase' } }).expect(200);
    const { id } = await part(bought);
    await handOver(bought, id, 'here').expect(204);
    await accept(bought, await part(bought)).expect(200);
    expect(await moneyOf(bought)).toMatchObject({ state: 'delivered', held: 0, freed: payable });
  }, 60_000);

  it('is no dead end of other kinds either: a course and a booking that are not set up say so', async () => {
    for (const [kind, path] of [['course', 'lessons'], ['booking', 'booking']] as const) {
      const bought = await buy(await sellService(market, { slug: `bare-${kind}`, kind, price: money(10_000n, 'CNY') }));
      for (const shown of [page(bought), `/en/orders/${bought.order.number}?key=${bought.order.accessKey}`]) {
        const { text } = await html(shown).expect(200);
        expect([text.includes(`/${path}?`), text.includes('has not set this up yet')]).toEqual([false, true]);
      }
    }
  }, 60_000);
});

describe('an acceptance', () => {
  it('is of what was seen: handed over anew meanwhile, it is refused and shown again', async () => {
    const bought = await briefed(whole);
    const { id } = await part(bought);
    await handOver(bought, id, 'the fine one').expect(204);
    const seen = await part(bought);
    await handOver(bought, id, 'something else').expect(204);
    expect((await accept(bought, seen).expect(409)).body).toMatchObject({ code: 'delivery.hand_over_outdated' });
    const { text } = await request(market.url).post(page(bought, `/brief/${id}/acceptance`)).set('accept', 'text/html').type('form').send({ handOverId: seen.handOverId }).expect(409);
    expect([text.includes('something else'), text.includes((await part(bought)).handOverId ?? '-')]).toEqual([true, true]);
    expect((await part(bought)).state).toBe('handed_over');
    await accept(bought, await part(bought)).expect(200);
  }, 60_000);
});

describe('a brief that does not come', () => {
  it('is asked for after a week and after three, and after sixty days the work is cancelled and paid back', async () => {
    const bought = await buy(whole);
    const reminders = async () => (await mails()).filter((subject) => subject.includes('ждёт ваших пожеланий')).length;
    const before = await reminders();
    const counts: number[] = [];
    for (const days of [6, 8, 9, 22, 59]) {
      ahead = days * dayMilliseconds;
      await sweep();
      counts.push((await reminders()) - before);
    }
    ahead = 0;
    const others = await market.query<{ count: number }>(`SELECT count(*)::int AS count FROM delivery.commissions c JOIN delivery.entitlements e ON e.id = c.entitlement_id WHERE c.brief_given_at IS NULL AND e.state = 'active'`);
    expect([others, counts]).toEqual([[{ count: 1 }], [0, 1, 1, 2, 2]]);
    expect((await moneyOf(bought)).refunded).toBe(0);
    ahead = 61 * dayMilliseconds;
    await sweep();
    ahead = 0;
    expect(await moneyOf(bought)).toMatchObject({ state: 'refunded', held: 0, freed: 0 });
    expect(await mails()).toEqual(expect.arrayContaining([expect.stringContaining('Работа отменена: ')]));
  }, 60_000);

  it('and a list that goes on from nowhere is a wrong question', async () => {
    await market.get('/v1/merchant/commissions?cursor=rubbish', whole.owner).expect(400);
    await market.get('/v1/merchant/commissions?limit=1', whole.owner).expect(200);
  });
});
