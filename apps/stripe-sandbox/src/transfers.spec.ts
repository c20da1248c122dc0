import type Stripe from 'stripe';
import { aCharge, anAccount, anEnabledAccount, available, caught } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
let destination: string;
beforeEach(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
  destination = (await anEnabledAccount(sandbox)).id;
});
afterEach(() => sandbox.close());

const transfer = (amount: number, changes: Partial<Stripe.TransferCreateParams> = {}) => stripe.transfers.create({ amount, currency: 'eur', destination, ...changes });
const movements = async (stripeAccount?: string) => (await stripe.balanceTransactions.list({ limit: 100 }, stripeAccount === undefined ? undefined : { stripeAccount })).data;

describe('a transfer', () => {
  it('moves what can be used to the account, with a movement on each side', async () => {
    await aCharge(stripe, 100_000);
    const before = await available(stripe, 'eur');
    const made = await transfer(40_000, { transfer_group: 'order-7', metadata: { payout: '1' }, description: 'September', expand: ['balance_transaction', 'destination'] });
    expect(made).toMatchObject({
      amount: 40_000, currency: 'eur', reversed: false, amount_reversed: 0, transfer_group: 'order-7', metadata: { payout: '1' }, source_transaction: null,
      destination: { id: destination, object: 'account' }, balance_transaction: { type: 'transfer', amount: -40_000, net: -40_000, fee: 0, status: 'available', source: made.id },
    });
    expect([await available(stripe, 'eur'), await available(stripe, 'eur', destination)]).toEqual([before - 40_000, 40_000]);
    expect(await movements(destination)).toMatchObject([{ type: 'payment', amount: 40_000, source: made.destination_payment, reporting_category: 'charge' }]);
    const payment = await stripe.charges.retrieve(made.destination_payment as string, {}, { stripeAccount: destination });
    expect(payment).toMatchObject({ id: expect.stringMatching(/^py_/), amount: 40_000, source_transfer: made.id, paid: true });
    expect((await stripe.events.list({ type: 'transfer.created' })).data).toMatchObject([{ data: { object: { id: made.id } } }]);
    expect((await stripe.events.list({}, { stripeAccount: destination })).data[0]).toMatchObject({ type: 'payment.created', account: destination });
  });

  it('is refused beyond what can be used: pending money does not count until it is settled', async () => {
    const charge = await aCharge(stripe, 10_000, 'eur', 'pm_card_visa');
    const net = (charge.balance_transaction as Stripe.BalanceTransaction).net;
    expect(await caught(transfer(100))).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    expect(await sandbox.control('/balance/settle', { currency: 'eur' })).toMatchObject({ settled: 1 });
    expect((await caught(transfer(net + 1)))?.code).toBe('balance_insufficient');
    await transfer(net);
    expect(await available(stripe, 'eur')).toBe(0);
    expect((await movements()).length).toBe(2);
  });

  it('pays once however often it is asked for with one key, and never more than there is when two ask at once', async () => {
    await aCharge(stripe, 10_000);
    const [one, two] = [await transfer(1000), await transfer(1000)];
    expect(one.id).not.toBe(two.id);
    const same = () => stripe.transfers.create({ amount: 1000, currency: 'eur', destination }, { idempotencyKey: 'pay-1' });
    expect((await same()).id).toBe((await same()).id);
    const both = await Promise.allSettled([transfer(5000), transfer(5000)]);
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused to an account that is not enabled, unknown or asked in a wrong way', async () => {
    await aCharge(stripe, 10_000);
    const { id } = await anAccount(stripe);
    expect((await caught(transfer(100, { destination: id })))?.code).toBe('insufficient_capabilities_for_transfer');
    await sandbox.control(`/accounts/${destination}/verify`, { outcome: 'rejected' });
    expect((await caught(transfer(100)))?.code).toBe('insufficient_capabilities_for_transfer');
    expect(await caught(transfer(100, { destination: 'acct_none' }))).toMatchObject({ code: 'resource_missing', param: 'destination' });
    expect((await caught(transfer(0)))?.code).toBe('parameter_invalid_integer');
    expect((await caught(stripe.transfers.create({ currency: 'eur', destination })))).toMatchObject({ statusCode: 400 });
  });

  it('comes out of one charge before that can be used, and never more than it brought', async () => {
    const charge = await aCharge(stripe, 10_000, 'eur', 'pm_card_visa');
    const made = await transfer(6000, { source_transaction: charge.id });
    expect(made).toMatchObject({ source_transaction: charge.id, transfer_group: `group_${charge.id}` });
    expect((await caught(transfer(4001, { source_transaction: charge.id })))?.message).toContain('must not exceed the source amount of 100.00 eur');
    await transfer(4000, { source_transaction: charge.id });
    expect(await available(stripe, 'eur', destination)).toBe(0);
    expect((await caught(stripe.transfers.create({ amount: 1, currency: 'usd', destination, source_transaction: charge.id })))?.param).toBe('currency');
    await sandbox.control('/clock/advance', { seconds: 2 * 86_400 });
    expect(await available(stripe, 'eur', destination)).toBe(10_000);
  });

  it('is updated and listed by destination, group and time', async () => {
    await aCharge(stripe, 10_000);
    const made = [await transfer(100, { transfer_group: 'a' }), await transfer(200, { transfer_group: 'b' }), await transfer(300, { transfer_group: 'b' })];
    const ids = async (params: Stripe.TransferListParams) => (await stripe.transfers.list(params)).data.map((each) => each.amount);
    expect([await ids({ destination }), await ids({ transfer_group: 'b' }), await ids({ destination: 'acct_none' })]).toEqual([[300, 200, 100], [300, 200], []]);
    expect(await ids({ created: { gt: made[0]!.created + 10 } })).toEqual([]);
    expect(await ids({ limit: 1, starting_after: made[2]!.id })).toEqual([200]);
    expect(await stripe.transfers.update(made[0]!.id, { metadata: { note: 'x' }, description: 'y' })).toMatchObject({ metadata: { note: 'x' }, description: 'y' });
    expect((await stripe.events.list({ type: 'transfer.updated' })).data[0]).toMatchObject({ data: { previous_attributes: { description: null } } });
  });
});

