import type { ApiUnderTest, PlacedOrder } from './api-under-test.js';

export interface FailedRefund {
  readonly order: PlacedOrder;
  readonly refundId: string;
  readonly retryPath: string;
}

/** An order that was given back, and whose buyer's bank sent the money back days later, since the card was closed. */
export async function aFailedRefund(api: ApiUnderTest): Promise<FailedRefund> {
  const order = await api.paidOrder(['port-calls']);
  const { body } = await api.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'duplicate' }, api.as('admin')).expect(201);
  const refundId = (body as { id: string }).id;
  await api.eventually(async () => (await refundState(api, refundId)) === 'succeeded');
  const [sent] = await api.query<{ id: string }>('SELECT stripe_refund_id AS id FROM payments.refunds WHERE id = $1', [refundId]);
  await api.controlSandbox(`/refunds/${sent?.id}`, { status: 'failed', failure_reason: 'lost_or_stolen_card' }).expect(200);
  await api.eventually(async () => (await refundState(api, refundId)) === 'failed');
  await api.calm();
  return { order, refundId, retryPath: `/v1/admin/orders/${order.number}/refunds/${refundId}/retry` };
}

export async function refundState(api: ApiUnderTest, refundId: string): Promise<string | undefined> {
  return (await api.query<{ state: string }>('SELECT state FROM ordering.refunds WHERE id = $1', [refundId]))[0]?.state;
}

/** A transfer that lies on the merchant's account, since Stripe has refused twice to pay it out. */
export async function aWaitingTransfer(api: ApiUnderTest, payoutId: string, merchantId: string): Promise<void> {
  await api.query(
    `INSERT INTO payments.transfers (payout_id, merchant_id, account_id, amount_minor, currency, description, state, failure_reason, stripe_transfer_id, payout_refusals, reversed_minor, asked_at, tried_at, changed_at)
     VALUES ($1, $2, 'acct_waiting', 12345, 'EUR', 'Pay-out', 'sent', 'balance_insufficient', $3, 2, 0, now() - interval '1 hour', now(), now())`, [payoutId, merchantId, `tr_${payoutId}`],
  );
}
