import { Injectable } from '@nestjs/common';
import { deliveryLogGiven, orderDisputed, orderInquired, type DeliveryLogGiven, type OrderDisputed, type OrderInquired } from '@silkport/ordering';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';

type Entry = DeliveryLogGiven['entries'][number];

const log = statement('delivery.log_of_lines', `
  WITH mine AS (SELECT * FROM delivery.entitlements WHERE order_line_id = ANY ($1::uuid[])),
  entries AS (
    SELECT order_line_id, 'granted' AS what, granted_at AS at, NULL AS country, NULL::bigint AS bytes FROM mine
    UNION ALL SELECT e.order_line_id, 'downloaded', r.ended_at, r.client_country::text, r.bytes_sent FROM delivery.download_requests r JOIN mine e ON e.id = r.entitlement_id WHERE r.bytes_sent > 0
    UNION ALL SELECT e.order_line_id, 'key_issued', k.issued_at, NULL, NULL FROM delivery.licence_keys k JOIN mine e ON e.id = k.entitlement_id
    UNION ALL SELECT e.order_line_id, x.what, x.accessed_at, x.client_country::text, x.bytes FROM delivery.accesses x JOIN mine e ON e.id = x.entitlement_id WHERE x.what <> 'refused'
    UNION ALL SELECT order_line_id, 'performed', performed_at, NULL, NULL FROM mine WHERE performed_at IS NOT NULL
    UNION ALL SELECT l.order_line_id, 'shipped', s.shipped_at, NULL, NULL FROM delivery.shipment_lines l JOIN delivery.shipments s ON s.id = l.shipment_id WHERE l.order_line_id = ANY ($1::uuid[]) AND s.shipped_at IS NOT NULL
    UNION ALL SELECT l.order_line_id, 'handed_over', s.delivered_at, NULL, NULL FROM delivery.shipment_lines l JOIN delivery.shipments s ON s.id = l.shipment_id WHERE l.order_line_id = ANY ($1::uuid[]) AND s.delivered_at IS NOT NULL)
  SELECT order_line_id AS "lineId", what, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, country, bytes::float8 AS bytes FROM entries ORDER BY entries.at DESC, what LIMIT 100`);

const known = statement('delivery.lines_that_are_known', `
  SELECT count(*)::int AS count FROM unnest($1::uuid[]) AS line WHERE EXISTS (SELECT FROM delivery.entitlements WHERE order_line_id = line) OR EXISTS (SELECT FROM delivery.parcels WHERE order_line_id = line)`);

/** A further period of a subscription brought nothing of its own: what was used are the seats that it kept going. */
const grantingOf = statement('delivery.granting_lines', `
  SELECT DISTINCT coalesce(granting.order_line_id, line) AS id FROM unnest($1::uuid[]) AS line
  LEFT JOIN delivery.subscription_lines period ON period.order_line_id = line AND period.role IN ('renewal', 'upgrade')
  LEFT JOIN delivery.subscription_lines granting ON granting.subscription_id = period.subscription_id AND granting.role IN ('first', 'seats') ORDER BY id`);

/** Tells what the buyer of an order that is disputed, or asked about, has received, as proof for the buyer's bank: times, countries and bytes, no addresses. */
@Injectable()
export class GiveDeliveryLog {
  constructor(private readonly outbox: Outbox) {}

  @Handles(orderDisputed, 'delivery/give-log')
  give(tx: Tx, dispute: OrderDisputed): Promise<void> {
    return this.publish(tx, dispute);
  }

  @Handles(orderInquired, 'delivery/give-log-of-inquiry')
  giveOfInquiry(tx: Tx, inquiry: OrderInquired): Promise<void> {
    return this.publish(tx, inquiry);
  }

  private async publish(tx: Tx, { disputeId, orderId, lines }: OrderInquired): Promise<void> {
    const disputed = lines.map(({ lineId }) => lineId);
    const lineIds = await prepared<{ id: string }>(tx, grantingOf, [disputed]).then((rows) => rows.map(({ id }) => id));
    const [ready] = await prepared<{ count: number }>(tx, known, [lineIds]);
    // Some banks dispute a payment in the moment of it. Whoever answers without proof of delivery may not answer again: asked again later.
    if (ready?.count !== lineIds.length) throw new Error(`The order ${orderId} is disputed before it has been delivered`);
    const [period] = disputed;
    const used = await prepared<Entry>(tx, log, [lineIds]);
    const entries = used.map((entry) => (period === undefined || disputed.includes(entry.lineId) ? entry : { ...entry, lineId: period }));
    await this.outbox.publish(tx, deliveryLogGiven, { disputeId, orderId, entries });
  }
}
