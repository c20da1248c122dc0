import { ApiProperty } from '@nestjs/swagger';
import { findTaxonomyNode } from '@silkport/markets';
import { toWireMoney } from '@silkport/pricing';
import { tradeFlows, type TradeFactView, type TradeFlow } from '@silkport/trade-statistics';
import type { Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

const systems = ['ebops-2010', 'hs'] as const;

export class TradeClassAnswer {
  @ApiProperty({ enum: systems, description: 'Services by EBOPS 2010, goods by the Harmonised System.', example: 'ebops-2010' }) system: (typeof systems)[number];
  @ApiProperty({ type: String, nullable: true, example: 'SK1' }) code: string | null;
  @ApiProperty({ example: 'dp.animation.film' }) categoryId: string;
  @ApiProperty({ example: 'Animated films' }) name: string;
}

/** One order line as it was counted. */
export class TradeFactAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'sale' }) kind: string;
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty({ format: 'date-time' }) occurredAt: string;
  @ApiProperty({ format: 'date', description: 'In China.', example: '2026-11-23' }) date: string;
  @ApiProperty({ description: 'Country/region of the seller.', example: 'CN' }) from: string;
  @ApiProperty({ description: 'Country/region of the buyer.', example: 'KZ' }) to: string;
  @ApiProperty({ example: 'KZ' }) partner: string;
  @ApiProperty({ enum: tradeFlows, example: 'export' }) flow: TradeFlow;
  @ApiProperty({ example: true }) digitallyOrdered: boolean;
  @ApiProperty({ example: true }) digitallyDelivered: boolean;
  @ApiProperty({ example: true }) viaPlatform: boolean;
  @ApiProperty() class: TradeClassAnswer;
  @ApiProperty({ example: 'jingdezhen' }) clusterId: string;
  @ApiProperty({ format: 'uuid' }) merchantId: string;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty({ description: 'What the buyer paid.' }) amount: MoneyAnswer;
  @ApiProperty({ description: 'In yuan at the frozen rate.' }) cny: MoneyAnswer;
  @ApiProperty({ description: 'Units of the currency of `amount` for one yuan.', example: '71.4' }) rate: string;
  @ApiProperty({ format: 'uuid' }) rateSetId: string;
}

export class TradeFactPageAnswer extends PageAnswer {
  @ApiProperty({ type: [TradeFactAnswer] }) items: TradeFactAnswer[];
}

export function tradeFactAnswer(fact: TradeFactView, locale: Locale): TradeFactAnswer {
  const { system, code, taxonomyId } = fact.class;
  return {
    id: fact.id, kind: fact.kind, orderId: fact.orderId, orderNumber: fact.orderNumber, lineId: fact.lineId, occurredAt: fact.occurredAt.toISOString(), date: fact.date,
    from: fact.from, to: fact.to, partner: fact.partner, flow: fact.flow, digitallyOrdered: fact.digitallyOrdered, digitallyDelivered: fact.digitallyDelivered,
    viaPlatform: fact.viaPlatform, class: { system, code, categoryId: taxonomyId, name: findTaxonomyNode(taxonomyId)?.names[locale] ?? taxonomyId },
    clusterId: fact.clusterId, merchantId: fact.merchantId, quantity: fact.quantity, amount: toWireMoney(fact.amount), cny: toWireMoney(fact.cny),
    rate: fact.rate, rateSetId: fact.rateSetId,
  };
}
