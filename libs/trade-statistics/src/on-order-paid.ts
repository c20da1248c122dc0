import { Injectable } from '@nestjs/common';
import { ClusterReads } from '@silkport/clusters';
import { orderPaid, type OrderPaid, type PaidLine } from '@silkport/ordering';
import { ExchangeRates, type RateTable } from '@silkport/pricing';
import { HandlesTogether, prepared, statement, toJson, type Delivered, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { cnyValueOf, isPricedInCny } from './cny-value.js';
import { statisticsDateOf } from './statistics-date.js';
import { classCodesOf } from './trade-class.js';
import { flowBetween } from './trade-flow.js';

const record = statement('trade_statistics.record_facts', `
  INSERT INTO trade_statistics.facts (id, order_id, order_number, line_id, kind, occurred_at, statistics_date, exporter, importer, partner, flow, digitally_ordered, digitally_delivered,
    via_platform, trade_class, ebops, hs_chapter, taxonomy_id, cluster_id, merchant_id, quantity, amount_minor, currency, cny_minor, rate, rate_set_id)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS fact (id uuid, "orderId" uuid, "orderNumber" text, "lineId" uuid, kind text, "occurredAt" timestamptz, "statisticsDate" date, exporter text,
    importer text, partner text, flow text, "digitallyOrdered" boolean, "digitallyDelivered" boolean, "viaPlatform" boolean, "tradeClass" text, ebops text, "hsChapter" text,
    "taxonomyId" text, "clusterId" text, "merchantId" uuid, quantity int, "amountMinor" bigint, currency text, "cnyMinor" bigint, rate numeric, "rateSetId" uuid)
  ON CONFLICT DO NOTHING`);

/** Records a fact for each line of paid orders, in one statement; a line that has its fact keeps it. */
@Injectable()
export class OnOrderPaid {
  /** Merchants' countries/regions by id, as far as they were asked for: where a merchant is established does not change. */
  private readonly countries = new Map<string, string>();

  constructor(private readonly clusters: ClusterReads, private readonly rates: ExchangeRates) {}

  @HandlesTogether(orderPaid, 'trade-statistics/record-facts')
  async recordFacts(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    // What nothing was paid for, as the beginning of a trial, is no trade yet.
    const sold = events.flatMap(({ payload: order }) => order.lines.filter(({ total }) => total.amountMinor > 0n).map((line) => ({ order, line })));
    if (!sold.length) return;
    const lines = sold.map(({ line }) => line);
    const countries = await this.countriesOf(lines);
    const tables = await this.frozenRates(lines);
    const facts = sold.map(({ order, line }) => ({
      ...whenAndWho(order, line, countries), ...classCodesOf(line.taxonomyId), ...cnyValueOf(line, tables.get(line.rateSetId)),
      taxonomyId: line.taxonomyId, clusterId: line.clusterId, merchantId: line.merchantId, quantity: line.quantity,
      digitallyOrdered: line.digitallyOrdered, digitallyDelivered: line.digitallyDelivered,
      // The operator is never the seller here: each line is sold by its merchant.
      viaPlatform: true, amountMinor: line.total.amountMinor, currency: line.total.currency,
    }));
    await prepared(tx, record, [toJson(facts)]);
  }

  /** The rate sets of lines that do not tell their value in yuan themselves: those frozen with the order, never today's. */
  private async frozenRates(lines: readonly PaidLine[]): Promise<ReadonlyMap<string, RateTable>> {
    const ids = new Set(lines.filter((line) => !isPricedInCny(line)).map(({ rateSetId }) => rateSetId));
    return new Map(await Promise.all([...ids].map(async (id) => [id, await this.rates.ofSet(id)] as const)));
  }

  /** Read outside the transaction: where a merchant lives does not hang on the order. */
  private async countriesOf(lines: readonly PaidLine[]): Promise<ReadonlyMap<string, string>> {
    const unknown = new Set(lines.map(({ merchantId }) => merchantId).filter((id) => !this.countries.has(id)));
    if (unknown.size) for (const { id, country } of await this.clusters.merchantsById([...unknown])) this.countries.set(id, country);
    return this.countries;
  }
}

function whenAndWho(order: OrderPaid, { lineId, merchantId }: PaidLine, countries: ReadonlyMap<string, string>) {
  const exporter = countries.get(merchantId);
  if (!exporter) throw new Error(`The merchant ${merchantId} of a paid order is in no cluster`);
  const occurredAt = new Date(order.paidAt);
  return {
    id: newId(), orderId: order.orderId, orderNumber: order.orderNumber, lineId, kind: 'sale' as const, occurredAt,
    statisticsDate: statisticsDateOf(occurredAt), exporter, importer: order.buyerCountry, ...flowBetween(exporter, order.buyerCountry),
  };
}
