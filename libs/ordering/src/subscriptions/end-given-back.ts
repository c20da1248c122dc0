import { Injectable } from '@nestjs/common';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { linesUndeliverable, orderCancelled, orderRefunded, withdrawalReceived, type LinesUndeliverable, type OrderCancelled, type OrderRefunded, type WithdrawalReceived } from '../ordering.events.js';
import { endAtOnce } from './end-at-once.js';
import { lockSubscription } from './subscription-row.js';

/** The subscription whose running period an order has paid for; nothing of a period that is over, nor of seats or an upgrade alone. */
const runningBy = statement('ordering.subscription_running_by', `
  SELECT o.subscription_id AS id FROM ordering.orders o WHERE o.id = $1 AND o.subscription_id IS NOT NULL AND o.subscription_role IN ('first', 'renewal')
    AND NOT EXISTS (SELECT FROM ordering.orders newer WHERE newer.subscription_id = o.subscription_id AND newer.subscription_role = 'renewal' AND newer.paid_at > o.paid_at)`);
/** What was paid beside it for the same period: it is worth nothing without. */
const beside = statement('ordering.paid_beside_period', `
  SELECT o.id AS "orderId", jsonb_agg(jsonb_build_object('lineId', l.id, 'pieces', l.quantity)) AS lines
  FROM ordering.orders base JOIN ordering.orders o ON o.subscription_id = base.subscription_id AND o.subscription_role IN ('upgrade', 'seats') AND (base.subscription_role = 'first' OR o.paid_at >= base.paid_at) AND o.refunded_minor < o.total_minor
    JOIN ordering.order_lines l ON l.order_id = o.id
  WHERE base.id = $1 GROUP BY o.id ORDER BY o.id`);

/**
 * Ends what is not paid for any more: its running period was given back or taken back whole, its buyer withdrew, or its first order came to
 * nothing. Seats and upgrades that were paid for within that period are given back with it.
 */
@Injectable()
export class EndGivenBack {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Handles(orderRefunded, 'ordering/end-refunded-subscription')
  async refunded(tx: Tx, { orderId, lines }: OrderRefunded): Promise<void> {
    if (lines.every(({ isWhole }) => isWhole)) await this.end(tx, orderId, 'refund');
  }

  @Handles(withdrawalReceived, 'ordering/end-withdrawn-subscription')
  async withdrawn(tx: Tx, { orderId }: WithdrawalReceived): Promise<void> {
    await this.end(tx, orderId, 'withdrawal');
  }

  @Handles(orderCancelled, 'ordering/end-cancelled-subscription')
  async cancelled(tx: Tx, { orderId }: OrderCancelled): Promise<void> {
    await this.end(tx, orderId, 'cancelled');
  }

  private async end(tx: Tx, orderId: string, actor: string): Promise<void> {
    const [running] = await prepared<{ id: string }>(tx, runningBy, [orderId]);
    const subscription = running && (await lockSubscription(tx, running.id));
    if (!subscription || subscription.state === 'ended') return;
    await endAtOnce(tx, this.outbox, subscription, actor, this.clock.now());
    for (const other of await prepared<Pick<LinesUndeliverable, 'orderId' | 'lines'>>(tx, beside, [orderId])) {
      await this.outbox.publish(tx, linesUndeliverable, { ...other, reason: 'the subscription has ended' });
    }
  }
}
