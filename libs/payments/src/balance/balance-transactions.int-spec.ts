import { jest } from '@jest/globals';
import { money, newId } from '@silkport/values';
import { settledMoney } from './settled-money.js';
import type { BalanceMoved, BalanceMovement } from '../payments.events.js';
import { CurrencyNotChargeable } from '../payments.errors.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

describe('importing the movements of our balance', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments({ settlement: { currency: 'USD', rates: { USD: 1, KZT: 524.3 } } }); });
  afterAll(() => payments.end());
  beforeEach(async () => {
    await payments.movements.run();
    await payments.rows(`TRUNCATE platform.events CASCADE`);
  });
  afterEach(() => payments.control('/faults', {}, 'DELETE'));

  const told = async (): Promise<BalanceMovement[]> => {
    const events = await payments.rows<{ payload: BalanceMoved }>(`SELECT payload FROM platform.events WHERE name = 'payments.balance_moved' ORDER BY id`);
    return events.flatMap(({ payload }) => [...payload.movements]);
  };
  const today = () => new Date().toISOString().slice(0, 10);
  const storedOf = async (reference: string) => (await payments.movementReads.ofDay(today())).filter((movement) => movement.reference === reference);

  it('knows the order, the currency that the buyer paid in, the rate as it was written and the country of the card', async () => {
    const { reference, intentId } = await payments.captured();
    await payments.movements.run();
    const { data: [charge] } = await payments.stripe.charges.list({ payment_intent: intentId });
    const transaction = await payments.stripe.balanceTransactions.retrieve(charge!.balance_transaction as string);
    expect(await storedOf(reference)).toEqual([{
      id: transaction.id, kind: 'charge', amount: money(BigInt(transaction.amount), 'USD'), fee: money(BigInt(transaction.fee), 'USD'), exchangeRate: String(transaction.exchange_rate),
      presentment: money(523_499n, 'KZT'), reference, refundId: null, disputeId: null, cardCountry: charge!.payment_method_details?.card?.country,
      at: new Date(transaction.created * 1000).toISOString(),
    }]);
    expect(transaction.currency).toBe('usd');
    expect(transaction.exchange_rate).not.toBeNull();
  });

  it('tells each once, however often and at once it is run, and again in the night', async () => {
    const { reference } = await payments.captured();
    await Promise.all([payments.movements.run(), payments.movements.run()]);
    await payments.movements.run();
    await payments.movements.runAgain();
    expect((await told()).filter((movement) => movement.reference === reference)).toHaveLength(1);
    expect(await storedOf(reference)).toHaveLength(1);
  });

  it('names our refund by our id and a foreign one by none, with the buyer\'s money signed', async () => {
    const { reference, intentId } = await payments.captured();
    const refundId = newId();
    await payments.refund.run({ refundId, reference, amount: money(100_000n, 'KZT'), reason: 'order_cancelled' });
    await payments.stripe.refunds.create({ payment_intent: intentId, amount: 50_000 });
    await payments.movements.run();
    const refunds = (await storedOf(reference)).filter(({ kind }) => kind === 'refund');
    expect(refunds.map((movement) => [movement.refundId, movement.presentment?.amountMinor]).toSorted()).toEqual([[refundId, -100_000n], [null, -50_000n]].toSorted());
    for (const { amount } of refunds) expect(amount.amountMinor).toBeLessThan(0n);
  });

  it('names the dispute and its fee, and captures a payment that was not told before it', async () => {
    const wanted = await payments.open.run(aCheckout());
    const [row] = await payments.rows<{ reference: string; stripe_session_id: string }>('SELECT reference, stripe_session_id FROM payments.checkouts WHERE id = $1', [wanted.checkoutId]);
    await payments.pay(row!.stripe_session_id, '4000000000000259');
    await payments.movements.run();
    expect(await payments.tally(row!.reference)).toMatchObject({ charges: 1, captured: 1 });
    const dispute = (await storedOf(row!.reference)).find(({ kind }) => kind === 'dispute');
    expect(dispute).toMatchObject({ disputeId: expect.stringMatching(/^d[pu]_/), presentment: money(-523_499n, 'KZT') });
    expect(dispute!.fee.amountMinor).toBeGreaterThan(0n);
  });

  it('names our pay-out for a transfer and for what is taken back of it', async () => {
    await payments.captured();
    await payments.control('/balance/settle', {});
    const [merchantId, payoutId] = [newId(), newId()];
    const { accountId } = await payments.merchants.open({ merchantId, country: 'US', email: 'shop@example.com', businessName: 'Shop' });
    await payments.control(`/accounts/${accountId}/onboard`, {});
    payments.clock.advance(1);
    await payments.refreshAccount.run({ accountId });
    await payments.transfer.run({ payoutId, merchantId, amount: money(100n, 'USD'), description: 'November' });
    const { data: [payout] } = await payments.stripe.payouts.list({}, { stripeAccount: accountId });
    await payments.stripe.payouts.cancel(payout!.id, {}, { stripeAccount: accountId });
    await payments.reverse.run({ payoutId, amount: money(40n, 'USD'), reason: 'mistake' });
    await payments.movements.run();
    const moved = (await storedOf(payoutId)).map(({ kind, amount, presentment }) => [kind, amount.amountMinor, presentment]);
    expect(moved).toHaveLength(2);
    expect(moved).toEqual(expect.arrayContaining([['transfer', -100n, null], ['transfer_reversal', 40n, null]]));
  });

  it('reads a hundred with one call and goes on from there', async () => {
    for (let made = 0; made < 4; made += 1) await payments.captured();
    const list = jest.spyOn(payments.gateway.stripe.balanceTransactions, 'list');
    const retrieve = jest.spyOn(payments.gateway.stripe.charges, 'retrieve');
    await payments.movements.run();
    expect([list.mock.calls.length, retrieve.mock.calls.length]).toEqual([1, 0]);
    expect(list.mock.calls[0]?.[0]).toMatchObject({ limit: 100, expand: ['data.source'] });
    jest.restoreAllMocks();
    expect((await told()).length).toBeGreaterThanOrEqual(4);
    const [cursor] = await payments.rows<{ imported_until: Date }>('SELECT imported_until FROM payments.imports');
    expect(Math.abs(cursor!.imported_until.getTime() - Date.now())).toBeLessThan(120_000);
  });

  it('stores nothing while Stripe is away, and the next run finds it', async () => {
    const { reference } = await payments.captured();
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'GET', path: '/v1/balance_transactions' });
    await payments.movements.run();
    expect(await storedOf(reference)).toEqual([]);
    await payments.movements.run();
    expect(await storedOf(reference)).toHaveLength(1);
  });

  it('can be changed by nobody', async () => {
    await expect(payments.rows('UPDATE payments.balance_transactions SET fee_minor = 0')).rejects.toThrow(/append-only/);
    await expect(payments.rows('DELETE FROM payments.balance_transactions')).rejects.toThrow(/append-only/);
  });

  it('counts in the minor units of ISO 4217, with their sign', () => {
    const amounts = [{ amount: -500, currency: 'jpy' }, { amount: 1_234, currency: 'kwd' }, { amount: 99, currency: 'huf' }].map(settledMoney);
    expect(amounts).toEqual([money(-500n, 'JPY'), money(1_234n, 'KWD'), money(99n, 'HUF')]);
    expect(() => settledMoney({ amount: 1, currency: 'xxx' })).toThrow(CurrencyNotChargeable);
  });
});
