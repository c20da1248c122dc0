import { money, type Money, type Rate } from '@silkport/values';
import type { FactKind } from './trade-fact.entity.js';
import type { TradeFlow } from './trade-flow.js';

/** One order line as it was counted, with what it takes to count it again. */
export interface TradeFactView {
  readonly id: string;
  readonly kind: FactKind;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly lineId: string;
  readonly occurredAt: Date;
  /** ISO 8601 calendar date in China. */
  readonly date: string;
  /** ISO 3166-1 alpha-2 of the seller's and the buyer's country/region. */
  readonly from: string;
  readonly to: string;
  readonly partner: string;
  readonly flow: TradeFlow;
  readonly digitallyOrdered: boolean;
  readonly digitallyDelivered: boolean;
  readonly viaPlatform: boolean;
  /** `code` is an EBOPS 2010 item or an HS chapter; names are found by `taxonomyId`. */
  readonly class: { readonly system: 'ebops-2010' | 'hs'; readonly code: string | null; readonly taxonomyId: string };
  readonly clusterId: string;
  readonly merchantId: string;
  readonly quantity: number;
  readonly amount: Money;
  readonly cny: Money;
  /** Units of the currency of `amount` for one yuan. */
  readonly rate: Rate;
  readonly rateSetId: string;
}

export interface StoredFact extends Omit<TradeFactView, 'class' | 'amount' | 'cny'> {
  tradeClass: 'service' | 'goods'; code: string | null; taxonomyId: string; amountMinor: bigint; currency: string; cnyMinor: bigint;
}

export const factColumns = `f.id, f.kind, f.order_id AS "orderId", f.order_number AS "orderNumber", f.line_id AS "lineId", f.occurred_at AS "occurredAt",
  f.statistics_date::text AS date, f.exporter AS "from", f.importer AS "to", f.partner, f.flow, f.digitally_ordered AS "digitallyOrdered",
  f.digitally_delivered AS "digitallyDelivered", f.via_platform AS "viaPlatform", f.trade_class AS "tradeClass", coalesce(f.ebops, f.hs_chapter) AS code,
  f.taxonomy_id AS "taxonomyId", f.cluster_id AS "clusterId", f.merchant_id AS "merchantId", f.quantity, f.amount_minor AS "amountMinor", f.currency,
  f.cny_minor AS "cnyMinor", f.rate::text AS rate, f.rate_set_id AS "rateSetId"`;

export function factView({ tradeClass, code, taxonomyId, amountMinor, currency, cnyMinor, ...fact }: StoredFact): TradeFactView {
  return {
    ...fact, class: { system: tradeClass === 'service' ? 'ebops-2010' : 'hs', code, taxonomyId },
    amount: money(amountMinor, currency), cny: money(cnyMinor, 'CNY'),
  };
}
