import { prepared, statement, type Tx } from '@silkport/platform';
import type { LineOfOrder } from '../entitlements/line-heard.js';

const missing = statement('delivery.missing_seats', `
  SELECT period.order_line_id AS "lineId", l.quantity - count(e.id)::int AS seats
  FROM unnest($1::uuid[], $2::int[]) AS l (line_id, quantity) JOIN delivery.subscription_lines period ON period.order_line_id = l.line_id JOIN delivery.subscriptions s ON s.id = period.subscription_id
    LEFT JOIN (delivery.subscription_lines granting JOIN delivery.entitlements e ON e.order_line_id = granting.order_line_id AND e.state NOT IN ('revoked', 'expired'))
      ON granting.subscription_id = period.subscription_id
  WHERE (s.ends_at IS NULL OR s.ends_at > $3)
    AND NOT EXISTS (SELECT FROM delivery.subscription_lines newer WHERE newer.subscription_id = period.subscription_id AND newer.role = 'renewal' AND newer.paid_at > period.paid_at)
    AND NOT EXISTS (SELECT FROM delivery.entitlements own WHERE own.order_line_id = period.order_line_id)
  GROUP BY period.order_line_id, l.quantity HAVING count(e.id) < l.quantity`);

/**
 * The seats that a further period is paid for and nobody has been given, as those that were agreed on from that period on: a line of each
 * newest period of a locked subscription, over as many. None where its seats were given already, or it has ended.
 */
export async function missingSeats(tx: Tx, lines: readonly LineOfOrder[], now: Date): Promise<LineOfOrder[]> {
  const periods = lines.filter(({ subscription }) => subscription?.role === 'renewal');
  if (!periods.length) return [];
  const found = await prepared<{ lineId: string; seats: number }>(tx, missing, [periods.map(({ lineId }) => lineId), periods.map(({ quantity }) => quantity), now]);
  return found.flatMap(({ lineId, seats }) => periods.filter((line) => line.lineId === lineId).map((line) => ({ ...line, quantity: seats })));
}
