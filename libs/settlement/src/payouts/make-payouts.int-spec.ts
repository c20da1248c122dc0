import { newId } from '@silkport/values';
import { aRefund, aSale, openSettlement, type Settlement } from '../testing.js';

let s: Settlement;
const today = '2026-11-23T08:00:00Z';
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString();

beforeEach(async () => { s = await openSettlement({ now: today }); });
afterEach(() => s.end());

const payouts = () => s.rows<{ id: string; state: string; amount_minor: bigint; run_date: Date; attempt: number; sent_minor: bigint; sent_currency: string }>('SELECT * FROM settlement.payouts ORDER BY id');
/** The entries of a pay-out, its own among them, sum to zero, and the entries to the ledger's accounts. */
async function expectTrue() {
  expect(await s.rows('SELECT payout_id FROM settlement.merchant_entries WHERE payout_id IS NOT NULL GROUP BY 1 HAVING sum(payable_minor) <> 0')).toEqual([]);
  const [sums] = await s.rows<{ payable: bigint; reserve: bigint }>('SELECT coalesce(sum(payable_minor), 0)::bigint AS payable, coalesce(sum(reserve_minor), 0)::bigint AS reserve FROM settlement.merchant_entries');
  const { payable, reserve } = await s.owed();
  expect(sums).toEqual({ payable, reserve });
  expect((await s.ledger.trialBalance()).currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
}

describe('pay-outs', () => {
  it('pay what has matured, leave what is in its hold, and say so in the balance', async () => {
    await s.terms({ holdDays: 7 });
    await s.chineseAccount();
    await s.post([aSale({ merchantId: s.merchantId, at: daysAgo(8), payable: 10_000n }), aSale({ merchantId: s.merchantId, at: daysAgo(2), payable: 5_000n })]);
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: 10_000n }, maturing: [{ date: '2026-11-28', amount: { amountMinor: 5_000n } }] }]);
    const [made] = await s.makePayouts.run();
    expect(made?.amount).toEqual({ amountMinor: 10_000n, currency: 'CNY' });
    expect(await s.owed()).toEqual({ payable: 5_000n, reserve: 0n, onItsWay: 10_000n });
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: 0n }, onItsWay: { amountMinor: 10_000n } }]);
    await expectTrue();
  });

  it('are made once for a due day, by two workers at once and again later that day', async () => {
    await s.terms();
    await s.chineseAccount();
    await s.post([aSale({ merchantId: s.merchantId, at: daysAgo(1), payable: 700n })]);
    await Promise.all([s.makePayouts.run(), s.makePayouts.run(), s.makePayouts.run()]);
    await s.post([aSale({ merchantId: s.merchantId, at: daysAgo(1), payable: 300n })]);
    await s.makePayouts.run();
    expect((await payouts()).map(({ amount_minor }) => amount_minor)).toEqual([700n]);
    s.clock.advance(86_400_000);
    await s.makePayouts.run();
    expect((await payouts()).map(({ amount_minor }) => amount_minor)).toEqual([700n, 300n]);
    await expectTrue();
  });

  it('that are killed before their end have not happened, and are whole the next time', async () => {
    await s.terms();
    await s.chineseAccount();
    await s.post([aSale({ merchantId: s.merchantId, at: daysAgo(1), payable: 700n })]);
    await s.rows(`CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`);
    for (const step of ['settlement.payouts', 'ledger.transactions', 'settlement.merchant_accounts']) {
      await s.rows(`CREATE TRIGGER kill AFTER INSERT OR UPDATE ON ${step} FOR EACH ROW EXECUTE FUNCTION kill()`);
      await expect(s.makePayouts.run()).rejects.toThrow('killed');
      await s.rows(`DROP TRIGGER kill ON ${step}`);
      expect(await payouts()).toEqual([]);
      expect(await s.owed()).toEqual({ payable: 700n, reserve: 0n, onItsWay: 0n });
    }
    expect(await s.makePayouts.run()).toHaveLength(1);
    await expectTrue();
  });

  it('carry what a refund took too much, and take it off the next', async () => {
    await s.terms();
    await s.chineseAccount();
    const orderId = newId();
    await s.post([aSale({ merchantId: s.merchantId, orderId, at: daysAgo(3), payable: 1_000n })]);
    await s.makePayouts.run();
    await s.post([aRefund({ merchantId: s.merchantId, orderId, at: daysAgo(0), payable: 1_000n })]);
    s.clock.advance(86_400_000);
    expect(await s.makePayouts.run()).toEqual([]);
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: -1_000n } }]);
    await s.post([aSale({ merchantId: s.merchantId, at: today, payable: 1_600n })]);
    s.clock.advance(86_400_000);
    expect((await s.makePayouts.run()).map(({ amount }) => amount.amountMinor)).toEqual([600n]);
    await expectTrue();
  });

  it('take a refund off its own sale while that is in its hold, and off the money of others only where it is more', async () => {
    await s.terms({ holdDays: 7 });
    await s.chineseAccount();
    const [whole, part, more] = [newId(), newId(), newId()];
    const of = (orderId: string, payable: bigint) => ({ merchantId: s.merchantId, orderId, at: daysAgo(1), payable });
    await s.post([aSale(of(whole, 2_697n)), aSale(of(part, 5_000n)), aSale(of(more, 300n)), aSale({ merchantId: s.merchantId, at: daysAgo(9), payable: 10_000n })]);
    await s.post([aRefund(of(whole, 2_697n)), aRefund(of(part, 1_000n))]);
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: 10_000n }, maturing: [{ date: '2026-11-29', amount: { amountMinor: 4_300n } }] }]);
    await s.post([aRefund(of(more, 350n))]);
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: 9_950n }, maturing: [{ date: '2026-11-29', amount: { amountMinor: 4_000n } }] }]);
    expect((await s.makePayouts.run()).map(({ amount }) => amount.amountMinor)).toEqual([9_950n]);
    s.clock.advance(6 * 86_400_000);
    expect((await s.makePayouts.run()).map(({ amount }) => amount.amountMinor)).toEqual([4_000n]);
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: 0n }, maturing: [], onItsWay: { amountMinor: 13_950n } }]);
    await expectTrue();
  });

  it('have one truth with a refund at the same moment: paid less, or clawed back', async () => {
    await s.terms();
    await s.chineseAccount();
    for (let day = 0; day < 6; day += 1) {
      const orderId = newId();
      await s.post([aSale({ merchantId: s.merchantId, orderId, at: daysAgo(1), payable: 500n }), aSale({ merchantId: s.merchantId, at: daysAgo(1), payable: 500n })]);
      s.clock.advance(86_400_000);
      await Promise.all([s.makePayouts.run(), s.post([aRefund({ merchantId: s.merchantId, orderId, at: daysAgo(1), payable: 500n })])]);
    }
    const paid = (await payouts()).reduce((sum, { amount_minor }) => sum + amount_minor, 0n);
    expect(paid + (await s.owed()).payable).toBe(6n * 500n);
    await expectTrue();
  });

  it('wait for the minimum, a method, and the end of a hold', async () => {
    await s.terms({ minimum: '20.00' });
    await s.post([aSale({ merchantId: s.merchantId, at: daysAgo(1), payable: 1_999n })]);
    expect(await s.makePayouts.run()).toEqual([]);
    await s.chineseAccount();
    expect(await s.makePayouts.run()).toEqual([]);
    await s.post([aSale({ merchantId: s.merchantId, at: daysAgo(1), payable: 1n })]);
    await s.holds.hold({ merchantId: s.merchantId, reason: 'Under review', personId: s.admin });
    s.clock.advance(86_400_000);
    expect(await s.makePayouts.run()).toEqual([]);
    expect(await s.methods.of(s.merchantId)).toMatchObject({ missing: ['hold'], heldBecause: 'Under review', account: '•••• 0123' });
    await s.holds.release({ merchantId: s.merchantId, reason: 'Cleared', personId: s.admin });
    expect(await s.makePayouts.run()).toHaveLength(1);
    expect((await s.rows<{ action: string }>('SELECT action FROM identity.audit_entries ORDER BY id')).map(({ action }) => action)).toEqual([
      'settlement.terms_changed', 'settlement.payout_method_set', 'settlement.payouts_held', 'settlement.payouts_released']);
  });
});
