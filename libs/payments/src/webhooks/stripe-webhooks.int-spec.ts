import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { money, newId } from '@silkport/values';
import type { DisputeChanged, RefundSettled, TransferChanged } from '../payments.events.js';
import { connectedEventTypes, platformEventTypes } from './stripe-event-types.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

describe('webhooks as the sandbox signs and sends them', () => {
  let payments: Payments;
  let receiver: Server;
  const outcomes: string[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const receive = async () => payments.webhook.run(await buffer(request), request.headers['stripe-signature'] as string);
      void receive().catch(() => 'refused').then((outcome) => response.writeHead(outcome === 'refused' ? 400 : 200).end(outcomes.push(outcome).toString()));
    });
    await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
    payments = await openPayments({ webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, settlement: { currency: 'USD', rates: { USD: 1, KZT: 0.5 } } });
  });
  afterAll(async () => {
    await payments.end();
    receiver.closeAllConnections();
    receiver.close();
  });

  it('are taken once, though each is sent three times and the last first', async () => {
    const references = await Promise.all([1, 2, 3].map(async () => {
      const wanted = aCheckout();
      await payments.open.run(wanted);
      return wanted.reference;
    }));
    await payments.control('/webhooks/copies', { count: 3 });
    await payments.control('/webhooks/hold', {});
    for (const reference of references) await payments.pay((await payments.stored(reference))!.stripe_session_id);
    await payments.control('/webhooks/release', { order: 'reversed' });
    await payments.control('/webhooks/drain', {});
    for (const reference of references) expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(3);
    expect(outcomes).not.toContain('refused');
  });
  it('bring refunds, disputes and transfers to the same end, doubled and the last first', async () => {
    const [kept, disputed] = [await payments.captured(), await payments.captured({}, '4000000000000259')];
    await payments.control('/balance/settle', {});
    const merchantId = newId();
    const { accountId } = await payments.merchants.open({ merchantId, country: 'US', email: 'shop@example.com', businessName: 'Shop' });
    await payments.control(`/accounts/${accountId}/onboard`, {});
    payments.clock.advance(1);
    await payments.refreshAccount.run({ accountId });
    await payments.control('/webhooks/drain', {});

    await payments.control('/webhooks/copies', { count: 2 });
    await payments.control('/webhooks/hold', {});
    const [refundId, payoutId] = [newId(), newId()];
    await payments.refund.run({ refundId, reference: kept.reference, amount: money(100n, 'KZT'), reason: 'withdrawal' });
    const { data: [refund] } = await payments.stripe.refunds.list({ payment_intent: kept.intentId });
    await payments.control(`/refunds/${refund!.id}`, { status: 'failed', failure_reason: 'expired_or_canceled_card' });
    const { data: [dispute] } = await payments.stripe.disputes.list({ payment_intent: disputed.intentId });
    await payments.stripe.disputes.update(dispute!.id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
    expect(await payments.transfer.run({ payoutId, merchantId, amount: money(1_000n, 'USD'), description: 'November' })).toMatchObject({ state: 'sent' });
    const { data: [payout] } = await payments.stripe.payouts.list({}, { stripeAccount: accountId });
    await payments.control(`/payouts/${payout!.id}/pay`, {});
    await payments.control('/webhooks/release', { order: 'reversed' });
    await payments.control('/webhooks/drain', {});

    const told = async <Payload>(name: string, key: string, value: string, of: (payload: Payload) => string) => (await payments.published<Payload>(name, key, value)).map(of);
    expect(await told<RefundSettled>('payments.refund_settled', 'refundId', refundId, ({ result }) => result)).toEqual(['succeeded', 'failed']);
    expect((await told<DisputeChanged>('payments.dispute_changed', 'disputeId', dispute!.id, ({ stage }) => stage)).filter((stage) => stage !== 'under_review')).toEqual(['opened', 'won']);
    expect(await told<TransferChanged>('payments.transfer_changed', 'payoutId', payoutId, ({ stage }) => stage)).toEqual(['sent', 'paid']);
    expect(outcomes).not.toContain('refused');
  });

  it('are subscribed to by the names that Stripe gives them', async () => {
    const subscribed: readonly string[] = [...platformEventTypes, ...connectedEventTypes];
    const { data } = await payments.stripe.events.list({ limit: 100 });
    const sent = new Set<string>(data.map(({ type }) => type));
    expect(subscribed.filter((type) => sent.has(type)).length).toBeGreaterThanOrEqual(8);
    expect(new Set(subscribed).size).toBe(subscribed.length);
  });
});
