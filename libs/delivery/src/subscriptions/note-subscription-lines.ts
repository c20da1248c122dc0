import { linesDelivered, type SubscriptionRole } from '@silkport/ordering';
import { prepared, publications, publishingAll, statement, type Tx } from '@silkport/platform';
import type { LineOfOrder } from '../entitlements/line-heard.js';

const keep = statement('delivery.keep_subscriptions', 'INSERT INTO delivery.subscriptions (id) SELECT id FROM unnest($1::uuid[]) AS id ORDER BY id ON CONFLICT DO NOTHING');
const lock = statement('delivery.lock_subscriptions', 'SELECT id FROM delivery.subscriptions WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE');
/** A newer period was heard of before, and has given all the seats that it is paid for. */
const overtaken = statement('delivery.overtaken_lines', `
  SELECT l.line_id AS id FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS l (line_id, subscription_id, paid_at)
  WHERE EXISTS (SELECT FROM delivery.subscription_lines newer WHERE newer.subscription_id = l.subscription_id AND newer.role = 'renewal' AND newer.paid_at > l.paid_at)`);
const note = statement('delivery.note_subscription_lines', `
  INSERT INTO delivery.subscription_lines (order_line_id, subscription_id, role, paid_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) ON CONFLICT DO NOTHING`);
/** A dispute about a period that was heard of before the period itself stops what the period keeps going. */
const carry = statement('delivery.carry_disputes', `
  UPDATE delivery.line_access a SET open_disputes = a.open_disputes || ARRAY(SELECT unnest(heard.open_disputes) EXCEPT SELECT unnest(a.open_disputes) EXCEPT SELECT unnest(a.decided_disputes))
  FROM delivery.subscription_lines period JOIN delivery.line_access heard USING (order_line_id), delivery.subscription_lines granting
  WHERE period.order_line_id = ANY ($1::uuid[]) AND heard.open_disputes <> '{}' AND granting.subscription_id = period.subscription_id AND (granting.role IN ('first', 'seats') OR EXISTS (SELECT FROM delivery.entitlements e WHERE e.order_line_id = granting.order_line_id))
    AND a.order_line_id = granting.order_line_id AND a.order_line_id <> period.order_line_id`);
/** Makes those wait who hear of the period's money at this moment. */
const hold = statement('delivery.hold_periods', `
  INSERT INTO delivery.line_access AS a (order_line_id, order_id) SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS l (line_id, order_id) ORDER BY line_id
  ON CONFLICT (order_line_id) DO UPDATE SET order_id = a.order_id`);
const tell = statement('delivery.tell_periods_delivered', `WITH ${publishingAll(1)} SELECT`);

/** Whether the line brings something that was not there, and not what goes on. */
export function grantsAnew({ subscription }: Pick<LineOfOrder, 'subscription'>): boolean {
  const goesOn: readonly SubscriptionRole[] = ['renewal', 'upgrade'];
  return !subscription || !goesOn.includes(subscription.role);
}

export interface NotedLines {
  readonly subscriptionIds: readonly string[];
  /** Lines that grant nothing: what they would has been granted with a newer period. */
  readonly overtaken: ReadonlySet<string>;
}

/** Notes the lines of subscriptions and locks these. A further period is delivered by going on. */
export async function noteSubscriptionLines(tx: Tx, lines: readonly (LineOfOrder & { readonly paidAt: string })[], now: Date): Promise<NotedLines> {
  const own = lines.flatMap((line) => (line.subscription ? [{ ...line, subscription: line.subscription }] : []));
  if (!own.length) return { subscriptionIds: [], overtaken: new Set() };
  const ids = [...new Set(own.map(({ subscription }) => subscription.id))];
  const [lineIds, subscriptionIds, paidAt] = [own.map(({ lineId }) => lineId), own.map(({ subscription }) => subscription.id), own.map((line) => line.paidAt)];
  await prepared(tx, keep, [ids]);
  await prepared(tx, lock, [ids]);
  const late = new Set((await prepared<{ id: string }>(tx, overtaken, [lineIds, subscriptionIds, paidAt])).map(({ id }) => id));
  await prepared(tx, note, [lineIds, subscriptionIds, own.map(({ subscription }) => subscription.role), paidAt]);
  const periods = own.filter((line) => !grantsAnew(line) || late.has(line.lineId));
  const noted = { subscriptionIds: ids, overtaken: late };
  if (!periods.length) return noted;
  await prepared(tx, hold, [periods.map(({ lineId }) => lineId), periods.map(({ orderId }) => orderId)]);
  await prepared(tx, carry, [periods.map(({ lineId }) => lineId)]);
  await prepared(tx, tell, publications(linesDelivered, periods.map(({ orderId, lineId }) => ({ orderId, lineIds: [lineId], deliveredAt: now.toISOString() }))));
  return noted;
}
