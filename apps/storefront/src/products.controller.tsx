import { Controller, Get, Inject, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads, ProductUnknown, type ProductView } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { pathOf } from '@silkport/markets';
import { GivenTrials, type TrialHolder } from '@silkport/ordering';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageProblemFilter } from './page-problem.filter.js';
import { ProductPage } from './pages/product.js';
import { WithdrawnProductPage } from './pages/product-withdrawn.js';
import { ProductSurroundings } from './product-surroundings.js';
import { renderPage } from './render-page.js';
import type { Visitor } from './visitor.js';
import { Visitors } from './visitors.js';

const similarShown = 8;

@Controller(locales.map((locale) => `${locale}/products`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class ProductsController {
  constructor(
    private readonly visitors: Visitors, private readonly clusters: ClusterReads, private readonly products: ProductReads, private readonly surroundings: ProductSurroundings,
    private readonly trials: GivenTrials,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Get(':slug')
  async one(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const { locale, currency, country } = visitor;
    const [clusters, product] = await Promise.all([this.clusters.byId(), this.products.bySlug(slug, currency, country)]);
    if (!product) throw new ProductUnknown();
    const title = visitor.text(product.name).text;
    if (product.status === 'withdrawn') {
      const similar = await this.products.list({ taxonomyId: pathOf(product.taxonomyId)[1]?.id, locale, currency, country, limit: similarShown });
      return renderPage(reply, visitor, { title, status: 410 }, <WithdrawnProductPage visitor={visitor} product={product} clusters={clusters} similar={similar.items} />);
    }
    const [{ files, hasSample, dataSet, terms, more }, trialGivenTo] = await Promise.all([this.surroundings.of(product, visitor), this.trialGivenTo(product, visitor)]);
    const head = { title, description: visitor.text(product.description).text.slice(0, 160), alternatePath: `/products/${slug}` };
    renderPage(reply, visitor, head, <ProductPage visitor={visitor} product={product} clusters={clusters} files={files} hasSample={hasSample} dataSet={dataSet} terms={terms} more={more} trialGivenTo={trialGivenTo} publicUrl={this.config.publicUrl} />);
  }

  /** Whoever is signed in and has had the trial of it is told here that there is none. */
  private async trialGivenTo({ id, variants }: ProductView, { principal }: Visitor): Promise<TrialHolder | undefined> {
    const hasTrial = variants.some(({ billing }) => billing && billing.trialDays > 0);
    return hasTrial && principal ? this.trials.holderOf(id, { personId: principal.personId, email: principal.email }) : undefined;
  }
}
