import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { SearchReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browseQueryOf } from './browse-query.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { pageSize } from './page-size.js';
import { SearchPage } from './pages/search.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/search`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class SearchController {
  constructor(private readonly visitors: Visitors, private readonly clusters: ClusterReads, private readonly searches: SearchReads) {}

  @Get()
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const query = browseQueryOf(request);
    const { words, clusterId, taxonomyId, deliveryKind, cursor } = query;
    const [clusters, found] = await Promise.all([
      this.clusters.byId(),
      words ? this.searches.search({ query: words, clusterId, taxonomyId, deliveryKind, cursor, locale: visitor.locale, currency: visitor.currency, country: visitor.country, limit: pageSize }) : undefined,
    ]);
    const title = words ? visitor.t('search_page.results', { query: words }) : visitor.t('search_page.title');
    renderPage(reply, visitor, { title }, <SearchPage visitor={visitor} query={query} found={found} clusters={clusters} />);
  }
}
