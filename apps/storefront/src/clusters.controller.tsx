import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow, NotFound } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browseQueryOf } from './browse-query.js';
import { ClusterShelves } from './cluster-shelves.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { ClusterPage } from './pages/cluster.js';
import { ClustersPage } from './pages/clusters.js';
import { pageSize } from './page-size.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/clusters`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class ClustersController {
  constructor(
    private readonly visitors: Visitors, private readonly clusters: ClusterReads, private readonly products: ProductReads, private readonly shelves: ClusterShelves,
  ) {}

  @Get()
  async all(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const clusters = await this.clusters.all();
    const head = { title: visitor.t('clusters.title'), description: visitor.t('clusters.lead', { count: clusters.length }), alternatePath: '/clusters' };
    renderPage(reply, visitor, head, <ClustersPage visitor={visitor} clusters={clusters} />);
  }

  @Get(':id')
  async one(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const clusters = await this.clusters.byId();
    const cluster = clusters.get(id);
    if (!cluster) throw new NotFound();
    const query = browseQueryOf(request);
    const { taxonomyId, deliveryKind, order, cursor } = query;
    const [merchants, shelves, page] = await Promise.all([
      this.clusters.merchantsOf(id), this.shelves.of(id),
      this.products.list({ clusterId: id, taxonomyId, deliveryKind, order, cursor, locale: visitor.locale, currency: visitor.currency, country: visitor.country, limit: pageSize }),
    ]);
    const head = { title: visitor.text(cluster.name).text, description: visitor.text(cluster.tagline).text, alternatePath: `/clusters/${id}` };
    renderPage(reply, visitor, head, <ClusterPage visitor={visitor} cluster={cluster} clusters={clusters} merchants={merchants} shelves={shelves} page={page} query={query} />);
  }
}
