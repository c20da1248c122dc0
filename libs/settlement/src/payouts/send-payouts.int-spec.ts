import { sampleRates } from '@silkport/pricing';
import { newId } from '@silkport/values';
import { NothingToPayOut, PayoutNotRetryable } from '../settlement.errors.js';
import { aSale, openSettlement, type Settlement } from '../testing.js';

let s: Settlement;
let accountId: string;
const today = '2026-11-23T08:00:00Z';
const owedMinor = 71_000n;

beforeEach(async () => {
  s = await openSettlement({ now: today, country: 'DE', hasEuros: true });
  await s.recordRates();
  await s.terms();
  accountId = await s.connect();
  await s.post([aSale({ merchantId: s.merchantId, at: '2026-11-22T08:00:00Z', payable: owedMinor })]);
});
afterEach(() => s.end());

const made = async () => (await s.makePayouts.run())[0]!;
const standing = (payoutId: string) => s.payouts.byId(payoutId);
/** @param minor of the transfer that the news is about: all of it, but for a reversal of a part */
async function change(payoutId: string, stage: 'sent' | 'paid' | 'failed' | 'reversed', failureReason: string | null = null, minor?: bigint) {
  const { sent } = (await standing(payoutId))!;
  const amount = { ...sent, ...(minor === undefined ? {} : { amountMinor: minor }) };
  await s.database.transaction((tx) => s.onTransferChanged.run(tx, { payoutId, merchantId: s.merchantId, stage, amount, failureReason, at: today }));
}
const transfers = async () => (await s.payments.stripe.transfers.list({ destination: accountId })).data.map(({ amount, currency }) => ({ amount, currency }));

