import { randomUUID } from 'node:crypto';
import { newId } from '@silkport/values';
import { ApiUnderTest } from './support/api-under-test.js';
import { merchants } from './support/catalogue.js';
import { aFailedRefund, aWaitingTransfer, refundState } from './support/failed-refund.js';

let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

interface Page { items: Record<string, unknown>[]; nextCursor: string | null }

const page = async (path: string): Promise<Page> => (await api.get(`/v1/admin${path}`, api.as('admin')).expect(200)).body as Page;
const balances = async (number: string): Promise<Record<string, bigint>> => {
  const rows = await api.query<{ account: string; sum: bigint }>(
    `SELECT split_part(p.account, ':', 1) AS account, sum(p.amount_minor)::bigint AS sum FROM ledger.postings p JOIN ledger.transactions t ON t.id = p.transaction_id
     WHERE t.reference = (SELECT id::text FROM ordering.orders WHERE number = $1) AND t.kind <> 'movement_charge' GROUP BY 1 HAVING sum(p.amount_minor) <> 0`, [number],
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
};

describe('a refund that failed after the payment provider had taken it', () => {
  it('is listed, sent again once however often that is asked for, and the books end as if it had gone at first', async () => {
    const { order, refundId, retryPath } = await aFailedRefund(api);
    const listed = (await page('/refunds?state=failed')).items.find(({ id }) => id === refundId);
    expect(listed).toMatchObject({ orderNumber: order.number, status: 'failed', failureReason: 'lost_or_stolen_card', reason: 'duplicate', attempt: 1, providerId: expect.stringMatching(/^re_/) });
    expect(Object.keys(await balances(order.number))).toEqual(expect.arrayContaining(['refunds', 'provider_clearing']));
    const headers = { ...api.as('admin'), 'idempotency-key': randomUUID() };
    const first = await api.post(retryPath, undefined, headers).expect(202);
    expect(first.body).toEqual({ refundId, state: 'asked' });
    const again = await api.post(retryPath, undefined, headers).expect(202);
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    await api.eventually(async () => (await refundState(api, refundId)) === 'succeeded');
    await api.calm();
    expect((await page('/refunds?state=failed')).items.map(({ id }) => id)).not.toContain(refundId);
    expect(await api.query('SELECT status, attempt FROM payments.refunds WHERE id = $1', [refundId])).toEqual([{ status: 'succeeded', attempt: 2 }]);
    expect(await balances(order.number)).toEqual({});
    expect(await api.query(`SELECT count(*)::int AS n FROM identity.audit_entries WHERE action = 'ordering.refund_retried' AND details->>'refundId' = $1`, [refundId])).toEqual([{ n: 1 }]);
    const refused = await api.post(retryPath, undefined, api.as('admin')).expect(409);
    expect(refused.body).toMatchObject({ code: 'ordering.refund_not_failed' });
  });

  it('is no refund of another order', async () => {
    const { refundId } = await aFailedRefund(api);
    const other = await api.paidOrder(['port-calls']);
    const refused = await api.post(`/v1/admin/orders/${other.number}/refunds/${refundId}/retry`, undefined, api.as('admin')).expect(404);
    expect(refused.body).toMatchObject({ code: 'ordering.refund_unknown' });
    expect(await refundState(api, refundId)).toBe('failed');
  });

  it('goes again too where it gave money back that had come for a cancelled order', async () => {
    const order = await api.order(['port-calls']);
    await api.query("UPDATE ordering.orders SET status = 'held', held_at = now() WHERE number = $1", [order.number]);
    const [row] = await api.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [order.number]);
    await api.pay(order);
    await api.eventually(async () => (await api.query('SELECT 1 FROM payments.charges WHERE reference = $1', [row?.id])).length === 1);
    await api.post(`/v1/admin/orders/${order.number}/refusal`, { note: 'No answer' }, api.as('admin')).expect(204);
    const atProvider = async () => (await api.query<{ status: string; id: string }>('SELECT status, stripe_refund_id AS id FROM payments.refunds WHERE id = $1', [row?.id]))[0];
    await api.eventually(async () => (await atProvider())?.status === 'succeeded');
    const retry = () => api.post(`/v1/admin/orders/${order.number}/refunds/${row?.id}/retry`, undefined, api.as('admin'));
    await retry().expect(409);
    await api.controlSandbox(`/refunds/${(await atProvider())?.id}`, { status: 'failed' }).expect(200);
    await api.eventually(async () => (await atProvider())?.status === 'failed');
    await retry().expect(202);
    await api.eventually(async () => (await atProvider())?.status === 'succeeded');
    await api.calm();
    expect(await balances(order.number)).toEqual({});
  });
});

describe('what the payment provider tells', () => {
  it('of an inquiry is listed with our answer sent, while the order goes on', async () => {
    const order = await api.order(['port-calls']);
    await api.pay(order, '4000000000001976');
    await api.eventually(async () => (await page('/disputes?stage=warning')).items.some(({ orderNumber, evidence }) => orderNumber === order.number && evidence === 'submitted'));
    const [inquiry] = (await page('/disputes')).items;
    expect(inquiry).toMatchObject({ id: expect.stringMatching(/^d[pu]_/), stage: 'warning', orderNumber: order.number, reason: 'general', evidenceDueBy: expect.any(String) });
    expect((await api.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200)).body).toMatchObject({ status: expect.stringMatching(/paid|delivered/) });
    expect((await page('/disputes?stage=lost')).items).toEqual([]);
  });

  it('of a refund that was made by hand is listed, page by page', async () => {
    for (const _ of [1, 2]) {
      await api.query(
        `INSERT INTO payments.refunds (id, charge_id, reference, amount_minor, currency, reason, status, is_foreign, stripe_refund_id, asked_at, tried_at, settled_at)
         SELECT $1, id, reference, 100, currency, 'made at Stripe', 'succeeded', true, $2, now(), now(), now() FROM payments.charges LIMIT 1`, [newId(), `re_${randomUUID()}`],
      );
    }
    const first = await page('/refunds?state=foreign&limit=1');
    const second = await page(`/refunds?state=foreign&limit=1&cursor=${first.nextCursor}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([1, 1, null]);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  it('of a transfer that it refuses for now is listed with its reason', async () => {
    const payoutId = newId();
    await aWaitingTransfer(api, payoutId, merchants.studio.id);
    expect((await page('/transfers?state=waiting')).items).toMatchObject([{ payoutId, merchantId: merchants.studio.id, amount: { amount: '123.45', currency: 'EUR' }, failureReason: 'balance_insufficient', refusals: 2 }]);
  });

  it.each([['/disputes?stage=none'], ['/refunds'], ['/refunds?state=none'], ['/transfers'], ['/disputes?cursor=forged'], [`/disputes?cursor=${Buffer.from('["2026-11-23T08:00:00Z","du_\\u0000"]').toString('base64url')}`]])('is not listed for nonsense such as %s', async (path) => {
    await api.get(`/v1/admin${path}`, api.as('admin')).expect(({ status }) => expect([400, 422]).toContain(status));
  });
});
