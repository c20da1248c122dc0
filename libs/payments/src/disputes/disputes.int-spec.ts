import { money, newId } from '@silkport/values';
import type { Stripe } from 'stripe';
import type { DisputeChanged } from '../payments.events.js';
import { DisputeClosed, DisputeUnknown, PaymentProviderAway } from '../payments.errors.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';

const disputed = '4000000000000259';

describe('disputes', () => {
  let payments: Payments;
  beforeAll(async () => { payments = await openPayments(); });
  afterAll(() => payments.end());
  afterEach(() => payments.control('/faults', {}, 'DELETE'));

  const event = (type: string, object: object) => JSON.stringify({ id: `evt_${newId()}`, object: 'event', created: 1_795_000_000, type: `charge.dispute.${type}`, data: { object } });
  const stagesOf = async (disputeId: string) => (await payments.published<DisputeChanged>('payments.dispute_changed', 'disputeId', disputeId)).map(({ stage }) => stage);
  const dispute = async () => {
    const { reference, intentId } = await payments.captured({}, disputed);
    const { data: [found] } = await payments.stripe.disputes.list({ payment_intent: intentId });
    return { reference, dispute: found! };
  };
  const evidence = { productDescription: 'An e-book', customerEmail: 'aigerim@example.kz', accessActivityLog: '2026-11-23 10:00 UTC, 95.56.0.1: downloaded' };

  it('are told with what is at stake and until when to answer', async () => {
    const { reference, dispute: opened } = await dispute();
    expect(await payments.deliver(event('created', opened))).toBe('applied');
    expect(await payments.deliver(event('funds_withdrawn', opened))).toBe('ignored');
    expect(await payments.published('payments.dispute_changed', 'disputeId', opened.id)).toEqual([{
      disputeId: opened.id, reference, amount: money(523_499n, 'KZT'), stage: 'opened', reason: 'fraudulent',
      evidenceDueBy: new Date(opened.evidence_details.due_by! * 1000).toISOString(), at: new Date(1_795_000_000_000).toISOString(),
    }]);
  });

  it('tell each stage once, the skipped ones too, whatever order the notifications come in', async () => {
    const { dispute: opened } = await dispute();
    const as = (type: string, status: Stripe.Dispute.Status) => payments.deliver(event(type, { ...opened, status }));
    await Promise.all([as('closed', 'won'), as('funds_reinstated', 'won')]);
    expect([await as('created', 'needs_response'), await as('updated', 'under_review'), await as('closed', 'lost')]).toEqual(['ignored', 'ignored', 'ignored']);
    expect(await stagesOf(opened.id)).toEqual(['opened', 'won']);
  });

  it('tell an inquiry apart from money withdrawn', async () => {
    const { dispute: opened } = await dispute();
    const as = (type: string, status: Stripe.Dispute.Status) => payments.deliver(event(type, { ...opened, status }));
    await as('created', 'warning_needs_response');
    await as('updated', 'warning_under_review');
    await as('updated', 'needs_response');
    await as('closed', 'lost');
    expect(await stagesOf(opened.id)).toEqual(['warning', 'opened', 'lost']);
  });

  it('capture the payment first where they are told before it', async () => {
    const wanted = aCheckout();
    await payments.open.run(wanted);
    const { stripe_session_id: sessionId } = (await payments.stored(wanted.reference))!;
    await payments.pay(sessionId, disputed);
    const { payment_intent: intent } = await payments.stripe.checkout.sessions.retrieve(sessionId);
    const { data: [opened] } = await payments.stripe.disputes.list({ payment_intent: intent as string });
    expect(await payments.deliver(event('created', opened!))).toBe('applied');
    expect(await payments.tally(wanted.reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    expect(await stagesOf(opened!.id)).toEqual(['opened']);
  });

  it('of other systems on the same account are ignored', async () => {
    const { dispute: opened } = await dispute();
    expect(await payments.deliver(event('created', { ...opened, id: 'dp_theirs', payment_intent: 'pi_theirs' }))).toBe('ignored');
  });

  it('take a draft that can be changed, and evidence that is sent once', async () => {
    const { reference, dispute: opened } = await dispute();
    await payments.deliver(event('created', opened));
    const disputeId = opened.id;
    expect(await payments.evidence.run({ disputeId, evidence, submit: false })).toEqual({ disputeId, evidence: 'draft' });
    const sent = { disputeId, evidence: { ...evidence, serviceDate: '2026-11-23' }, submit: true };
    const both = await Promise.all([payments.evidence.run(sent), payments.evidence.run(sent)]);
    expect(both).toEqual([{ disputeId, evidence: 'submitted' }, { disputeId, evidence: 'submitted' }]);
    expect(await payments.evidence.run({ ...sent, evidence: {} })).toEqual({ disputeId, evidence: 'submitted' });
    const { evidence: stored, evidence_details: details } = await payments.stripe.disputes.retrieve(disputeId);
    expect(stored).toMatchObject({ product_description: 'An e-book', service_date: '2026-11-23', access_activity_log: evidence.accessActivityLog });
    expect(details.submission_count).toBe(1);
    expect(await stagesOf(disputeId)).toEqual(['opened', 'under_review']);
    expect(await payments.disputeReads.ofReference(reference)).toMatchObject([{ disputeId, stage: 'under_review', evidence: 'submitted' }]);
  });

  it('take evidence after Stripe was away, and know what an answer that was lost has sent', async () => {
    const { dispute: opened } = await dispute();
    await payments.deliver(event('created', opened));
    const sent = { disputeId: opened.id, evidence, submit: true };
    await payments.control('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: `/v1/disputes/${opened.id}` });
    await expect(payments.evidence.run(sent)).rejects.toThrow(PaymentProviderAway);
    await payments.stripe.disputes.update(opened.id, { evidence: { product_description: 'An e-book' }, submit: true });
    expect(await payments.evidence.run(sent)).toMatchObject({ evidence: 'submitted' });
    expect((await payments.stripe.disputes.retrieve(opened.id)).evidence_details.submission_count).toBe(1);
  });

  it('as inquiries take evidence too, which may prevent the dispute; one that comes all the same is answered anew', async () => {
    const { reference, intentId } = await payments.captured({}, '4000000000001976');
    const { data: [inquiry] } = await payments.stripe.disputes.list({ payment_intent: intentId });
    const disputeId = inquiry!.id;
    await payments.deliver(event('created', inquiry!));
    const sent = { disputeId, evidence, submit: true };
    expect(await payments.evidence.run(sent)).toEqual({ disputeId, evidence: 'submitted' });
    expect(await payments.stripe.disputes.retrieve(disputeId)).toMatchObject({ status: 'warning_under_review', evidence_details: { submission_count: 1 } });
    await payments.control(`/disputes/${disputeId}/escalate`, {});
    await payments.deliver(event('updated', await payments.stripe.disputes.retrieve(disputeId)));
    expect(await payments.disputeReads.ofReference(reference)).toMatchObject([{ stage: 'opened', evidence: 'none' }]);
    expect(await payments.evidence.run(sent)).toEqual({ disputeId, evidence: 'submitted' });
    expect((await payments.stripe.disputes.retrieve(disputeId)).status).toBe('under_review');
    expect(await stagesOf(disputeId)).toEqual(['warning', 'opened', 'under_review']);
  });

  it('take no evidence when they are closed or unknown', async () => {
    const { dispute: opened } = await dispute();
    await expect(payments.evidence.run({ disputeId: opened.id, evidence, submit: true })).rejects.toThrow(DisputeUnknown);
    await payments.deliver(event('created', opened));
    await payments.stripe.disputes.close(opened.id);
    await expect(payments.evidence.run({ disputeId: opened.id, evidence, submit: true })).rejects.toThrow(DisputeClosed);
  });
});