async function expectBalanced() {
  expect((await s.ledger.trialBalance()).currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
  expect(await s.rows('SELECT payout_id FROM settlement.merchant_entries WHERE payout_id IS NOT NULL GROUP BY 1 HAVING sum(payable_minor) <> 0')).toEqual([]);
}

describe('a pay-out by the provider', () => {
  it('is sent once in what the provider settles in, at the rate of the day, frozen', async () => {
    const payout = await made();
    const cents = Math.round(Number(owedMinor) * Number(sampleRates().rates.EUR));
    expect(payout).toMatchObject({ amount: { amountMinor: owedMinor, currency: 'CNY' }, sent: { amountMinor: BigInt(cents), currency: 'EUR' }, rateSetId: expect.stringMatching(/^[\da-f-]{36}$/) });
    await Promise.all([s.sendPayout.run(payout), s.sendPayout.run(payout)]);
    await s.sendPayout.run(payout);
    expect(await transfers()).toEqual([{ amount: cents, currency: 'eur' }]);
    expect(await standing(payout.payoutId)).toMatchObject({ state: 'sent', rate: payout.rate, sent: payout.sent });
    await expectBalanced();
  });

  it('that is killed between the transfer and its mark is sent once all the same', async () => {
    const payout = await made();
    await s.rows(`CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`);
    await s.rows('CREATE TRIGGER kill BEFORE UPDATE ON settlement.payouts FOR EACH ROW EXECUTE FUNCTION kill()');
    await expect(s.sendPayout.run(payout)).rejects.toThrow('killed');
    await s.rows('DROP TRIGGER kill ON settlement.payouts');
    expect(await standing(payout.payoutId)).toMatchObject({ state: 'created' });
    await s.sendPayout.run(payout);
    expect([await standing(payout.payoutId), await transfers()]).toMatchObject([{ state: 'sent' }, [{ currency: 'eur' }]]);
  });

  it('waits for another hour while the provider is away, and one by the bank does not', async () => {
    await s.payments.control('/faults', { kind: 'status', status: 503, count: 20, method: 'GET', path: '/v1/balance' });
    expect(await s.makePayouts.run()).toEqual([]);
    await s.chineseAccount();
    expect(await s.makePayouts.run()).toMatchObject([{ method: 'bank_account', amount: { amountMinor: owedMinor } }]);
  });

  it('is paid when the provider says so, and word that comes late or twice changes nothing', async () => {
    const { payoutId } = await made();
    for (const stage of ['paid', 'sent', 'paid'] as const) await change(payoutId, stage);
    expect(await standing(payoutId)).toMatchObject({ state: 'paid', paidAt: new Date(today) });
    expect(await s.rows(`SELECT name FROM platform.events WHERE name LIKE 'settlement.payout%'`)).toEqual([{ name: 'settlement.payout_paid' }]);
  });

  it('that the provider refuses is payable again at once, with the reason', async () => {
    await s.rows('UPDATE settlement.merchant_accounts SET last_run_date = NULL');
    await s.post([aSale({ merchantId: s.merchantId, at: '2026-11-22T08:00:00Z', payable: 9_000_000_000n })]);
    const payout = await made();
    await s.sendPayout.run(payout);
    expect(await standing(payout.payoutId)).toMatchObject({ state: 'failed', reason: 'balance_insufficient' });
    expect((await s.owed()).payable).toBe(owedMinor + 9_000_000_000n);
    await expectBalanced();
  });

  it('that can never be sent has failed, rather than wait for ever, and is payable again', async () => {
    const payout = await made();
    await s.rows('DELETE FROM payments.connected_accounts');
    await s.sendPayout.run(payout);
    expect(await standing(payout.payoutId)).toMatchObject({ state: 'failed', reason: 'payments.merchant_not_connected' });
    expect(await s.owed()).toMatchObject({ payable: owedMinor, onItsWay: 0n });
    await expectBalanced();
  });

  it('that fails is payable again, once, also after it seemed to be paid; and can be tried again once', async () => {
    const { payoutId } = await made();
    await expect(s.retry.run({ payoutId: newId(), personId: s.admin })).rejects.toMatchObject({ code: 'settlement.payout_unknown' });
    await change(payoutId, 'paid');
    await expect(s.retry.run({ payoutId, personId: s.admin })).rejects.toBeInstanceOf(PayoutNotRetryable);
    await Promise.all([change(payoutId, 'failed', 'account_closed'), change(payoutId, 'reversed')]);
    expect((await s.owed()).payable).toBe(owedMinor);
    await expectBalanced();
    const both = await Promise.allSettled([s.retry.run({ payoutId, personId: s.admin }), s.retry.run({ payoutId, personId: s.admin })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { payouts: [retried, first] } = await s.payouts.ofMerchant(s.merchantId, undefined, 10);
    expect([retried, first]).toMatchObject([{ retryOf: payoutId, state: 'created', amount: { amountMinor: owedMinor } }, { id: payoutId, state: expect.stringMatching(/failed|reversed/) }]);
    expect(await s.payouts.linesOf(retried!.id)).toMatchObject([{ kind: 'payout_reversed', amount: { amountMinor: owedMinor } }]);
    await change(retried!.id, 'failed', 'account_closed');
    await s.holds.hold({ merchantId: s.merchantId, reason: 'Closed account', personId: s.admin });
    await expect(s.retry.run({ payoutId: retried!.id, personId: s.admin })).rejects.toBeInstanceOf(NothingToPayOut);
    await expectBalanced();
  });

  it('of which a part is taken back by hand gives back the share of that part, exactly, and is over when nothing is left of it', async () => {
    const { payoutId, sent: { amountMinor: cents } } = await made();
    await change(payoutId, 'sent');
    const takeBack = async (part: bigint) => {
      await change(payoutId, 'reversed', null, part);
      await expectBalanced();
    };
    await takeBack(1_000n);
    const share = (1_000n * owedMinor * 2n + cents) / (cents * 2n);
    expect([await standing(payoutId), await s.owed()]).toMatchObject([{ state: 'sent', returned: { amountMinor: share } }, { payable: share }]);
    expect(await s.balances.of(s.merchantId)).toMatchObject([{ available: { amountMinor: share }, onItsWay: { amountMinor: owedMinor - share } }]);
    await takeBack(1n);
    await change(payoutId, 'paid');
    expect(await s.payouts.byId(payoutId)).toMatchObject({ state: 'paid' });
    await takeBack(cents - 1_001n);
    expect([await standing(payoutId), await s.owed()]).toMatchObject([{ state: 'reversed', returned: { amountMinor: owedMinor } }, { payable: owedMinor, onItsWay: 0n }]);
    const told = await s.rows<{ name: string }>(`SELECT name FROM platform.events WHERE name LIKE 'settlement.payout%' ORDER BY id`);
    expect(told.map(({ name }) => name)).toEqual(['settlement.payout_failed', 'settlement.payout_failed', 'settlement.payout_paid', 'settlement.payout_failed']);
  });

  it('that fails after a part of it was taken back gives back the rest only, whichever is told first', async () => {
    const { payoutId, sent } = await made();
    await change(payoutId, 'reversed', null, sent.amountMinor / 3n);
    await change(payoutId, 'failed', 'account_closed');
    await change(payoutId, 'reversed', null, sent.amountMinor / 3n);
    expect([await standing(payoutId), await s.owed()]).toMatchObject([{ state: 'failed', reason: 'account_closed' }, { payable: owedMinor, onItsWay: 0n }]);
    await expectBalanced();
  });

  it('is not sent while the merchant is held, and is asked for again on release', async () => {
    const payout = await made();
    await s.holds.hold({ merchantId: s.merchantId, reason: 'Under review', personId: s.admin });
    await s.sendPayout.run(payout);
    expect(await transfers()).toEqual([]);
    await s.holds.release({ merchantId: s.merchantId, reason: 'Cleared', personId: s.admin });
    await s.sendPayout.run(payout);
    expect(await transfers()).toHaveLength(1);
  });

  it('is not offered where the provider does not reach, and opens one account however often it is asked', async () => {
    expect(await s.methods.of(s.merchantId)).toMatchObject({ kind: 'stripe', account: null, missing: [], requirements: [] });
    expect(await s.connect()).toBe(accountId);
    expect(await s.rows('SELECT kind FROM settlement.payout_methods')).toEqual([{ kind: 'stripe' }]);
    await s.rows(`UPDATE clusters.merchants SET country = 'CN'`);
    await expect(s.connect()).rejects.toMatchObject({ code: 'settlement.provider_does_not_reach' });
  });
});
