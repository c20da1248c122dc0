import { money, type Money } from '@silkport/values';
import type { TradeClass } from './trade-class.js';

/** Trade of one direction with one set of marks, in fen. */
export interface MarkedTrade {
  readonly flow: 'export' | 'import';
  readonly tradeClass: TradeClass;
  readonly digitallyOrdered: boolean;
  readonly digitallyDelivered: boolean;
  readonly viaPlatform: boolean;
  readonly cnyMinor: bigint;
}

export const templateRowNumbers = ['1', '2', '2.1', '2.1.a', '2.2', '2.2.a', '3', '3.a', '4', '4.a', 'A.1'] as const;
export type TemplateRowNumber = (typeof templateRowNumbers)[number];

export interface TemplateRow {
  readonly row: TemplateRowNumber;
  /** Key of the label in every language: `trade_statistics.row_2_1_a`. */
  readonly labelKey: string;
  /** Null where it is not known; which is not zero. */
  readonly exports: Money | null;
  readonly imports: Money | null;
  readonly total: Money | null;
}

type Part = (trade: MarkedTrade) => boolean;
const ordered: Part = (trade) => trade.digitallyOrdered;
const delivered: Part = (trade) => isService(trade) && trade.digitallyDelivered;
const isService: Part = (trade) => trade.tradeClass === 'service';
const both: Part = (trade) => ordered(trade) && delivered(trade);

// "1 = 2 + 3 - 4" counts what is in 2 or in 3 once. "Of which" rows are a part of their parent and enter no sum.
const parts: Readonly<Record<Exclude<TemplateRowNumber, 'A.1'>, Part>> = {
  '1': (trade) => ordered(trade) || delivered(trade),
  '2': ordered,
  '2.1': (trade) => ordered(trade) && !isService(trade),
  '2.1.a': (trade) => ordered(trade) && !isService(trade) && trade.viaPlatform,
  '2.2': (trade) => ordered(trade) && isService(trade),
  '2.2.a': (trade) => ordered(trade) && isService(trade) && trade.viaPlatform,
  '3': delivered,
  '3.a': (trade) => delivered(trade) && trade.viaPlatform,
  '4': both,
  '4.a': (trade) => both(trade) && trade.viaPlatform,
};

/**
 * The reporting template of the Handbook on Measuring Digital Trade (IMF, OECD, UNCTAD, WTO; 2nd edition, 2023), chapter 2. A.1,
 * intermediation services, is unknown until commissions are recorded; all rows are where nothing was recorded at all (undefined).
 */
export function reportingTemplate(trades: readonly MarkedTrade[] | undefined): TemplateRow[] {
  return templateRowNumbers.map((row) => {
    const part = row === 'A.1' || !trades ? undefined : parts[row];
    const sum = (flows: readonly MarkedTrade['flow'][]) => part && trades ? sumOf(trades.filter((trade) => flows.includes(trade.flow) && part(trade))) : null;
    return { row, labelKey: `trade_statistics.row_${row.replaceAll('.', '_')}`, exports: sum(['export']), imports: sum(['import']), total: sum(['export', 'import']) };
  });
}

function sumOf(trades: readonly MarkedTrade[]): Money {
  return money(trades.reduce((total, { cnyMinor }) => total + cnyMinor, 0n), 'CNY');
}
