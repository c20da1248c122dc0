import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { csvBody, DataSetReads, QueryDataSet, type QueryPage } from '@silkport/delivery';
import { ProblemFilter, type Problem } from '@silkport/i18n';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { DataQueryPage } from '../pages/data-query.js';
import { readForm } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { QueryForm } from './query.dto.js';

interface Notes { readonly sql?: string; readonly offset?: number; readonly answer?: QueryPage; readonly problem?: Problem }

const rowsShown = 100;

/** A data set for whoever bought it: what it holds, and a place to ask it. Asking is a POST, since its rows are counted. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/query`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class DataQueryController {
  constructor(private readonly visitors: Visitors, private readonly held: HeldItems, private readonly sets: DataSetReads, private readonly query: QueryDataSet, private readonly problems: ProblemFilter) {}

  /** @throws OrderUnknown, EntitlementUnknown, DataSetUnknown */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.render(await this.held.require(number, id, request), {}, request, reply);
  }

  /** @throws OrderUnknown, EntitlementUnknown, DataSetUnknown */
  @Post()
  @HttpCode(200)
  async ask(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    const { sql: typed } = (body ?? {}) as { sql?: unknown };
    const asked = typeof typed === 'string' ? { sql: typed.slice(0, 10_000) } : {};
    try {
      const { sql, offset, form } = await readForm(QueryForm, body);
      const query = { entitlementId: item.entitlement.id, sql, client: this.held.clientOf(request) };
      if (form === 'csv') return await this.sendCsv(query, reply);
      await this.render(item, { sql, offset, answer: await this.query.run({ ...query, limit: rowsShown, offset }) }, request, reply);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.render(item, { ...asked, problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) }, request, reply);
    }
  }

  private async sendCsv(query: Parameters<QueryDataSet['stream']>[0], reply: FastifyReply): Promise<void> {
    const rows = await this.query.stream(query);
    await reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rows.csv"').header('cache-control', 'no-store').send(csvBody(rows));
  }

  private async render(item: KeptItem, notes: Notes, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const set = await this.sets.held(item.entitlement.id);
    const head = { title: visitor.t('data_query.title'), isPersonal: true, status: notes.problem?.status ?? 200 };
    renderPage(reply, visitor, head, <DataQueryPage visitor={visitor} item={item} set={set} {...notes} />);
  }
}
