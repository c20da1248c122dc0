import { randomUUID } from 'node:crypto';
import { ReconcileDay } from '@silkport/settlement';
import { ApiUnderTest, type PlacedOrder } from './support/api-under-test.js';

let api: ApiUnderTest;
let order: PlacedOrder;

beforeAll(async () => {
  api = await ApiUnderTest.start();
  order = await api.paidOrder(['port-calls', 'clay-film-book']);
  await api.eventually(async () => (await ofOrder()).some(({ kind }) => kind === 'sale'));
});
afterAll(() => api.stop());

interface Wire { amount: string; currency: string }
interface Posting { account: string; name: string; amount: Wire }
interface Transaction { kind: string; name: string; postings: Posting[] }

const admin = (path: string) => api.get(`/v1/admin/${path}`, api.as('admin'));
const ofOrder = async (locale = 'en') => (await admin(`orders/${order.number}/ledger?locale=${locale}`)).body.items as Transaction[];

/** In minor units: tenge and yuan have two decimals. */
const minor = ({ amount }: Wire) => BigInt(amount.replace('.', ''));
const sums = (amounts: readonly Wire[]) => {
  const all: Record<string, bigint> = {};
  for (const wire of amounts) all[wire.currency] = (all[wire.currency] ?? 0n) + minor(wire);
  return all;
};

describe('the ledger, read by an admin', () => {
  it('explains every amount of an order, even in each currency, in the reader’s language', async () => {
    const transactions = await ofOrder('zh-CN');
    expect(transactions.map(({ kind, name }) => [kind, name])).toEqual(expect.arrayContaining([['capture', '已收款'], ['sale', '销售']]));
    const even = transactions.map(({ kind, postings }) => [kind, sums(postings.map(({ amount }) => amount))]);
    expect(even).toEqual(expect.arrayContaining([['capture', { KZT: 0n }], ['sale', { KZT: 0n, CNY: 0n }]]));
    expect(even.flatMap(([, byCurrency]) => Object.values(byCurrency ?? {})).filter((sum) => sum !== 0n)).toEqual([]);
    const names = transactions.flatMap(({ postings }) => postings).map(({ name }) => name);
    expect(names).toContain('已收款，尚未计入支付服务商余额');
  });

  it('has shared out all that the buyer paid', async () => {
    const postings = (await ofOrder()).filter(({ kind }) => kind === 'capture' || kind === 'sale').flatMap((transaction) => transaction.postings);
    const clearing = postings.filter(({ account }) => account.startsWith('buyer_clearing:'));
    expect(clearing).toHaveLength(2);
    expect(sums(clearing.map(({ amount }) => amount))).toEqual({ KZT: 0n });
    const payable = postings.filter(({ account }) => account.startsWith('merchant_payable:'));
    expect(payable).toHaveLength(2);
    expect(payable.filter(({ amount }) => minor(amount) >= 0n)).toEqual([]);
  });

  it('balances', async () => {
    const { body } = await admin('ledger/trial-balance?locale=ru').expect(200);
    expect(body).toMatchObject({ isEven: true });
    expect(sums((body as { currencies: Wire[] }).currencies)).toEqual({ KZT: 0n, CNY: 0n });
    expect((body as { items: { kind: string; name: string }[] }).items.find(({ kind }) => kind === 'provider_clearing')?.name).toBe('Получено, ещё не на балансе провайдера');
  });

  it('tells an account by pages, with the balance after each entry', async () => {
    await api.paidOrder(['port-calls']);
    const path = 'ledger/accounts/provider_clearing/statement?currency=KZT&limit=1';
    await api.eventually(async () => (await admin(path)).body.nextCursor !== null);
    const first = (await admin(path)).body as { items: { amount: Wire; balance: Wire }[]; nextCursor: string };
    const second = (await admin(`${path}&cursor=${first.nextCursor}`)).body as typeof first;
    expect(first.items[0]?.balance).toEqual(first.items[0]?.amount);
    const [one, two] = [first.items[0], second.items[0]];
    expect(two && minor(two.balance)).toBe(one && two && minor(one.amount) + minor(two.amount));
    expect(two?.balance.currency).toBe('KZT');
  });

  it('tells what the marketplace earned this year, by month and currency', async () => {
    const { body } = await admin('ledger/revenue').expect(200);
    const rows = (body as { items: { month: string; commission: Wire; earned: Wire }[] }).items;
    expect(rows.some(({ month, commission }) => month === new Date().toISOString().slice(0, 7) && Number(commission.amount) > 0)).toBe(true);
  });

  it.each([
    ['ledger/accounts/nonsense/statement?currency=KZT', 404, 'ledger.account_unknown'], ['ledger/accounts/merchant_payable/statement?currency=KZT', 404, 'ledger.account_unknown'],
    ['ledger/accounts/bank/statement?currency=KZT&from=2026-02-30', 400, 'ledger.period_invalid'], ['ledger/accounts/bank/statement?currency=KZT&from=2026-03-01&to=2026-02-01', 400, 'ledger.period_invalid'],
    ['ledger/accounts/bank/statement?currency=KZT&cursor=e30', 400, 'platform.invalid_cursor'], ['ledger/revenue?from=2026-13', 400, 'ledger.period_invalid'],
    ['ledger/revenue?from=2026-05&to=2026-04', 400, 'ledger.period_invalid'], ['orders/SP-NONE/ledger', 404, 'ordering.order_unknown'],
    ['reconciliations/2026-02-30', 404, 'settlement.reconciliation_unknown'], ['reconciliations/1999-01-01', 404, 'settlement.reconciliation_unknown'],
  ])('refuses %s', async (path, status, code) => {
    expect((await admin(path)).body).toMatchObject({ status, code });
  });
});

