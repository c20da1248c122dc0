import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClusterReads } from '@silkport/clusters';
import { Phrases } from '@silkport/i18n';
import { Allow } from '@silkport/platform';
import { TradeFlowReads } from '@silkport/trade-statistics';
import { Clock, type Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { tradeFactAnswer, TradeFactPageAnswer } from './fact-answer.js';
import { FlowPageAnswer, flowRowAnswer, flowTotalsAnswer } from './flow-answer.js';
import { TemplateAnswer, templateRowAnswer } from './template-answer.js';
import { filterOf, scopeOf, TradeFactsQuery, TradeFlowsQuery, TradeTemplateQuery } from './trade-query.js';

@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class TradeController {
  constructor(private readonly trade: TradeFlowReads, private readonly clusters: ClusterReads, private readonly phrases: Phrases, private readonly clock: Clock) {}

  /** @throws GroupUnknown, ClassUnknown, PeriodInvalid, InvalidCursor */
  @Get('trade-flows')
  @NeverCached()
  @ApiOperation({ summary: 'Trade of the marketplace, summed' })
  @ApiOkResponse({ type: FlowPageAnswer })
  @Refuses(400)
  async flows(@Query() query: TradeFlowsQuery, @ReaderLocale() reader: Locale): Promise<FlowPageAnswer> {
    const { groupBy, cursor, limit } = query;
    const filter = filterOf(query);
    const [page, total, clusters] = await Promise.all([this.trade.flows({ ...filter, groupBy, cursor, limit }), this.trade.total(filter), this.clusters.byId()]);
    return { items: page.rows.map((row) => flowRowAnswer(row, groupBy, clusters, reader)), nextCursor: page.nextCursor ?? null, total: flowTotalsAnswer(total) };
  }

  /** @throws GroupUnknown, ClassUnknown, PeriodInvalid, InvalidCursor */
  @Get('trade-facts')
  @NeverCached()
  @ApiOperation({ summary: 'The order lines behind the sums, newest first' })
  @ApiOkResponse({ type: TradeFactPageAnswer })
  @Refuses(400)
  async facts(@Query() query: TradeFactsQuery, @ReaderLocale() reader: Locale): Promise<TradeFactPageAnswer> {
    const page = await this.trade.facts(filterOf(query), query.cursor, query.limit);
    return { items: page.facts.map((fact) => tradeFactAnswer(fact, reader)), nextCursor: page.nextCursor ?? null };
  }

  /** @throws GroupUnknown, ClassUnknown */
  @Get('trade-template')
  @NeverCached()
  @ApiOperation({ summary: 'A year in the template of the Handbook on Measuring Digital Trade' })
  @ApiOkResponse({ type: TemplateAnswer })
  @Refuses(400)
  async template(@Query() query: TradeTemplateQuery, @ReaderLocale() reader: Locale): Promise<TemplateAnswer> {
    const year = query.year ?? yearInChina(this.clock.now());
    const rows = await this.trade.template({ ...scopeOf(query), year });
    return { year, items: rows.map((row) => templateRowAnswer(row, this.phrases.say(reader, row.labelKey))) };
  }
}

/** China has one time zone, eight hours ahead of UTC. */
function yearInChina(now: Date): number {
  return new Date(now.getTime() + 8 * 3_600_000).getUTCFullYear();
}
