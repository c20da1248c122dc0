import fc from 'fast-check';
import { FoundClusters } from '@silkport/clusters';
import { money, newId } from '@silkport/values';
import { changePayout } from './change-payout.js';
import { aRefund, aSale, openSettlement, type Settlement } from '../testing.js';

let s: Settlement;
beforeAll(async () => { s = await openSettlement({ now: '2026-11-23T08:00:00Z' }); });
afterAll(() => s.end());

type Step =
  | { readonly kind: 'sale'; readonly minor: bigint; readonly held: bigint }
  | { readonly kind: 'refund' | 'decide'; readonly which: number; readonly to: 'paid' | 'failed' | 'reversed'; readonly part: bigint | null }
  | { readonly kind: 'run' | 'day' | 'release' | 'run-and-refund'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('sale' as const), minor: fc.bigInt({ min: 1n, max: 100_000n }), held: fc.bigInt({ min: 0n, max: 5_000n }) }),
  fc.record({ kind: fc.constantFrom('refund' as const, 'decide' as const), which: fc.nat(), to: fc.constantFrom('paid' as const, 'failed' as const, 'reversed' as const), part: fc.option(fc.bigInt({ min: 1n, max: 40_000n })) }),
  fc.record({ kind: fc.constantFrom('run' as const, 'day' as const, 'release' as const, 'run-and-refund' as const), which: fc.nat() }),
);

async function aMerchant(): Promise<string> {
  const merchantId = newId();
  const word = { en: 'M' };
  await new FoundClusters(s.database).run([], [{ id: merchantId, slug: merchantId, clusterId: 'jingdezhen', name: word, city: word, story: word, sizeClass: 'leading', foundedYear: 2000, country: 'CN' }]);
  await s.terms({ merchantId, holdDays: 2, reserveBasisPoints: 500, reserveDays: 3 });
  await s.setBankAccount.run({ merchantId, personId: s.admin, holderName: 'M', country: 'CN', accountNumber: '6222021234567890', bankCode: '102100099996' });
  return merchantId;
}

describe('any sequence of sales, refunds, pay-outs and their ends', () => {
  it('pays nobody twice, loses nothing, and leaves the ledger balanced', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 18 }), async (steps) => {
      const merchantId = await aMerchant();
      const sales: { orderId: string; minor: bigint; held: bigint }[] = [];
      let earned = 0n;
      const at = () => s.clock.now().toISOString();
      const refund = async (which: number, part: bigint | null) => {
        const [sale] = sales.splice(which % Math.max(sales.length, 1), 1);
        if (!sale) return;
        const left = sale.minor + sale.held;
        const back = part === null || part > left ? left : part;
        if (back < left) sales.push({ orderId: sale.orderId, minor: left - back, held: 0n });
        earned -= back;
        await s.post([aRefund({ merchantId, orderId: sale.orderId, at: at(), payable: back })]);
      };
      const decide = async ({ which, to, part }: Extract<Step, { readonly kind: 'decide' | 'refund' }>) => {
        const { payouts } = await s.payouts.ofMerchant(merchantId, undefined, 50);
        const payout = payouts[which % Math.max(payouts.length, 1)];
        const taken = part === null ? {} : { part: money(part, 'CNY') };
        if (payout) await s.database.transaction((tx) => changePayout(tx, s.outbox, { payoutId: payout.id, to, reason: null, at: s.clock.now(), ...taken }));
      };
      for (const each of steps) {
        if (each.kind === 'sale') {
          const orderId = newId();
          sales.push({ orderId, minor: each.minor, held: each.held });
          earned += each.minor + each.held;
          await s.post([aSale({ merchantId, orderId, at: at(), payable: each.minor, reserve: each.held })]);
        } else if (each.kind === 'refund') await refund(each.which, each.part);
        else if (each.kind === 'decide') await decide(each);
        else if (each.kind === 'run') await Promise.all([s.makePayouts.run(), s.makePayouts.run()]);
        else if (each.kind === 'run-and-refund') await Promise.all([s.makePayouts.run(), refund(each.which, null)]);
        else if (each.kind === 'release') await s.release.run();
        else s.clock.advance(86_400_000);
      }
      const sumOf = async (sql: string) => (await s.rows<{ sum: bigint }>(sql, [merchantId]))[0]?.sum ?? 0n;
      const entries = await sumOf('SELECT coalesce(sum(payable_minor + reserve_minor), 0)::bigint AS sum FROM settlement.merchant_entries WHERE merchant_id = $1');
      const standing = await sumOf(`SELECT coalesce(sum(amount_minor - returned_minor), 0)::bigint AS sum FROM settlement.payouts WHERE merchant_id = $1`);
      const ledger = (await s.ledger.balances({ owner: merchantId })).filter(({ account }) => account.startsWith('merchant_')).reduce((sum, { balance }) => sum - balance.amountMinor, 0n);
      expect([entries + standing, ledger]).toEqual([earned, entries]);
      const underWay = await sumOf(`SELECT coalesce(sum(amount_minor - returned_minor), 0)::bigint AS sum FROM settlement.payouts WHERE merchant_id = $1 AND state IN ('created', 'sent')`);
      expect(-(await s.ledger.balance(`payouts:${merchantId}`, 'CNY')).amountMinor).toBe(underWay);
      expect(await s.rows('SELECT payout_id FROM settlement.merchant_entries WHERE merchant_id = $1 AND payout_id IS NOT NULL GROUP BY 1 HAVING sum(payable_minor) <> 0', [merchantId])).toEqual([]);
      const [balance] = await s.balances.of(merchantId);
      const told = [balance?.available, balance?.reserve, ...(balance?.maturing ?? []).map(({ amount }) => amount)].reduce((sum, amount) => sum + (amount?.amountMinor ?? 0n), 0n);
      const onItsWay = await sumOf(`SELECT coalesce(sum(amount_minor - returned_minor), 0)::bigint AS sum FROM settlement.payouts WHERE merchant_id = $1 AND state <> 'paid'`);
      expect([told, balance?.onItsWay.amountMinor ?? 0n]).toEqual([ledger, onItsWay]);
      for (const { amount } of balance?.maturing ?? []) expect(amount.amountMinor).toBeGreaterThan(0n);
      expect(await s.rows(`
        SELECT e.reference FROM settlement.merchant_entries e JOIN settlement.payouts p ON p.id = e.payout_id WHERE e.merchant_id = $1
        GROUP BY p.id, e.reference HAVING sum(e.payable_minor) > 0 AND bool_or(e.kind = 'sale' AND e.matures_at > p.created_at)`, [merchantId])).toEqual([]);
      expect(await s.rows('SELECT run_date FROM settlement.payouts WHERE merchant_id = $1 GROUP BY 1 HAVING count(*) > 1', [merchantId])).toEqual([]);
      expect((await s.ledger.trialBalance()).currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
    }), { numRuns: 25 });
  });
});
