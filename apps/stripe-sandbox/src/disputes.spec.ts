import type Stripe from 'stripe';
import { aCharge, caught } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeEach(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterEach(() => sandbox.close());

const disputeOf = async (method: string) => {
  const charge = await aCharge(stripe, 10_000, 'eur', method);
  const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
  return { charge, dispute: dispute! };
};
const types = async () => (await stripe.events.list({ limit: 100 })).data.map((each) => each.type).filter((type) => type.startsWith('charge.dispute')).toReversed();
const evidence = (words: string): Stripe.DisputeUpdateParams => ({ evidence: { uncategorized_text: words, customer_name: 'Айгерим', access_activity_log: '2026-11-23 downloaded', service_date: '2026-11-23' }, submit: true });

it.each([['pm_card_createDispute', 'fraudulent', '10.4'], ['pm_card_createDisputeProductNotReceived', 'product_not_received', '13.1']])('%s takes the money as %s, with a fee', async (method, reason, networkCode) => {
  const { dispute } = await disputeOf(method);
  expect(dispute).toMatchObject({
    reason, status: 'needs_response', is_charge_refundable: false, payment_method_details: { card: { case_type: 'chargeback', network_reason_code: networkCode } },
    evidence_details: { has_evidence: false, past_due: false, submission_count: 0 }, balance_transactions: [{ amount: -10_000, fee: 1500, net: -11_500, reporting_category: 'dispute' }],
  });
  expect(dispute.evidence_details.due_by).toBe(dispute.created + 9 * 86_400);
  expect(await types()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
});

it('is won with all that was sent, and the charge can be refunded again', async () => {
  const { charge, dispute } = await disputeOf('pm_card_createDispute');
  await stripe.disputes.update(dispute.id, { evidence: { product_description: 'An e-book' }, submit: false });
  const won = await stripe.disputes.update(dispute.id, evidence('winning_evidence'));
  expect(won).toMatchObject({ status: 'won', evidence: { product_description: 'An e-book', customer_name: 'Айгерим' }, evidence_details: { has_evidence: true, submission_count: 1 } });
  expect(await types()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.updated', 'charge.dispute.updated', 'charge.dispute.funds_reinstated', 'charge.dispute.closed']);
  expect((await stripe.balanceTransactions.list({ type: 'adjustment' })).data.map((each) => [each.amount, each.reporting_category])).toEqual([[10_000, 'dispute_reversal'], [-10_000, 'dispute']]);
  expect((await stripe.refunds.create({ charge: charge.id })).amount).toBe(10_000);
});

it('is lost by losing evidence, by closing it and by the bank’s word, and ends once', async () => {
  const lost = [
    await disputeOf('pm_card_createDispute').then(({ dispute }) => stripe.disputes.update(dispute.id, evidence('losing_evidence'))),
    await disputeOf('pm_card_createDispute').then(({ dispute }) => stripe.disputes.close(dispute.id)),
    await disputeOf('pm_card_createDispute').then(({ dispute }) => sandbox.control<Stripe.Dispute>(`/disputes/${dispute.id}/lose`)),
  ];
  expect(lost.map((each) => each.status)).toEqual(['lost', 'lost', 'lost']);
  for (const { id, charge } of lost) {
    expect((await caught(stripe.disputes.update(id, evidence('winning_evidence'))))?.code).toBe('dispute_already_closed');
    expect((await caught(stripe.refunds.create({ charge: charge as string })))?.code).toBe('charge_disputed');
  }
});

it('waits for the bank after evidence that decides nothing, which cannot be changed then', async () => {
  const { dispute } = await disputeOf('pm_card_createDispute');
  expect((await stripe.disputes.update(dispute.id, evidence('The buyer downloaded it twice.'))).status).toBe('under_review');
  expect((await caught(stripe.disputes.update(dispute.id, evidence('winning_evidence'))))?.param).toBe('evidence');
  expect((await stripe.disputes.update(dispute.id, { metadata: { case: '1' } })).metadata).toEqual({ case: '1' });
  await sandbox.control('/clock/advance', { seconds: 30 * 86_400 });
  expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('under_review');
  expect(await sandbox.control(`/disputes/${dispute.id}/win`)).toMatchObject({ status: 'won' });
});

it('is lost when nobody answers in time', async () => {
  const { dispute } = await disputeOf('pm_card_createDispute');
  await sandbox.control('/clock/advance', { seconds: 9 * 86_400 });
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'lost', evidence_details: { past_due: true, submission_count: 0 } });
  expect((await types()).at(-1)).toBe('charge.dispute.closed');
});

describe('an inquiry', () => {
  it('takes nothing, and a whole refund ends it', async () => {
    const { charge, dispute } = await disputeOf('pm_card_createDisputeInquiry');
    expect(dispute).toMatchObject({ status: 'warning_needs_response', is_charge_refundable: true, balance_transactions: [], payment_method_details: { card: { case_type: 'inquiry' } } });
    expect(await types()).toEqual(['charge.dispute.created']);
    await stripe.refunds.create({ charge: charge.id, amount: 1 });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_needs_response');
    await stripe.refunds.create({ charge: charge.id });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
  });

  it('is answered and closed, becomes a dispute, or ends by itself', async () => {
    const [answered, escalated, forgotten] = [await disputeOf('pm_card_createDisputeInquiry'), await disputeOf('pm_card_createDisputeInquiry'), await disputeOf('pm_card_createDisputeInquiry')];
    expect((await stripe.disputes.update(answered.dispute.id, evidence('x'))).status).toBe('warning_under_review');
    expect(await sandbox.control(`/disputes/${answered.dispute.id}/win`)).toMatchObject({ status: 'warning_closed', balance_transactions: [] });
    expect(await sandbox.control(`/disputes/${escalated.dispute.id}/escalate`)).toMatchObject({ status: 'needs_response', is_charge_refundable: false, balance_transactions: [{ amount: -10_000 }] });
    expect((await stripe.disputes.update(answered.dispute.id, { metadata: { a: 'b' } }).catch((error: unknown) => error))).toMatchObject({ code: 'dispute_already_closed' });
    await expect(sandbox.control(`/disputes/${escalated.dispute.id}/escalate`)).rejects.toThrow('Only an open inquiry');
    expect((await caught(stripe.refunds.create({ charge: escalated.charge.id })))?.code).toBe('charge_disputed');
    await sandbox.control('/clock/advance', { seconds: 9 * 86_400 });
    expect((await stripe.disputes.retrieve(forgotten.dispute.id)).status).toBe('warning_closed');
    expect((await stripe.disputes.retrieve(escalated.dispute.id)).status).toBe('lost');
  });
});

it('is opened on any paid charge by the control API, in part or whole, never for more than is left', async () => {
  const charge = await aCharge(stripe, 10_000);
  await stripe.refunds.create({ charge: charge.id, amount: 2000 });
  await expect(sandbox.control(`/charges/${charge.id}/dispute`, { amount: 8001 })).rejects.toThrow('what is left of the charge');
  expect(await sandbox.control(`/charges/${charge.id}/dispute`, { reason: 'product_unacceptable' })).toMatchObject({ amount: 8000, reason: 'product_unacceptable', status: 'needs_response' });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ disputed: true });
});

it('that grew out of an answered inquiry is answered anew', async () => {
  const { dispute } = await disputeOf('pm_card_createDisputeInquiry');
  await stripe.disputes.update(dispute.id, evidence('We sent it.'));
  const escalated = await sandbox.control<Stripe.Dispute>(`/disputes/${dispute.id}/escalate`);
  expect(escalated).toMatchObject({ status: 'needs_response', evidence_details: { submission_count: 0, has_evidence: true } });
  expect((await stripe.disputes.update(dispute.id, evidence('winning_evidence'))).status).toBe('won');
});
