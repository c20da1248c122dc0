import { jest } from '@jest/globals';
import { money, newId } from '@silkport/values';
import { Stripe } from 'stripe';
import type { TransferChanged } from '../payments.events.js';
import { CountryNotConnectable, MerchantNotConnected, NothingToReverse, PaymentProviderAway, ReversalAboveTransfer, TransferDiffers } from '../payments.errors.js';
import { openPayments, type Payments } from '../testing.js';

const usd = (amountMinor: bigint) => money(amountMinor, 'USD');

describe('transfers to merchants', () => {
  let payments: Payments;
  beforeAll(async () => {
    payments = await openPayments({ settlement: { currency: 'USD', rates: { USD: 1, KZT: 0.5 } } });
    await payments.captured();
    await payments.captured();
    await payments.control('/balance/settle', {});
  });
  afterAll(() => payments.end());
  afterEach(async () => {
    jest.restoreAllMocks();
    await payments.control('/faults', {}, 'DELETE');
  });

  const merchant = async (isOnboarded = true) => {
    const merchantId = newId();
    const { accountId } = await payments.merchants.open({ merchantId, country: 'US', email: 'shop@example.com', businessName: 'Shop' });
    if (isOnboarded) {
      await payments.control(`/accounts/${accountId}/onboard`, {});
      payments.clock.advance(1);
      await payments.refreshAccount.run({ accountId });
    }
    return { merchantId, accountId };
  };
  const wanted = (merchantId: string, amount = usd(1_000n)) => ({ payoutId: newId(), merchantId, amount, description: 'November' });
  const stages = async (payoutId: string) => (await payments.published<TransferChanged>('payments.transfer_changed', 'payoutId', payoutId)).map(({ stage }) => stage);
  const transfersOf = async (accountId: string) => (await payments.stripe.transfers.list({ destination: accountId })).data;
  const payoutsOf = async (accountId: string) => (await payments.stripe.payouts.list({}, { stripeAccount: accountId })).data;
  const event = (type: string, object: object, account?: string) =>
    JSON.stringify({ id: `evt_${newId()}`, object: 'event', created: 1_795_000_000, type, ...(account ? { account } : {}), data: { object } });
  const stored = async (payoutId: string) => (await payments.rows<{ state: string; reversed_minor: bigint; failure_reason: string }>('SELECT state, reversed_minor, failure_reason FROM payments.transfers WHERE payout_id = $1', [payoutId]))[0];

  it('need an account that the merchant has been through the provider\'s questions for', async () => {
    await expect(payments.transfer.run(wanted(newId()))).rejects.toThrow(MerchantNotConnected);
    const { merchantId, accountId } = await merchant(false);
    expect(await payments.merchants.standing(merchantId)).toMatchObject({ accountId, canReceive: false });
    expect((await payments.merchants.standing(merchantId))!.requirements.length).toBeGreaterThan(0);
    const link = await payments.merchants.onboardingLink({ merchantId, returnUrl: 'https://silkport.example/done', refreshUrl: 'https://silkport.example/again' });
    expect(link.url).toMatch(/^http/);
    const early = wanted(merchantId);
    expect(await payments.transfer.run(early)).toMatchObject({ state: 'failed', failureReason: 'account_cannot_receive' });
    expect([await stages(early.payoutId), await transfersOf(accountId)]).toEqual([['failed'], []]);
  });

  it('open one account for a merchant, however often and at once, and tell when it can receive', async () => {
    const asked = { merchantId: newId(), country: 'US', email: 'shop@example.com', businessName: 'Shop' };
    const [first, second] = await Promise.all([payments.merchants.open(asked), payments.merchants.open(asked)]);
    expect([second.accountId, (await payments.merchants.open(asked)).accountId]).toEqual([first.accountId, first.accountId]);
    await payments.control(`/accounts/${first.accountId}/onboard`, {});
    const account = await payments.stripe.accounts.retrieve(first.accountId);
    expect(await payments.deliver(event('account.updated', account, first.accountId))).toBe('applied');
    payments.clock.advance(1);
    await payments.refreshAccount.run({ accountId: first.accountId });
    await payments.refreshAccount.run({ accountId: first.accountId });
    const told = await payments.published<{ canReceive: boolean }>('payments.connected_account_changed', 'merchantId', asked.merchantId);
    expect(told.map(({ canReceive }) => canReceive)).toEqual([false, true]);
  });

  it('are not possible to a country/region where the provider opens no accounts', async () => {
    const merchantId = newId();
    await payments.control('/faults', { kind: 'status', status: 400, count: 2, method: 'POST', path: '/v1/accounts' });
    await expect(payments.merchants.open({ merchantId, country: 'IR', email: 'shop@example.com', businessName: 'Shop' })).rejects.toThrow(CountryNotConnectable);
    expect(await payments.merchants.standing(merchantId)).toBeUndefined();
    await expect(payments.merchants.onboardingLink({ merchantId, returnUrl: 'https://silkport.example/', refreshUrl: 'https://silkport.example/' })).rejects.toThrow(MerchantNotConnected);
  });

  it('are one transfer and one payout, two at once and again later, and paid only when the bank has it', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    const both = await Promise.all([payments.transfer.run(request), payments.transfer.run(request)]);
    await payments.transfer.run(request);
    expect(both.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect([await transfersOf(accountId), await payoutsOf(accountId)]).toMatchObject([[{ amount: 1_000, currency: 'usd' }], [{ amount: 1_000, metadata: { payoutId: request.payoutId } }]]);
    expect(await stages(request.payoutId)).toEqual(['sent']);
    const [payout] = await payoutsOf(accountId);
    const paid = event('payout.paid', { ...payout, status: 'paid' }, accountId);
    expect([await payments.deliver(paid), await payments.deliver(paid)]).toEqual(['applied', 'repeated']);
    expect(await payments.deliver(event('payout.created', payout!, accountId))).toBe('ignored');
    expect(await stages(request.payoutId)).toEqual(['sent', 'paid']);
  });

  it.each([0, 1, 2])('go on after a process was killed at its write number %s, with one transfer and one payout', async (survived) => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    const killed = jest.spyOn(payments.database, 'transaction');
    for (let write = 0; write < survived; write += 1) killed.mockImplementationOnce((work) => payments.database.dataSource.transaction(work));
    killed.mockRejectedValueOnce(new Error('killed'));
    await payments.transfer.run(request).catch(() => undefined);
    killed.mockRestore();
    payments.clock.advance(7 * 3600_000);
    await payments.transferSweep.run();
    await payments.transfer.run(request);
    await payments.transferSweep.run();
    expect([(await transfersOf(accountId)).length, (await payoutsOf(accountId)).length]).toEqual([1, 1]);
    expect((await stages(request.payoutId)).filter((stage) => stage === 'sent')).toHaveLength(1);
  });

  it('stay asked while Stripe is away, and the sweep goes on', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/transfers' });
    await expect(payments.transfer.run(request)).rejects.toThrow(PaymentProviderAway);
    expect(await stored(request.payoutId)).toMatchObject({ state: 'asked' });
    payments.clock.advance(3 * 60_000);
    await Promise.all([payments.transferSweep.run(), payments.transferSweep.run()]);
    expect(await transfersOf(accountId)).toHaveLength(1);
    expect(await stages(request.payoutId)).toContain('sent');
  });

  it('fail where Stripe has not got the money, and say why', async () => {
    const { merchantId } = await merchant();
    const request = wanted(merchantId, usd(99_999_999n));
    expect(await payments.transfer.run(request)).toMatchObject({ state: 'failed', failureReason: 'balance_insufficient' });
    expect(await payments.transfer.run(request)).toMatchObject({ state: 'failed' });
    expect(await stages(request.payoutId)).toEqual(['failed']);
  });

  it('refuse an id that belongs to another merchant or amount', async () => {
    const { merchantId } = await merchant();
    const request = wanted(merchantId);
    await payments.transfer.run(request);
    await expect(payments.transfer.run({ ...request, amount: usd(1_001n) })).rejects.toThrow(TransferDiffers);
    await expect(payments.transfer.run({ ...request, merchantId: (await merchant()).merchantId })).rejects.toThrow(TransferDiffers);
  });

  it('come back to us where the bank does not take them, and are told as failed once', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    await payments.transfer.run(request);
    const [payout] = await payoutsOf(accountId);
    await payments.control(`/payouts/${payout!.id}/fail`, { failure_code: 'account_closed' });
    const failed = { ...payout, status: 'failed', failure_code: 'account_closed' };
    expect(await payments.deliver(event('payout.failed', failed, accountId))).toBe('applied');
    expect(await payments.deliver(event('payout.paid', { ...payout, status: 'paid' }, accountId))).toBe('ignored');
    payments.clock.advance(3 * 60_000);
    await payments.transferSweep.run();
    expect(await stages(request.payoutId)).toEqual(['sent', 'failed']);
    expect(await stored(request.payoutId)).toMatchObject({ state: 'failed', failure_reason: 'account_closed', reversed_minor: 1_000n });
    expect(await transfersOf(accountId)).toMatchObject([{ amount_reversed: 1_000 }]);
  });

  it('tell the transfer before its payout where that is told first', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/transfers' });
    await payments.transfer.run(request).catch(() => undefined);
    const payout = { id: `po_${newId()}`, object: 'payout', status: 'paid', metadata: { payoutId: request.payoutId, transferId: `tr_${newId()}` } };
    expect(await payments.deliver(event('payout.paid', payout, accountId))).toBe('applied');
    expect(await stages(request.payoutId)).toEqual(['sent', 'paid']);
  });

  it('are taken back in part and whole, never more than was sent, and by hand at Stripe too', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    await expect(payments.reverse.run({ payoutId: request.payoutId, reason: 'mistake' })).rejects.toThrow(NothingToReverse);
    await payments.transfer.run(request);
    // The money must still lie in the account.
    const [payout] = await payoutsOf(accountId);
    if (payout) await payments.stripe.payouts.cancel(payout.id, {}, { stripeAccount: accountId });
    const part = { payoutId: request.payoutId, amount: usd(300n), reason: 'mistake', reversalId: newId() };
    await Promise.all([payments.reverse.run(part), payments.reverse.run(part)]);
    await expect(payments.reverse.run({ ...part, reversalId: newId(), amount: usd(701n) })).rejects.toThrow(ReversalAboveTransfer);
    await expect(payments.reverse.run({ ...part, reversalId: newId(), amount: money(1n, 'EUR') })).rejects.toThrow(ReversalAboveTransfer);
    await expect(payments.reverse.run({ ...part, reversalId: newId(), amount: usd(0n) })).rejects.toThrow(ReversalAboveTransfer);
    const [transfer] = await transfersOf(accountId);
    await payments.stripe.transfers.createReversal(transfer!.id, { amount: 200 });
    expect(await payments.deliver(event('transfer.reversed', (await transfersOf(accountId))[0] as Stripe.Transfer))).toBe('applied');
    expect(await payments.reverse.run({ payoutId: request.payoutId, amount: usd(500n), reason: 'mistake' })).toMatchObject({ state: 'reversed' });
    const told = await payments.published<TransferChanged>('payments.transfer_changed', 'payoutId', request.payoutId);
    expect(told.map(({ stage, amount }) => [stage, amount.amountMinor])).toEqual([['sent', 1_000n], ['reversed', 300n], ['reversed', 200n], ['reversed', 500n]]);
  });

  it('take back once what a process was killed over after Stripe had taken it back', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    await payments.transfer.run(request);
    const [payout] = await payoutsOf(accountId);
    await payments.stripe.payouts.cancel(payout!.id, {}, { stripeAccount: accountId });
    const killed = jest.spyOn(payments.database, 'transaction').mockImplementationOnce((work) => payments.database.dataSource.transaction(work)).mockRejectedValueOnce(new Error('killed'));
    await expect(payments.reverse.run({ payoutId: request.payoutId, reason: 'mistake' })).rejects.toThrow('killed');
    killed.mockRestore();
    payments.clock.advance(3 * 60_000);
    await payments.transferSweep.run();
    expect(await transfersOf(accountId)).toMatchObject([{ amount_reversed: 1_000, reversals: { data: { length: 1 } } }]);
    expect(await stages(request.payoutId)).toEqual(['sent', 'reversed']);
  });

  it('wait in the account while it cannot pay out, and are paid out later by a try of its own', async () => {
    const { merchantId, accountId } = await merchant();
    const request = wanted(merchantId);
    const create = jest.spyOn(payments.gateway.stripe.payouts, 'create').mockRejectedValueOnce(new Stripe.errors.StripeInvalidRequestError({ type: 'invalid_request_error', code: 'balance_insufficient', message: 'Not yet' }));
    expect(await payments.transfer.run(request)).toMatchObject({ state: 'sent' });
    expect(await payoutsOf(accountId)).toEqual([]);
    payments.clock.advance(31 * 60_000);
    await payments.transferSweep.run();
    expect(await payoutsOf(accountId)).toHaveLength(1);
    expect(create.mock.calls.map(([, options]) => (options as Stripe.RequestOptions).idempotencyKey)).toEqual([`payout:${request.payoutId}:0`, `payout:${request.payoutId}:1`]);
  });

  it('arrive in the currency of the account, of which a payout takes what came', async () => {
    const merchantId = newId();
    const { accountId } = await payments.merchants.open({ merchantId, country: 'KZ', email: 'shop@example.kz', businessName: 'Dukan' });
    await payments.control(`/accounts/${accountId}/onboard`, { currency: 'kzt', country: 'KZ' });
    payments.clock.advance(1);
    await payments.refreshAccount.run({ accountId });
    await payments.transfer.run(wanted(merchantId));
    expect(await payoutsOf(accountId)).toMatchObject([{ amount: 500, currency: 'kzt' }]);
  });

  it('are in a currency that the platform has a balance in', async () => {
    expect((await payments.currencies.list())[0]).toBe('USD');
    expect(await payments.currencies.available()).toContainEqual({ amountMinor: expect.any(BigInt), currency: 'USD' });
  });
});
