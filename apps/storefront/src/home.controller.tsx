import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageProblemFilter } from './page-problem.filter.js';
import { HomePage } from './pages/home.js';
import { renderPage } from './render-page.js';
import { spreadByCluster } from './spread-by-cluster.js';
import { Visitors } from './visitors.js';

const looked = 96;
const shown = 12;

@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class HomeController {
  constructor(private readonly visitors: Visitors, private readonly products: ProductReads, private readonly clusters: ClusterReads) {}

  @Get()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const [clusters, newest] = await Promise.all([
      this.clusters.byId(), this.products.list({ locale: visitor.locale, currency: visitor.currency, limit: looked }),
    ]);
    const head = { title: visitor.t('home.title'), description: visitor.t('home.lead', { count: clusters.size }), alternatePath: '' };
    renderPage(reply, visitor, head, <HomePage visitor={visitor} clusters={clusters} fresh={spreadByCluster(newest.items, shown)} />);
  }
}
