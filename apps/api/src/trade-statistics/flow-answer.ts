import { ApiProperty } from '@nestjs/swagger';
import type { ClusterView } from '@silkport/clusters';
import { regionName } from '@silkport/i18n';
import { findGroup, findTaxonomyNode } from '@silkport/markets';
import { toWireMoney } from '@silkport/pricing';
import type { FlowGrouping, FlowRow, FlowTotals } from '@silkport/trade-statistics';
import { translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

/** Trade in yuan at the rates of its orders. */
export class FlowTotalsAnswer {
  @ApiProperty({ type: 'integer', example: 12 }) orders: number;
  @ApiProperty({ type: 'integer', example: 15 }) lines: number;
  @ApiProperty() cny: MoneyAnswer;
  @ApiProperty() digitallyOrdered: MoneyAnswer;
  @ApiProperty() digitallyDelivered: MoneyAnswer;
  @ApiProperty({ description: 'Digitally ordered and delivered; in both of the others too.' }) both: MoneyAnswer;
}

export class FlowRowAnswer extends FlowTotalsAnswer {
  @ApiProperty({ example: 'KZ' }) key: string;
  @ApiProperty({ example: 'Kazakhstan' }) name: string;
}

export class FlowPageAnswer extends PageAnswer {
  @ApiProperty({ type: [FlowRowAnswer] }) items: FlowRowAnswer[];
  @ApiProperty({ description: 'Of all that the filter lets through, each order line once: rows of groups overlap.' }) total: FlowTotalsAnswer;
}

export function flowTotalsAnswer({ orders, lines, cny, digitallyOrdered, digitallyDelivered, both }: FlowTotals): FlowTotalsAnswer {
  return { orders, lines, cny: toWireMoney(cny), digitallyOrdered: toWireMoney(digitallyOrdered), digitallyDelivered: toWireMoney(digitallyDelivered), both: toWireMoney(both) };
}

export function flowRowAnswer(row: FlowRow, groupBy: FlowGrouping, clusters: ReadonlyMap<string, ClusterView>, locale: Locale): FlowRowAnswer {
  return { key: row.key, name: nameOf(row.key, groupBy, clusters, locale), ...flowTotalsAnswer(row) };
}

/** Classes and months are their own names. */
function nameOf(key: string, groupBy: FlowGrouping, clusters: ReadonlyMap<string, ClusterView>, locale: Locale): string {
  switch (groupBy) {
    case 'partner':
      return regionName(key, locale);
    case 'group':
      return (locale === 'zh-CN' ? findGroup(key)?.nameZh : findGroup(key)?.name) ?? key;
    case 'cluster':
      return translation(clusters.get(key)?.name ?? {}, locale).text || key;
    case 'root':
      return findTaxonomyNode(key)?.names[locale] ?? key;
    case 'class':
    case 'month':
      return key;
  }
}
