import { Injectable } from '@nestjs/common';
import { ClusterReads } from '@silkport/clusters';
import { orderPaid, type OrderPaid, type PaidLine } from '@silkport/ordering';
import { ExchangeRates } from '@silkport/pricing';
import { Handles, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { cnyValueOf, isPricedInCny } from './cny-value.js';
import { statisticsDateOf } from './statistics-date.js';
import { classCodesOf } from './trade-class.js';
import { TradeFact } from './trade-fact.entity.js';
import { flowBetween } from './trade-flow.js';

/** Records a fact for each line of a paid order, in one statement; a line that has its fact keeps it. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly clusters: ClusterReads, private readonly rates: ExchangeRates) {}

  @Handles(orderPaid, 'trade-statistics/record-facts')
  async recordFacts(tx: Tx, order: OrderPaid): Promise<void> {
    const countries = await this.countriesOf(order.lines);
    const table = order.lines.every(isPricedInCny) ? undefined : await this.rates.current();
    const facts = order.lines.map((line) => ({
      ...whenAndWho(order, line, countries), ...classCodesOf(line.taxonomyId), ...cnyValueOf(line, table),
      taxonomyId: line.taxonomyId, clusterId: line.clusterId, merchantId: line.merchantId, quantity: line.quantity,
      digitallyOrdered: line.digitallyOrdered, digitallyDelivered: line.digitallyDelivered,
      // The operator is never the seller here: each line is sold by its merchant.
      viaPlatform: true, amountMinor: line.total.amountMinor, currency: line.total.currency,
    }));
    await tx.createQueryBuilder().insert().into(TradeFact).values(facts).orIgnore().updateEntity(false).execute();
  }

  /** Merchants' countries/regions by id, read outside the transaction: where a merchant lives does not hang on the order. */
  private async countriesOf(lines: readonly PaidLine[]): Promise<ReadonlyMap<string, string>> {
    const merchants = await this.clusters.merchantsById([...new Set(lines.map(({ merchantId }) => merchantId))]);
    return new Map(merchants.map(({ id, country }) => [id, country]));
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
