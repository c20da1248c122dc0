import type { OrderRefunded } from '@silkport/ordering';
import { prepared, statement, type Tx } from '@silkport/platform';
import { moveEntitlements } from '../entitlements/move-entitlements.js';
import { seatsToEndFirst } from '../seats/seats-to-end-first.js';
import { seatsOfPeriod } from './seats-to-end.js';

const keep = statement('delivery.keep_subscriptions_of_seats', 'INSERT INTO delivery.subscriptions (id) SELECT id FROM unnest($1::uuid[]) AS id ORDER BY id ON CONFLICT DO NOTHING');
const lock = statement('delivery.lock_subscriptions_of_seats', 'SELECT id FROM delivery.subscriptions WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE');
const note = statement('delivery.note_ending_seats', `
  INSERT INTO delivery.line_access AS a (order_line_id, order_id, ending_seats) SELECT id, $1::uuid, seats FROM unnest($2::uuid[], $3::int[]) AS l (id, seats) ORDER BY id
  ON CONFLICT (order_line_id) DO UPDATE SET ending_seats = a.ending_seats + excluded.ending_seats`);
/** Of a period that is over nothing ends: the newer one has paid for it. */
const ending = statement('delivery.seats_ending', `
  WITH owed AS (
    SELECT period.*, a.ending_seats - period.ended_seats AS seats FROM delivery.subscription_lines period JOIN delivery.line_access a USING (order_line_id)
    WHERE period.order_line_id = ANY ($1::uuid[]) AND a.ending_seats > period.ended_seats),
  counted AS (UPDATE delivery.subscription_lines l SET ended_seats = l.ended_seats + owed.seats FROM owed WHERE l.order_line_id = owed.order_line_id)
  SELECT e.id FROM owed AS period, LATERAL (SELECT e.id FROM ${seatsOfPeriod} ORDER BY ${seatsToEndFirst} LIMIT period.seats) e
  WHERE NOT EXISTS (SELECT FROM delivery.subscription_lines newer WHERE newer.subscription_id = period.subscription_id AND newer.role = 'renewal' AND newer.paid_at > period.paid_at)`);

/** Ends the seats of subscriptions that were given back by the piece; what was granted of them is heard of before or after. */
export async function endRefundedSeats(tx: Tx, { orderId, lines }: Pick<OrderRefunded, 'orderId' | 'lines'>, why: { actor: string; reason: string; at: Date }): Promise<void> {
  const own = lines.flatMap(({ lineId, subscription, endsSeats }) => (subscription && endsSeats ? [{ lineId, subscriptionId: subscription.id, seats: endsSeats }] : []));
  if (!own.length) return;
  const ids = [...new Set(own.map(({ subscriptionId }) => subscriptionId))];
  await prepared(tx, keep, [ids]);
  await prepared(tx, lock, [ids]);
  await prepared(tx, note, [orderId, own.map(({ lineId }) => lineId), own.map(({ seats }) => seats)]);
  await endSeats(tx, own.map(({ lineId }) => lineId), why);
}

/** Of lines of locked subscriptions: as many seats as were heard to end and have not yet. */
export async function endSeats(tx: Tx, lineIds: readonly string[], why: { actor: string; reason: string; at: Date }): Promise<void> {
  if (!lineIds.length) return;
  const seats = await prepared<{ id: string }>(tx, ending, [lineIds]);
  await moveEntitlements(tx, seats.map(({ id }) => id), { isRevoked: true }, why);
}
