import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { findTaxonomyNode } from '@silkport/markets';
import { Allow, NotFound } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browseQueryOf } from './browse-query.js';
import { CategoryKinds } from './category-kinds.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { pageSize } from './page-size.js';
import { CategoriesPage } from './pages/categories.js';
import { CategoryPage } from './pages/category.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/categories`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class CategoriesController {
  constructor(private readonly visitors: Visitors, private readonly clusters: ClusterReads, private readonly products: ProductReads, private readonly kinds: CategoryKinds) {}

  @Get()
  all(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const visitor = this.visitors.of(request);
    renderPage(reply, visitor, { title: visitor.t('categories.title'), description: visitor.t('categories.lead'), alternatePath: '/categories' }, <CategoriesPage visitor={visitor} />);
  }

  @Get(':id')
  async one(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const node = findTaxonomyNode(id);
    if (!node) throw new NotFound();
    const query = browseQueryOf(request);
    const { deliveryKind, order, cursor } = query;
    const [clusters, kinds, page] = await Promise.all([
      this.clusters.byId(), this.kinds.of(id),
      this.products.list({ taxonomyId: id, deliveryKind, order, cursor, locale: visitor.locale, currency: visitor.currency, country: visitor.country, limit: pageSize }),
    ]);
    renderPage(reply, visitor, { title: node.names[visitor.locale], alternatePath: `/categories/${id}` }, <CategoryPage visitor={visitor} node={node} clusters={clusters} kinds={kinds} page={page} query={query} />);
  }
}
