import type Stripe from 'stripe';
import { aCharge, available, caught } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeEach(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterEach(() => sandbox.close());

const types = async () => (await stripe.events.list({ limit: 100 })).data.map((each) => each.type).filter((type) => type.includes('refund')).toReversed();
const later = () => sandbox.control('/clock/advance', { seconds: 5 });

it('succeeds only after a while with the card for it', async () => {
  const charge = await aCharge(stripe, 10_000, 'eur', 'pm_card_pendingRefund');
  const refund = await stripe.refunds.create({ charge: charge.id, amount: 4000 });
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing', balance_transaction: expect.stringMatching(/^txn_/) });
  await later();
  const settled = await stripe.refunds.retrieve(refund.id);
  expect([settled.status, settled.pending_reason]).toEqual(['succeeded', undefined]);
  expect(await types()).toEqual(['charge.refunded', 'refund.created', 'refund.updated', 'charge.refund.updated']);
  expect((await stripe.charges.retrieve(charge.id)).refunds?.data.map((each) => each.status)).toEqual(['succeeded']);
});

it('succeeds, then fails with the card for it: balance and charge get the money back', async () => {
  const charge = await aCharge(stripe, 10_000, 'eur', 'pm_card_refundFail');
  const refund = await stripe.refunds.create({ charge: charge.id, amount: 4000 });
  expect(refund.status).toBe('succeeded');
  await later();
  const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
  expect(failed).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card', failure_balance_transaction: { type: 'refund_failure', amount: 4000, net: 4000, source: refund.id } });
  expect(await types()).toEqual(['charge.refunded', 'refund.created', 'refund.failed', 'refund.updated', 'charge.refund.updated']);
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false, refunds: { data: [{ id: refund.id, status: 'failed' }] } });
  expect((await stripe.balanceTransactions.list({ type: 'refund_failure' })).data).toHaveLength(1);
  const again = await stripe.refunds.create({ charge: charge.id });
  expect(again.amount).toBe(10_000);
});

it('is brought to any state by the control API, and cancelled by the API only while the buyer must act', async () => {
  const charge = await aCharge(stripe, 10_000);
  const refund = await stripe.refunds.create({ charge: charge.id });
  expect((await caught(stripe.refunds.cancel(refund.id)))?.message).toContain('status of succeeded');
  expect(await sandbox.control(`/refunds/${refund.id}`, { status: 'requires_action' })).toMatchObject({ status: 'requires_action' });
  expect(await stripe.refunds.cancel(refund.id)).toMatchObject({ status: 'canceled' });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
  await expect(sandbox.control(`/refunds/${refund.id}`, { status: 'succeeded' })).rejects.toThrow('has ended as canceled');
  await expect(sandbox.control(`/refunds/${refund.id}`, { status: 'lost' })).rejects.toThrow('must be one of');
});

it('comes from the charge’s own money while that is on its way, and from what can be used afterwards', async () => {
  const pending = await aCharge(stripe, 10_000, 'eur', 'pm_card_visa');
  await stripe.refunds.create({ charge: pending.id, amount: 3000 });
  expect(await available(stripe, 'eur')).toBe(0);
  const { amount } = (await stripe.balance.retrieve()).pending[0]!;
  expect(amount).toBe(10_000 - 320 - 3000);
  const usable = await aCharge(stripe, 10_000);
  const before = await available(stripe, 'eur');
  await stripe.refunds.create({ charge: usable.id, amount: 3000 });
  expect(await available(stripe, 'eur')).toBe(before - 3000);
});

it.each([
  [{ amount: 10_001 }, undefined, 'greater than unrefunded amount on charge (100.00 eur)'], [{ amount: 0 }, 'parameter_invalid_integer', 'greater than or equal to 1'],
  [{ amount: -1 }, 'parameter_invalid_integer', 'greater than or equal to 1'],
])('refuses %j', async (params, code, words) => {
  const charge = await aCharge(stripe, 10_000);
  const error = await caught(stripe.refunds.create({ charge: charge.id, ...params }));
  expect([error?.code, error?.param]).toEqual([code, 'amount']);
  expect(error?.message).toContain(words);
  expect(await types()).toEqual([]);
});