describe('a difference, acknowledged by an admin', () => {
  const day = '2026-03-01';
  const aDifference = async () => {
    const id = `txn_${randomUUID()}`;
    await api.query(`INSERT INTO payments.balance_transactions (id, kind, stripe_type, amount_minor, fee_minor, currency, occurred_at, available_at, imported_at)
      VALUES ($1, 'other', 'adjustment', -700, 0, 'EUR', $2, $2, $2)`, [id, `${day}T08:00:00Z`]);
    await api.app.get(ReconcileDay, { strict: false }).run(day);
    const { body } = await admin(`reconciliations/${day}?locale=ar`);
    return (body as { differences: { id: string; subject: string; name: string }[] }).differences.find(({ subject }) => subject === id) ?? { id: '', subject: '', name: '' };
  };

  it('is posted once, however often the request is sent, and stays with its reason', async () => {
    const { id, name } = await aDifference();
    expect(name).toBe('لا يخص شيئًا نعرفه');
    const balance = async () => ((await admin('ledger/trial-balance')).body as { items: { kind: string; balance: Wire }[] }).items.find(({ kind }) => kind === 'differences')?.balance;
    const send = (key: string) => api.post(`/v1/admin/reconciliations/${day}/acknowledgements`, { differenceId: id, reason: 'An adjustment of October' }, { ...api.as('admin'), 'idempotency-key': key });
    const key = randomUUID();
    const [one, other] = await Promise.all([send(key), send(key)]);
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(await balance()).toEqual({ amount: '7.00', currency: 'EUR' });
    expect((await send(randomUUID())).body).toMatchObject({ status: 409, code: 'settlement.difference_closed' });
    expect((await admin(`reconciliations/${day}`)).body).toMatchObject({ openCount: 0, differences: [{ id, state: 'acknowledged', reason: 'An adjustment of October' }] });
  });

  it.each<[string, object]>([['no reason', { reason: ' ' }], ['a reason beyond all bounds', { reason: 'x'.repeat(1001) }], ['no difference', { differenceId: 'nonsense' }]])('is refused with %s', async (_, given) => {
    const { id } = await aDifference();
    const { status } = await api.post(`/v1/admin/reconciliations/${day}/acknowledgements`, { differenceId: id, reason: 'A reason', ...given }, api.as('admin'));
    expect(status).toBe(400);
  });

  it('is for admins alone', async () => {
    const { id } = await aDifference();
    const { body } = await api.post(`/v1/admin/reconciliations/${day}/acknowledgements`, { differenceId: id, reason: 'A reason' }, api.as('merchant'));
    expect(body).toMatchObject({ code: 'identity.not_allowed' });
  });
});
