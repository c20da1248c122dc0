import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow, NotFound } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browseQueryOf } from './browse-query.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { pageSize } from './page-size.js';
import { MerchantPage } from './pages/merchant.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/merchants`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class MerchantsController {
  constructor(private readonly visitors: Visitors, private readonly clusters: ClusterReads, private readonly products: ProductReads) {}

  @Get(':slug')
  async one(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const [clusters, merchant] = await Promise.all([this.clusters.byId(), this.clusters.merchant(slug)]);
    if (!merchant) throw new NotFound();
    const query = browseQueryOf(request);
    const { order, cursor } = query;
    const page = await this.products.list({ merchantId: merchant.id, order, cursor, locale: visitor.locale, currency: visitor.currency, country: visitor.country, limit: pageSize });
    const head = { title: visitor.text(merchant.name).text, description: visitor.text(merchant.story).text.slice(0, 160), alternatePath: `/merchants/${slug}` };
    renderPage(reply, visitor, head, <MerchantPage visitor={visitor} merchant={merchant} clusters={clusters} page={page} query={query} />);
  }
}