describe('a reversal', () => {
  it('takes back a part, then the rest, and no more', async () => {
    await aCharge(stripe, 10_000);
    const { id, destination_payment: payment } = await transfer(5000);
    const part = await stripe.transfers.createReversal(id, { amount: 2000, metadata: { refund: '1' }, expand: ['balance_transaction', 'destination_payment_refund'] });
    expect(part).toMatchObject({
      amount: 2000, transfer: id, metadata: { refund: '1' }, balance_transaction: { type: 'transfer_refund', amount: 2000, reporting_category: 'transfer_reversal' },
      destination_payment_refund: { amount: 2000, charge: payment, transfer_reversal: part.id },
    });
    expect(await caught(stripe.transfers.createReversal(id, { amount: 3001 }))).toMatchObject({ param: 'amount', message: 'Reversal amount (30.01 eur) is greater than unreversed amount on transfer (30.00 eur)' });
    await stripe.transfers.createReversal(id);
    const whole = await stripe.transfers.retrieve(id);
    expect(whole).toMatchObject({ reversed: true, amount_reversed: 5000 });
    expect(whole.reversals.data.map((each) => each.amount)).toEqual([3000, 2000]);
    expect((await caught(stripe.transfers.createReversal(id)))?.message).toContain('already fully reversed');
    expect([await available(stripe, 'eur', destination), (await movements(destination)).map((each) => each.amount)]).toEqual([0, [-3000, -2000, 5000]]);
    expect((await stripe.transfers.listReversals(id)).data.map((each) => each.amount)).toEqual([3000, 2000]);
    expect((await stripe.transfers.updateReversal(id, part.id, { metadata: { refund: '2' } })).metadata).toEqual({ refund: '2' });
    expect((await stripe.transfers.retrieveReversal(id, part.id)).metadata).toEqual({ refund: '2' });
    expect((await stripe.events.list({ type: 'transfer.reversed' })).data).toHaveLength(2);
  });

  it('is refused when the account has paid the money out already', async () => {
    await aCharge(stripe, 10_000);
    const { id } = await transfer(5000);
    await stripe.payouts.create({ amount: 4000, currency: 'eur' }, { stripeAccount: destination });
    expect((await caught(stripe.transfers.createReversal(id, { amount: 1001 })))?.code).toBe('balance_insufficient');
    expect((await stripe.transfers.retrieve(id)).amount_reversed).toBe(0);
    await stripe.transfers.createReversal(id, { amount: 1000 });
  });
});
