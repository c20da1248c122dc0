import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { render } from 'preact-render-to-string';
import { KeptAwhile } from './kept-awhile.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { HomePage } from './pages/home.js';
import { renderPage } from './render-page.js';
import { spreadByCluster } from './spread-by-cluster.js';
import type { Visitor } from './visitor.js';
import { Visitors } from './visitors.js';

const looked = 96;
const shown = 12;

@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class HomeController {
  /** The exhibition itself, of which nothing is about a person: it may be half a minute old. */
  private readonly kept = new KeptAwhile<{ count: number; html: string }>();

  constructor(private readonly visitors: Visitors, private readonly products: ProductReads, private readonly clusters: ClusterReads) {}

  @Get()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const { count, html } = await this.kept.of(`${visitor.locale} ${visitor.currency} ${visitor.country}`, () => this.draw(visitor));
    const head = { title: visitor.t('home.title'), description: visitor.t('home.lead', { count }), alternatePath: '' };
    renderPage(reply, visitor, head, <div dangerouslySetInnerHTML={{ __html: html }} />);
  }

  private async draw(visitor: Visitor): Promise<{ count: number; html: string }> {
    const [clusters, newest] = await Promise.all([
      this.clusters.byId(), this.products.list({ locale: visitor.locale, currency: visitor.currency, country: visitor.country, limit: looked }),
    ]);
    return { count: clusters.size, html: render(<HomePage visitor={visitor} clusters={clusters} fresh={spreadByCluster(newest.items, shown)} />) };
  }
}
