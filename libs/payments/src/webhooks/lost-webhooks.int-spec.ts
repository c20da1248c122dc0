import { newId } from '@silkport/values';
import type { DisputeChanged } from '../payments.events.js';
import { openPayments, type Payments } from '../testing.js';

const disputed = '4000000000000259';

describe('what a lost webhook should have told', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());
  afterEach(() => payments.control('/faults', {}, 'DELETE'));

  const stagesOf = async (disputeId: string) => (await payments.published<DisputeChanged>('payments.dispute_changed', 'disputeId', disputeId)).map(({ stage }) => stage);
  const aDispute = async () => {
    const { intentId } = await payments.captured({}, disputed);
    return (await payments.stripe.disputes.list({ payment_intent: intentId })).data[0]!.id;
  };

  it('of a dispute that began and ended is asked for, once for each stage', async () => {
    const disputeId = await aDispute();
    await payments.disputeSweep.run();
    await payments.disputeSweep.run();
    expect(await stagesOf(disputeId)).toEqual(['opened']);
    await payments.stripe.disputes.close(disputeId);
    await Promise.all([payments.disputeSweep.run(), payments.disputeSweep.run()]);
    expect(await stagesOf(disputeId)).toEqual(['opened', 'lost']);
  });

  it('of a dispute is asked for weeks later: by what is stored of it, or by the movement of money that names it', async () => {
    const known = await aDispute();
    await payments.disputeSweep.run();
    const unknown = await aDispute();
    await payments.movements.run();
    for (const id of [known, unknown]) await payments.stripe.disputes.close(id);
    payments.clock.advance(60 * 86_400_000);
    await payments.disputeSweep.run();
    expect([await stagesOf(known), await stagesOf(unknown)]).toEqual([['opened', 'lost'], ['opened', 'lost']]);
    payments.clock.advance(-60 * 86_400_000);
  });

  it('of a dispute is asked for another time where Stripe is away', async () => {
    const disputeId = await aDispute();
    await payments.control('/faults', { kind: 'status', status: 503, count: 20, method: 'GET', path: '/v1/disputes' });
    await payments.disputeSweep.run();
    expect(await stagesOf(disputeId)).toEqual([]);
    await payments.control('/faults', {}, 'DELETE');
    await payments.disputeSweep.run();
    expect(await stagesOf(disputeId)).toEqual(['opened']);
  });

  it('of an account that can receive now is asked for by the sweep, and by a merchant that begins again', async () => {
    const ready = async () => {
      const merchant = { merchantId: newId(), country: 'DE', email: 'shop@example.com', businessName: 'Studio' };
      const { accountId, canReceive } = await payments.merchants.open(merchant);
      expect(canReceive).toBe(false);
      await payments.control(`/accounts/${accountId}/onboard`, {});
      payments.clock.advance(1);
      return merchant;
    };
    const [swept, again] = [await ready(), await ready()];
    expect(await payments.merchants.open(again)).toMatchObject({ canReceive: true, requirements: [] });
    expect(await payments.merchants.standing(swept.merchantId)).toMatchObject({ canReceive: false });
    await payments.accountSweep.run();
    expect(await payments.merchants.standing(swept.merchantId)).toMatchObject({ canReceive: true });
    for (const { merchantId } of [swept, again]) expect(await payments.published('payments.connected_account_changed', 'merchantId', merchantId)).toHaveLength(2);
  });
});
