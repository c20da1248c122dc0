import { ApiPropertyOptional } from '@nestjs/swagger';
import { findTaxonomyNode } from '@silkport/markets';
import { ClassUnknown, flowGroupings, tradeFlows, type FlowGrouping, type TradeFilter, type TradeFlow } from '@silkport/trade-statistics';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { CodeText } from '../http/code-text.js';
import { LocaleQuery } from '../http/reader-locale.js';

/** What may narrow every view of trade. */
export class TradeScopeQuery extends LocaleQuery {
  @ApiPropertyOptional({ description: 'Country/region traded with, ISO 3166-1 alpha-2.', example: 'KZ' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  partner?: string;

  @ApiPropertyOptional({ type: [String], description: 'Ids of groups of economies: their union.', example: ['central-asia'] })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @MaxLength(100, { each: true }) @IsString({ each: true }) @ArrayMaxSize(50) @IsArray()
  group?: string[];

  @ApiPropertyOptional({ description: 'Id of an industrial cluster.' })
  @IsOptional() @CodeText()
  cluster?: string;

  @ApiPropertyOptional({ description: 'Id of a category: root, branch or leaf.' })
  @IsOptional() @CodeText()
  category?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Id of an order.' })
  @IsOptional() @IsUUID()
  orderId?: string;
}

export class TradeFactsQuery extends TradeScopeQuery {
  @ApiPropertyOptional({ format: 'date', description: 'First day, in China.', example: '2026-01-01' })
  @IsOptional() @MaxLength(10) @IsString()
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day, in China.', example: '2026-12-31' })
  @IsOptional() @MaxLength(10) @IsString()
  to?: string;

  @ApiPropertyOptional({ enum: tradeFlows, description: 'From China’s point of view; without it exports and imports.' })
  @IsOptional() @IsIn(tradeFlows)
  flow?: TradeFlow;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before.', maxLength: 500 })
  @IsOptional() @MaxLength(500) @IsString()
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @Type(() => Number) @Max(100) @Min(1) @IsInt()
  limit: number = 50;
}

export class TradeFlowsQuery extends TradeFactsQuery {
  @ApiPropertyOptional({ enum: flowGroupings, default: 'partner' })
  @IsIn(flowGroupings)
  groupBy: FlowGrouping = 'partner';
}

export class TradeTemplateQuery extends TradeScopeQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 2000, maximum: 2100, description: 'A year in China; without it the present one.', example: 2026 })
  @IsOptional() @Type(() => Number) @Max(2100) @Min(2000) @IsInt()
  year?: number;
}

/** @throws ClassUnknown, named as the query names it */
export function scopeOf({ partner, group, cluster, category, orderId }: TradeScopeQuery): TradeFilter {
  if (category !== undefined && !findTaxonomyNode(category)) throw new ClassUnknown({ class: category }, 'category');
  return { partner, groups: group, clusterId: cluster, taxonomyId: category, orderId };
}

export function filterOf({ from, to, flow, ...scope }: TradeFactsQuery): TradeFilter {
  return { ...scopeOf(scope), from, to, flow };
}
