import { job, prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { runningSeats } from './follow-subscription.js';

export interface SeatRevoked {
  readonly entitlementId: string;
  readonly subscriptionId: string;
  /** Seats of the subscription that ran on without it then. */
  readonly seatsLeft: number;
}

export const seatRevoked = job<SeatRevoked>('delivery/stop-charging-revoked-seat');

const lock = statement('delivery.lock_subscription_of_seat', `
  SELECT s.id FROM delivery.subscriptions s WHERE s.id = (SELECT l.subscription_id FROM delivery.subscription_lines l JOIN delivery.entitlements e USING (order_line_id) WHERE e.id = $1) FOR UPDATE`);
/** Of the line that has paid for it: its own where it was added within the running period, else what began the period. */
const count = statement('delivery.count_revoked_seat', `
  UPDATE delivery.subscription_lines SET ended_seats = ended_seats + 1 WHERE order_line_id = (
    SELECT period.order_line_id FROM delivery.entitlements e JOIN delivery.subscription_lines granting USING (order_line_id) JOIN delivery.subscription_lines period USING (subscription_id)
    WHERE e.id = $1 AND (period.role IN ('first', 'renewal') OR period.order_line_id = granting.order_line_id AND granting.role = 'seats')
      AND NOT EXISTS (SELECT FROM delivery.subscription_lines newer WHERE newer.subscription_id = period.subscription_id AND newer.role = 'renewal' AND newer.paid_at > period.paid_at)
    ORDER BY period.order_line_id = granting.order_line_id AND granting.role = 'seats' DESC, period.paid_at DESC LIMIT 1)`);

/** Locks the subscription that an entitlement is a seat of, before the entitlement itself: so do those who follow it. @returns undefined where it is of none */
export async function lockSubscriptionOfSeat(tx: Tx, entitlementId: string): Promise<string | undefined> {
  const [subscription] = await prepared<{ id: string }>(tx, lock, [entitlementId]);
  return subscription?.id;
}

/** After a seat of a locked subscription was revoked by hand: what is given back of its period by the piece is for it first, and a job has it charged no more. */
export async function noteSeatRevoked(tx: Tx, outbox: Outbox, { entitlementId, subscriptionId }: Omit<SeatRevoked, 'seatsLeft'>): Promise<void> {
  await prepared(tx, count, [entitlementId]);
  const seatsLeft = (await runningSeats(tx, subscriptionId)).length;
  await outbox.enqueue(tx, seatRevoked, { entitlementId, subscriptionId, seatsLeft }, `stop-charging-revoked-seat:${entitlementId}`);
}
