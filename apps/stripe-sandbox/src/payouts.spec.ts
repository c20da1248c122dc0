import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Stripe from 'stripe';
import { aCharge, anAccount, anEnabledAccount, available, caught } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeEach(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
  await aCharge(stripe, 100_000);
});
afterEach(() => sandbox.close());

const day = 86_400;
/** An account with 50.00 EUR, and the option to act for it. */
const anOwner = async (accountNumber?: string) => {
  const { id } = await anEnabledAccount(sandbox, accountNumber);
  await stripe.transfers.create({ amount: 5000, currency: 'eur', destination: id });
  return { stripeAccount: id };
};
const eventTypes = async (of?: Stripe.RequestOptions) =>
  (await stripe.events.list({ limit: 100 }, of)).data.map((each) => each.type).filter((type) => type.startsWith('payout.') || type.startsWith('account.external')).toReversed();

describe('a payout', () => {
  it('leaves the balance at once and arrives after two days', async () => {
    const before = await available(stripe, 'eur');
    const payout = await stripe.payouts.create({ amount: 30_000, currency: 'eur', metadata: { run: '1' }, statement_descriptor: 'SILKPORT', expand: ['balance_transaction', 'destination'] });
    expect(payout).toMatchObject({
      status: 'pending', automatic: false, method: 'standard', type: 'bank_account', metadata: { run: '1' }, statement_descriptor: 'SILKPORT', reconciliation_status: 'not_applicable',
      arrival_date: payout.created + 2 * day, balance_transaction: { type: 'payout', amount: -30_000 }, destination: { object: 'bank_account', currency: 'eur' },
    });
    expect(await available(stripe, 'eur')).toBe(before - 30_000);
    await sandbox.control('/clock/advance', { seconds: 3600 });
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe('in_transit');
    expect((await stripe.payouts.list({ status: 'in_transit' })).data.map((each) => each.id)).toEqual([payout.id]);
    await sandbox.control('/clock/advance', { seconds: 2 * day });
    expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({ status: 'paid', failure_code: null, trace_id: { status: 'supported' } });
    expect(await eventTypes()).toEqual(['payout.created', 'payout.updated', 'payout.updated', 'payout.paid']);
  });

  it.each([
    ['DE62370400440532013001', 'no_account'], ['DE89370400440532013002', 'account_closed'], ['000222222227', 'insufficient_funds'], ['000333333335', 'debit_not_authorized'],
  ])('to %s comes back as %s', async (accountNumber, code) => {
    const owner = await anOwner(accountNumber);
    const payout = await stripe.payouts.create({ amount: 5000, currency: 'eur' }, owner);
    expect(await available(stripe, 'eur', owner.stripeAccount)).toBe(0);
    await sandbox.control('/clock/advance', { seconds: 3 * day });
    const failed = await stripe.payouts.retrieve(payout.id, { expand: ['failure_balance_transaction', 'destination'] }, owner);
    expect(failed).toMatchObject({
      status: 'failed', failure_code: code, failure_balance_transaction: { type: 'payout_failure', amount: 5000, reporting_category: 'payout_reversal' }, destination: { status: 'errored' },
    });
    expect(failed.failure_message).toBeTruthy();
    expect(await available(stripe, 'eur', owner.stripeAccount)).toBe(5000);
    expect(await eventTypes(owner)).toEqual(['account.external_account.created', 'payout.created', 'payout.updated', 'payout.updated', 'payout.failed', 'account.external_account.updated']);
    expect(await eventTypes()).toEqual([]);
  });

  it('is cancelled before it leaves, and not after', async () => {
    const owner = await anOwner();
    const [first, second] = [await stripe.payouts.create({ amount: 1000, currency: 'eur' }, owner), await stripe.payouts.create({ amount: 2000, currency: 'eur' }, owner)];
    expect(await stripe.payouts.cancel(first.id, {}, owner)).toMatchObject({ status: 'canceled', failure_balance_transaction: expect.stringMatching(/^txn_/) });
    await sandbox.control(`/payouts/${second.id}/send`);
    expect((await caught(stripe.payouts.cancel(second.id, {}, owner)))?.message).toContain('cannot be canceled');
    expect(await available(stripe, 'eur', owner.stripeAccount)).toBe(3000);
    await sandbox.control('/clock/advance', { seconds: 3 * day });
    expect((await stripe.payouts.list({}, owner)).data.map((each) => each.status)).toEqual(['paid', 'canceled']);
  });

  it('fails by the control API even after it was paid', async () => {
    const payout = await stripe.payouts.create({ amount: 1000, currency: 'eur' });
    const before = await available(stripe, 'eur');
    expect(await sandbox.control(`/payouts/${payout.id}/pay`)).toMatchObject({ status: 'paid' });
    expect(await sandbox.control(`/payouts/${payout.id}/fail`, { failure_code: 'account_closed' })).toMatchObject({ status: 'failed', failure_code: 'account_closed' });
    await expect(sandbox.control(`/payouts/${payout.id}/fail`)).rejects.toThrow('cannot fail');
    expect(await available(stripe, 'eur')).toBe(before + 1000);
  });

  it('is refused beyond what can be used, without a bank account for it, and from an account that is not enabled', async () => {
    const owner = await anOwner();
    expect((await caught(stripe.payouts.create({ amount: 5001, currency: 'eur' }, owner)))?.code).toBe('balance_insufficient');
    expect((await caught(stripe.payouts.create({ amount: 1, currency: 'usd' }, owner)))?.message).toContain("don't have any external accounts in that currency (usd)");
    expect((await caught(stripe.payouts.create({ amount: 1, currency: 'eur', destination: 'ba_none' }, owner)))?.param).toBe('destination');
    expect((await caught(stripe.payouts.create({ amount: 1, currency: 'eur', method: 'instant' }, owner)))?.param).toBe('method');
    const { id } = await anAccount(stripe);
    expect((await caught(stripe.payouts.create({ amount: 1, currency: 'eur' }, { stripeAccount: id })))?.code).toBe('payouts_not_allowed');
  });

  it('belongs to its account alone, in lists, by id and by idempotency key', async () => {
    const [one, two] = [await anOwner(), await anOwner()];
    const make = (owner: Stripe.RequestOptions) => stripe.payouts.create({ amount: 100, currency: 'eur' }, { ...owner, idempotencyKey: 'same' });
    const [first, second] = [await make(one), await make(two)];
    expect(first.id).not.toBe(second.id);
    expect((await make(one)).id).toBe(first.id);
    expect((await caught(stripe.payouts.retrieve(first.id, {}, two)))?.code).toBe('resource_missing');
    expect((await caught(stripe.payouts.list({ starting_after: first.id }, two)))?.code).toBe('resource_missing');
    expect((await stripe.payouts.list({}, one)).data.map((each) => each.id)).toEqual([first.id]);
    expect((await stripe.payouts.list()).data).toEqual([]);
    expect((await stripe.payouts.list({ arrival_date: { gte: first.arrival_date } }, one)).data).toHaveLength(1);
    expect((await stripe.payouts.list({ arrival_date: { gt: first.arrival_date } }, one)).data).toEqual([]);
    expect((await stripe.payouts.update(first.id, { metadata: { a: 'b' } }, one)).metadata).toEqual({ a: 'b' });
  });
});

