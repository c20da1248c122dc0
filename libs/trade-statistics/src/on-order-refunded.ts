import { Injectable } from '@nestjs/common';
import { orderRefunded, type OrderRefunded } from '@silkport/ordering';
import { Handles, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { statisticsDateOf } from './statistics-date.js';

const lockSales = statement('trade_statistics.lock_sales', `SELECT line_id FROM trade_statistics.facts WHERE line_id = ANY ($1::uuid[]) AND kind = 'sale' ORDER BY line_id FOR UPDATE`);

/** What corrections have taken so far and take now, as shares of the sale cut down once each: those of a line given back whole sum to its sale, to the fen. */
const correct = statement('trade_statistics.correct_facts', `
  WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, line_id uuid, amount_minor bigint))
  INSERT INTO trade_statistics.facts (id, order_id, order_number, line_id, kind, refund_id, occurred_at, statistics_date, exporter, importer, partner, flow, digitally_ordered,
    digitally_delivered, via_platform, trade_class, ebops, hs_chapter, taxonomy_id, cluster_id, merchant_id, quantity, amount_minor, currency, cny_minor, rate, rate_set_id)
  SELECT t.new_id, t.order_id, t.order_number, t.line_id, 'correction', $2, $3, $4, t.exporter, t.importer, t.partner, t.flow, t.digitally_ordered, t.digitally_delivered, t.via_platform,
    t.trade_class, t.ebops, t.hs_chapter, t.taxonomy_id, t.cluster_id, t.merchant_id, div(t.quantity * t.before, t.sold) - div(t.quantity * (t.before + t.taken), t.sold), -t.taken, t.currency,
    div(t.cny_minor * t.before, t.sold) - div(t.cny_minor * (t.before + t.taken), t.sold), t.rate, t.rate_set_id
  FROM (SELECT w.id AS new_id, w.amount_minor AS taken, s.amount_minor::numeric AS sold, s.order_id, s.order_number, s.line_id, s.exporter, s.importer, s.partner, s.flow, s.digitally_ordered,
      s.digitally_delivered, s.via_platform, s.trade_class, s.ebops, s.hs_chapter, s.taxonomy_id, s.cluster_id, s.merchant_id, s.quantity, s.currency, s.cny_minor, s.rate, s.rate_set_id,
      coalesce((SELECT -sum(c.amount_minor) FROM trade_statistics.facts c WHERE c.line_id = s.line_id AND c.kind = 'correction'), 0)::numeric AS before
    FROM wanted w JOIN trade_statistics.facts s ON s.line_id = w.line_id AND s.kind = 'sale'
    WHERE NOT EXISTS (SELECT FROM trade_statistics.facts d WHERE d.line_id = w.line_id AND d.refund_id = $2)) AS t`);

/** Corrects the facts of what was given back, or taken back by a bank: a fact for each line and refund, with the marks of its sale. */
@Injectable()
export class OnOrderRefunded {
  /** A refund that is heard of before its sale is retried. */
  @Handles(orderRefunded, 'trade-statistics/correct-facts')
  async correctFacts(tx: Tx, { orderId, refundId, refundedAt, lines }: OrderRefunded): Promise<void> {
    const paid = lines.filter(({ total }) => total.amountMinor > 0n);
    const sales = await prepared(tx, lockSales, [paid.map(({ lineId }) => lineId)]);
    if (sales.length < paid.length) throw new Error(`The order ${orderId} was refunded before its sale was counted`);
    const occurredAt = new Date(refundedAt);
    const wanted = paid.map(({ lineId, total }) => ({ id: newId(), line_id: lineId, amount_minor: total.amountMinor }));
    await prepared(tx, correct, [toJson(wanted), refundId, occurredAt, statisticsDateOf(occurredAt)]);
  }
}
