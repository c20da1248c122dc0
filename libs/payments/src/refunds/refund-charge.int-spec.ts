import { jest } from '@jest/globals';
import { money, newId } from '@silkport/values';
import type { RefundSettled } from '../payments.events.js';
import {
  AmountNotChargeable, NothingToRefund, PaymentProviderAway, RefundAboveCharge, RefundCurrencyDiffers, RefundDiffers, RefundNotPositive,
} from '../payments.errors.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

const tenge = (amountMinor: bigint) => money(amountMinor, 'KZT');
const reason = 'order_cancelled';

describe('refunding a charge', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());
  afterEach(() => payments.control('/faults', {}, 'DELETE'));

  const told = (refundId: string) => payments.published<RefundSettled>('payments.refund_settled', 'refundId', refundId);
  const atStripe = async (intentId: string) => (await payments.stripe.refunds.list({ payment_intent: intentId })).data;
  const later = (minutes: number) => payments.clock.advance(minutes * 60_000);

  it('happens whole and once, however often and at once it is asked', async () => {
    const { reference, intentId } = await payments.captured();
    const wanted = { refundId: newId(), reference, reason };
    const [first, second] = await Promise.all([payments.refund.run(wanted), payments.refund.run(wanted)]);
    expect(first).toEqual({ refundId: wanted.refundId, refunded: tenge(523_499n), status: 'succeeded' });
    expect([second, await payments.refund.run(wanted)]).toEqual([first, first]);
    expect(await atStripe(intentId)).toMatchObject([{ amount: 523_499, metadata: wanted }]);
    expect(await told(wanted.refundId)).toMatchObject([{ reference, amount: tenge(523_499n), result: 'succeeded', failureReason: null }]);
  });

  it('gives back in parts up to the charge and not a tiyn more', async () => {
    const { reference, intentId } = await payments.captured();
    const part = (minor: bigint) => payments.refund.run({ refundId: newId(), reference, amount: tenge(minor), reason });
    await part(200_000n);
    await part(123_499n);
    await expect(part(200_001n)).rejects.toThrow(RefundAboveCharge);
    expect(await payments.refund.run({ refundId: newId(), reference, reason })).toMatchObject({ refunded: tenge(200_000n) });
    await expect(payments.refund.run({ refundId: newId(), reference, reason })).rejects.toThrow(RefundAboveCharge);
    expect((await atStripe(intentId)).map(({ amount }) => amount).toSorted()).toEqual([123_499, 200_000, 200_000]);
    expect(await payments.refundReads.ofReference(reference)).toHaveLength(3);
  });

  it('lets one of two at once through that are more than the charge together', async () => {
    const { reference, intentId } = await payments.captured();
    const part = () => payments.refund.run({ refundId: newId(), reference, amount: tenge(300_000n), reason });
    const outcomes = await Promise.allSettled([part(), part()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(RefundAboveCharge) });
    expect(await atStripe(intentId)).toHaveLength(1);
  });

  it.each([
    ['more than was paid', tenge(523_500n), RefundAboveCharge],
    ['another currency', money(100n, 'USD'), RefundCurrencyDiffers],
    ['nothing', tenge(0n), RefundNotPositive],
    ['less than nothing', tenge(-1n), RefundNotPositive],
  ])('refuses %s, stores nothing and does not ask Stripe', async (_, amount, refusal) => {
    const { reference, intentId } = await payments.captured();
    await expect(payments.refund.run({ refundId: newId(), reference, amount, reason })).rejects.toThrow(refusal);
    expect(await payments.refundReads.ofReference(reference)).toEqual([]);
    expect(await atStripe(intentId)).toEqual([]);
  });

  it('refuses the part of a fils in which the dinar cannot be charged', async () => {
    const amount = money(10_000n, 'KWD');
    const { reference } = await payments.captured({ amount, lines: [{ title: 'Data set', quantity: 1, unitAmount: amount }] });
    await expect(payments.refund.run({ refundId: newId(), reference, amount: money(1_235n, 'KWD'), reason })).rejects.toThrow(AmountNotChargeable);
    expect(await payments.refund.run({ refundId: newId(), reference, amount: money(1_230n, 'KWD'), reason })).toMatchObject({ status: 'succeeded' });
  });

  it('refuses what has not been paid', async () => {
    const wanted = aCheckout();
    await payments.open.run(wanted);
    await expect(payments.refund.run({ refundId: newId(), reference: wanted.reference, reason })).rejects.toThrow(NothingToRefund);
  });

  it('refuses an id that belongs to a refund of another amount or charge', async () => {
    const [one, other] = [await payments.captured(), await payments.captured()];
    const wanted = { refundId: newId(), reference: one.reference, amount: tenge(100n), reason };
    await payments.refund.run(wanted);
    await expect(payments.refund.run({ ...wanted, amount: tenge(101n) })).rejects.toThrow(RefundDiffers);
    await expect(payments.refund.run({ ...wanted, reference: other.reference })).rejects.toThrow(RefundDiffers);
  });

  it('keeps the amount reserved while Stripe is away, and the sweep asks again once', async () => {
    const { reference, intentId } = await payments.captured();
    const wanted = { refundId: newId(), reference, amount: tenge(500_000n), reason };
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/refunds' });
    await expect(payments.refund.run(wanted)).rejects.toThrow(PaymentProviderAway);
    await expect(payments.refund.run({ ...wanted, refundId: newId() })).rejects.toThrow(RefundAboveCharge);
    await payments.refundSweep.run();
    expect(await atStripe(intentId)).toEqual([]);
    later(3);
    await Promise.all([payments.refundSweep.run(), payments.refundSweep.run()]);
    expect(await atStripe(intentId)).toHaveLength(1);
    expect(await told(wanted.refundId)).toHaveLength(1);
  });

  it('finds the refund of a process that was killed after Stripe had made it', async () => {
    const { reference, intentId } = await payments.captured();
    const wanted = { refundId: newId(), reference, amount: tenge(1_000n), reason };
    const killed = jest.spyOn(payments.database, 'transaction').mockImplementationOnce((work) => payments.database.dataSource.transaction(work)).mockRejectedValueOnce(new Error('killed'));
    await expect(payments.refund.run(wanted)).rejects.toThrow('killed');
    killed.mockRestore();
    expect(await told(wanted.refundId)).toEqual([]);
    later(3);
    await payments.refundSweep.run();
    expect(await atStripe(intentId)).toHaveLength(1);
    expect(await told(wanted.refundId)).toMatchObject([{ result: 'succeeded' }]);
  });

  it('frees the amount of a refund that Stripe refuses and tells why', async () => {
    const { reference } = await payments.captured({}, '4000000000000259');
    const wanted = { refundId: newId(), reference, amount: tenge(1_000n), reason };
    expect(await payments.refund.run(wanted)).toMatchObject({ status: 'failed' });
    expect(await payments.refund.run(wanted)).toMatchObject({ status: 'failed' });
    expect(await told(wanted.refundId)).toMatchObject([{ result: 'failed', failureReason: 'charge_disputed' }]);
  });

  describe('by webhooks', () => {
    const event = (type: string, object: object, created = 1_700_000_000) => JSON.stringify({ id: `evt_${newId()}`, object: 'event', api_version: '2026-04-22', created, type, data: { object } });

    it('tells each result once, also a failure that follows a success, in any order and doubled', async () => {
      const { reference, intentId } = await payments.captured();
      const wanted = { refundId: newId(), reference, amount: tenge(1_000n), reason };
      await payments.refund.run(wanted);
      const [refund] = await atStripe(intentId);
      const failed = event('refund.failed', { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' });
      const outcomes = await Promise.all([payments.deliver(failed), payments.deliver(failed), payments.deliver(event('refund.failed', { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' }))]);
      expect(outcomes.toSorted()).toEqual(['applied', 'ignored', 'repeated']);
      expect(await payments.deliver(event('refund.updated', refund!))).toBe('ignored');
      const results = await told(wanted.refundId);
      expect(results).toMatchObject([{ result: 'succeeded' }, { result: 'failed', failureReason: 'lost_or_stolen_card' }]);
      // The notification bears an older time than the answer did.
      expect(results[1]!.at >= results[0]!.at).toBe(true);
      expect(await payments.refund.run({ refundId: newId(), reference, reason })).toMatchObject({ refunded: tenge(523_499n) });
    });

    it('sends the money again where a refund that had been taken failed, once, and hears nothing of the old one any more', async () => {
      const { reference, intentId } = await payments.captured({}, '4000000000005126');
      const wanted = { refundId: newId(), reference, amount: tenge(1_000n), reason };
      await payments.refund.run(wanted);
      const [first] = await atStripe(intentId);
      const failed = (refund: object | undefined) => event('refund.failed', { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' });
      await payments.deliver(failed(first));
      expect(await payments.refund.run(wanted)).toMatchObject({ status: 'failed' });
      expect((await payments.refundReads.toLookAt('failed', undefined, 100)).refunds).toContainEqual(expect.objectContaining({ refundId: wanted.refundId, stripeRefundId: first?.id, attempt: 1 }));
      const again = { ...wanted, again: true };
      const both = await Promise.all([payments.refund.run(again), payments.refund.run(again)]);
      expect(both.map(({ status }) => status)).not.toContain('failed');
      const second = (await atStripe(intentId)).find(({ id }) => id !== first?.id);
      expect(await atStripe(intentId)).toHaveLength(2);
      expect([await payments.deliver(failed(first)), await payments.deliver(event('refund.updated', { ...first, status: 'succeeded' }))]).toEqual(['ignored', 'ignored']);
      await payments.deliver(event('refund.updated', { ...second, status: 'succeeded' }));
      expect(await payments.refundReads.ofReference(reference)).toMatchObject([{ status: 'succeeded', stripeRefundId: second?.id, attempt: 2 }]);
      expect((await told(wanted.refundId)).map(({ result, attempt }) => [result, attempt])).toEqual([['succeeded', undefined], ['failed', undefined], ['succeeded', 2]]);
      expect(await payments.refund.run(again)).toMatchObject({ status: 'succeeded' });
      expect(await atStripe(intentId)).toHaveLength(2);
      await expect(payments.refund.run({ refundId: newId(), reference, amount: tenge(522_500n), reason })).rejects.toThrow(RefundAboveCharge);
    });

    it('sends less than before where the rest has been taken back otherwise, and never more', async () => {
      const { reference, intentId } = await payments.captured({}, '4000000000005126');
      const wanted = { refundId: newId(), reference, amount: tenge(1_000n), reason, again: true };
      await payments.refund.run(wanted);
      const [first] = await atStripe(intentId);
      await payments.deliver(event('refund.failed', { ...first, status: 'failed', failure_reason: 'lost_or_stolen_card' }));
      await expect(payments.refund.run({ ...wanted, amount: tenge(1_100n) })).rejects.toThrow(RefundDiffers);
      expect(await payments.refund.run({ ...wanted, amount: tenge(400n) })).toMatchObject({ refunded: tenge(400n) });
      expect((await atStripe(intentId)).find(({ id }) => id !== first?.id)?.amount).toBe(400);
    });

    it('settles the refund of a process that was killed before it stored the answer', async () => {
      const { reference, intentId } = await payments.captured();
      const wanted = { refundId: newId(), reference, amount: tenge(1_000n), reason };
      await payments.control('/faults', { kind: 'drop', when: 'after', count: 3, method: 'POST', path: '/v1/refunds' });
      await payments.refund.run(wanted).catch(() => undefined);
      const [refund] = await atStripe(intentId);
      await payments.deliver(event('refund.created', refund!));
      expect(await told(wanted.refundId)).toHaveLength(1);
      expect(await payments.refund.run(wanted)).toMatchObject({ status: 'succeeded' });
    });

    it('records a refund that was made by hand at Stripe as foreign, tells it to nobody and gives back no more than is left', async () => {
      const { reference, intentId } = await payments.captured();
      await payments.stripe.refunds.create({ payment_intent: intentId, amount: 500_000 });
      const [refund] = await atStripe(intentId);
      expect(await payments.deliver(event('refund.created', refund!))).toBe('applied');
      expect(await payments.deliver(event('charge.refunded', { id: refund!.charge, object: 'charge', payment_intent: intentId, refunds: { data: [refund] } }))).toBe('ignored');
      expect(await payments.refundReads.ofReference(reference)).toMatchObject([{ isForeign: true, amount: tenge(500_000n), status: 'succeeded' }]);
      const [yesterday, tomorrow] = [-1, 1].map((days) => new Date(Date.now() + days * 24 * 3600_000));
      expect(await payments.refundReads.foreignBetween(yesterday!, tomorrow!)).toContainEqual(expect.objectContaining({ reference, stripeRefundId: refund!.id }));
      expect(await payments.rows(`SELECT 1 FROM platform.events WHERE name = 'payments.refund_settled' AND payload->>'reference' = $1`, [reference])).toEqual([]);
      await expect(payments.refund.run({ refundId: newId(), reference, amount: tenge(23_500n), reason })).rejects.toThrow(RefundAboveCharge);
    });

    it('captures the payment first where the refund is told before it', async () => {
      const wanted = aCheckout();
      await payments.open.run(wanted);
      const { stripe_session_id: sessionId } = (await payments.stored(wanted.reference))!;
      await payments.pay(sessionId);
      const { payment_intent: intentId } = await payments.stripe.checkout.sessions.retrieve(sessionId);
      await payments.stripe.refunds.create({ payment_intent: intentId as string });
      const [refund] = await atStripe(intentId as string);
      expect(await payments.deliver(event('refund.created', refund!))).toBe('applied');
      expect(await payments.tally(wanted.reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    });

    it('ignores the refunds of other systems on the same account', async () => {
      const { intentId } = await payments.captured();
      await payments.stripe.refunds.create({ payment_intent: intentId, amount: 100 });
      const [refund] = await atStripe(intentId);
      expect(await payments.deliver(event('refund.created', { ...refund, id: 're_theirs', payment_intent: 'pi_theirs' }))).toBe('ignored');
    });
  });
});
