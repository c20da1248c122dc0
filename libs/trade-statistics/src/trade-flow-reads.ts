import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, InvalidCursor, statement } from '@silkport/platform';
import { isId, money, type Money } from '@silkport/values';
import { flowsBy, totalStatement, type FlowGrouping } from './flow-statements.js';
import { reportingTemplate, type MarkedTrade, type TemplateRow } from './reporting-template.js';
import { isCalendarDate } from './statistics-date.js';
import { factColumns, factView, type StoredFact, type TradeFactView } from './trade-fact-view.js';
import { filterCondition, filterValues, type TradeFilter } from './trade-filter.js';
import { PeriodInvalid } from './trade-statistics.errors.js';

/** Trade in yuan at the rates of its orders. `both` is in `digitallyOrdered` and in `digitallyDelivered` too. */
export interface FlowTotals {
  readonly orders: number;
  readonly lines: number;
  readonly cny: Money;
  readonly digitallyOrdered: Money;
  readonly digitallyDelivered: Money;
  readonly both: Money;
}

/** `key` is a country/region code, a group's id, a cluster's id, an EBOPS item or HS chapter, `2026-11`, or a root of the taxonomy. */
export interface FlowRow extends FlowTotals { readonly key: string }

export interface FlowRequest extends TradeFilter {
  readonly groupBy: FlowGrouping;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface TemplateRequest extends Omit<TradeFilter, 'from' | 'to' | 'flow'> { readonly year: number }

interface StoredTotals { orders: number; lines: number; cnyMinor: bigint; orderedMinor: bigint; deliveredMinor: bigint; bothMinor: bigint }
interface StoredTrade extends Omit<MarkedTrade, 'cnyMinor'> { cnyMinor: string }

const factsOf = statement('trade_statistics.facts', `SELECT ${factColumns} FROM trade_statistics.facts f
  WHERE ${filterCondition} AND ($9::date IS NULL OR (f.statistics_date, f.id) < ($9, $10::uuid)) ORDER BY f.statistics_date DESC, f.id DESC LIMIT $11`);
const tradesOf = statement('trade_statistics.trades', `
  SELECT EXISTS (SELECT FROM trade_statistics.facts WHERE statistics_date BETWEEN $1 AND $2) AS recorded,
    (SELECT coalesce(json_agg(t), '[]') FROM (
      SELECT f.flow, f.trade_class AS "tradeClass", f.digitally_ordered AS "digitallyOrdered", f.digitally_delivered AS "digitallyDelivered",
        f.via_platform AS "viaPlatform", sum(f.cny_minor)::text AS "cnyMinor"
      FROM trade_statistics.facts f WHERE ${filterCondition} GROUP BY 1, 2, 3, 4, 5) AS t) AS trades`);

/** Trade as an admin reads it: sums, the lines behind them, and the Handbook's template; one statement each. */
@Injectable()
export class TradeFlowReads {
  constructor(private readonly database: Database) {}

  /**
   * Sums by one key, from the largest down; months in order of time. Rows of `group` overlap, since Kazakhstan is in three groups:
   * their sum means nothing, and `total` gives the total. So do orders of two clusters, classes or roots, in `orders`.
   * @throws GroupUnknown, ClassUnknown, PeriodInvalid, InvalidCursor
   */
  async flows({ groupBy, cursor, limit, ...filter }: FlowRequest): Promise<{ rows: FlowRow[]; nextCursor: string | undefined }> {
    const { prepared, membership } = flowsBy(groupBy);
    const after = cursor ? flowCursor(cursor) : [null, null];
    const rows = await this.database.read<StoredTotals & { key: string }>(prepared, [...filterValues(filter), ...after, limit + 1, ...membership]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor([last.cnyMinor.toString(), last.key]) : undefined;
    return { rows: shown.map((row) => ({ key: row.key, ...totalsView(row) })), nextCursor };
  }

  /** The same sums over all that the filter lets through, each order line once. @throws GroupUnknown, ClassUnknown, PeriodInvalid */
  async total(filter: TradeFilter): Promise<FlowTotals> {
    const [row] = await this.database.read<StoredTotals>(totalStatement, filterValues(filter));
    if (!row) throw new Error('A sum without a row');
    return totalsView(row);
  }

  /** The order lines behind a sum of the same filter, newest first. @throws GroupUnknown, ClassUnknown, PeriodInvalid, InvalidCursor */
  async facts(filter: TradeFilter, cursor: string | undefined, limit: number): Promise<{ facts: TradeFactView[]; nextCursor: string | undefined }> {
    const after = cursor ? factCursor(cursor) : [null, null];
    const rows = await this.database.read<StoredFact>(factsOf, [...filterValues(filter), ...after, limit + 1]);
    const shown = rows.slice(0, limit).map(factView);
    const last = shown.at(-1);
    return { facts: shown, nextCursor: rows.length > limit && last ? encodeCursor([last.date, last.id]) : undefined };
  }

  /** The Handbook's template of a year in China; exports and imports only, domestic trade is outside of it. @throws GroupUnknown, ClassUnknown, PeriodInvalid */
  async template({ year, ...filter }: TemplateRequest): Promise<TemplateRow[]> {
    if (!Number.isInteger(year) || year < 1 || year > 9999) throw new PeriodInvalid({}, 'year');
    const ofYear = year.toString().padStart(4, '0');
    const values = filterValues({ ...filter, from: `${ofYear}-01-01`, to: `${ofYear}-12-31` });
    const [row] = await this.database.read<{ recorded: boolean; trades: StoredTrade[] }>(tradesOf, values);
    return reportingTemplate(row?.recorded ? row.trades.map((trade) => ({ ...trade, cnyMinor: BigInt(trade.cnyMinor) })) : undefined);
  }
}

function totalsView({ orders, lines, cnyMinor, orderedMinor, deliveredMinor, bothMinor }: StoredTotals): FlowTotals {
  const yuan = (amountMinor: bigint) => money(amountMinor, 'CNY');
  return { orders, lines, cny: yuan(cnyMinor), digitallyOrdered: yuan(orderedMinor), digitallyDelivered: yuan(deliveredMinor), both: yuan(bothMinor) };
}

function flowCursor(cursor: string): unknown[] {
  const [cnyMinor, key] = decodeCursor(cursor, ['string', 'string']);
  if (!/^-?\d{1,18}$/.test(String(cnyMinor))) throw new InvalidCursor({}, 'cursor');
  return [cnyMinor, key];
}

function factCursor(cursor: string): unknown[] {
  const [date, id] = decodeCursor(cursor, ['string', 'string']);
  if (!isCalendarDate(String(date)) || !isId(String(id))) throw new InvalidCursor({}, 'cursor');
  return [date, id];
}
