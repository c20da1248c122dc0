import { Injectable } from '@nestjs/common';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { orderRefunded, withdrawalReceived, type OrderRefunded, type WithdrawalReceived } from '../ordering.events.js';
import { chargeFewerSeats } from './charge-fewer-seats.js';
import { lockSubscription, termsWithin } from './subscription-row.js';

interface PaidSeats { id: string; currency: string; role: string; left: number }

/** Seats of the running period, less those that a refund before this one was to give up. */
const paidBy = statement('ordering.seats_paid_by', `
  SELECT o.subscription_id AS id, o.currency, o.subscription_role AS role,
    l.quantity - coalesce((SELECT sum(g.quantity)::int FROM ordering.refunds r JOIN ordering.refund_lines g ON g.refund_id = r.id WHERE r.order_id = o.id AND r.gives_up_seats AND r.id IS DISTINCT FROM $2), 0) AS left
  FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id WHERE o.id = $1 AND o.subscription_role IN ('first', 'renewal', 'seats')
    AND NOT EXISTS (SELECT FROM ordering.orders newer WHERE newer.subscription_id = o.subscription_id AND newer.subscription_role = 'renewal' AND newer.paid_at > o.paid_at)`);

/**
 * Seats that were added and whose price was given back whole, or from which their buyer withdrew, are charged for no more from the next
 * period on; and those of any order that were given back by the piece, where that was asked for. Their rights end with the money.
 */
@Injectable()
export class GiveUpSeats {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** While another change is being made the insert is refused, and it is tried again later. */
  @Handles(orderRefunded, 'ordering/give-up-refunded-seats')
  async refunded(tx: Tx, { orderId, refundId, lines, reason, givesUpSeats }: OrderRefunded): Promise<void> {
    const isWhole = lines.every((line) => line.isWhole);
    if (isWhole && reason !== 'withdrawal') await this.giveUp(tx, orderId, { refundId });
    else if (!isWhole && givesUpSeats) await this.giveUp(tx, orderId, { refundId, pieces: lines.reduce((sum, { endsSeats = 0 }) => sum + endsSeats, 0) });
  }

  @Handles(withdrawalReceived, 'ordering/give-up-withdrawn-seats')
  async withdrawn(tx: Tx, { orderId }: WithdrawalReceived): Promise<void> {
    await this.giveUp(tx, orderId, {});
  }

  /** @param given without pieces all that an order has added; what began a period ends with it */
  private async giveUp(tx: Tx, orderId: string, { refundId, pieces }: { refundId?: string; pieces?: number }): Promise<void> {
    const [paid] = await prepared<PaidSeats>(tx, paidBy, [orderId, refundId ?? null]);
    if (!paid || (pieces === undefined && paid.role !== 'seats')) return;
    const subscription = await lockSubscription(tx, paid.id);
    if (!subscription || subscription.state === 'ended') return;
    const terms = await termsWithin(tx, subscription.nextTermsId ?? subscription.termsId);
    const seats = terms.seats - Math.min(pieces ?? paid.left, paid.left);
    if (seats < 1 || seats === terms.seats) return;
    await chargeFewerSeats(tx, this.outbox, terms, { seats, currency: paid.currency, actor: 'refund', changeId: newId(), at: this.clock.now() });
  }
}