describe('balance transactions', () => {
  it('are filtered by type, currency, source and time, and show their source', async () => {
    const owner = await anOwner();
    await aCharge(stripe, 5000, 'usd');
    const types = async (params: Stripe.BalanceTransactionListParams) => (await stripe.balanceTransactions.list(params)).data.map((each) => each.type);
    expect([await types({ type: 'transfer' }), await types({ currency: 'usd' }), await types({ created: { gt: 2_000_000_000 } })]).toEqual([['transfer'], ['charge'], []]);
    const [moved] = (await stripe.balanceTransactions.list({ type: 'transfer', expand: ['data.source'] })).data;
    expect(moved!.source).toMatchObject({ object: 'transfer', destination: owner.stripeAccount });
    expect(await types({ source: (moved!.source as Stripe.Transfer).id })).toEqual(['transfer']);
    expect(await stripe.balanceTransactions.retrieve(moved!.id, { expand: ['source'] })).toMatchObject({ source: { object: 'transfer' } });
    expect((await caught(stripe.balanceTransactions.retrieve(moved!.id, {}, owner)))?.code).toBe('resource_missing');
  });

  it('are tied to the payout that Stripe makes by itself, and only to such a one', async () => {
    await aCharge(stripe, 9000, 'eur', 'pm_card_visa');
    const { payouts } = await sandbox.control<{ payouts: Stripe.Payout[] }>('/payouts', {});
    expect(payouts).toMatchObject([{ automatic: true, amount: 100_000 - 2930, currency: 'eur', reconciliation_status: 'in_progress' }]);
    const tied = (await stripe.balanceTransactions.list({ payout: payouts[0]!.id })).data;
    expect(tied.map((each) => each.type)).toEqual(['payout', 'charge']);
    expect(tied.reduce((sum, each) => sum + each.net, 0)).toBe(0);
    expect((await caught(stripe.payouts.cancel(payouts[0]!.id)))?.message).toContain('created automatically');
    await sandbox.control('/balance/settle', {});
    const manual = await stripe.payouts.create({ amount: 100, currency: 'eur' });
    expect((await caught(stripe.balanceTransactions.list({ payout: manual.id })))?.message).toContain('only be filtered on automatic transfers');
  });
});

it('moves payouts on after a restart', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
  const dataFile = path.join(folder, 'sandbox.sqlite');
  const before = await startSandbox({ dataFile });
  await aCharge(before.stripe, 10_000);
  const { id } = await anEnabledAccount(before);
  await before.stripe.transfers.create({ amount: 5000, currency: 'eur', destination: id });
  const payout = await before.stripe.payouts.create({ amount: 5000, currency: 'eur' }, { stripeAccount: id });
  await before.close();
  const after = await startSandbox({ dataFile });
  await after.control('/clock/advance', { seconds: 3 * day });
  expect((await after.stripe.payouts.retrieve(payout.id, {}, { stripeAccount: id })).status).toBe('paid');
  expect(await available(after.stripe, 'eur', id)).toBe(0);
  await after.close();
  rmSync(folder, { recursive: true });
});
