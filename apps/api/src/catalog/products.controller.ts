import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ProductReads, ProductUnknown, ProductWithdrawn } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow } from '@silkport/platform';
import { offeredCurrency } from '@silkport/pricing';
import type { Locale } from '@silkport/values';
import { CachedForAll } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { DocumentedQuery, RememberedQuery } from '../http/remembered-query.js';
import { CurrencyQuery } from './currency-query.js';
import { ProductAnswer, productAnswer } from './product-answer.js';
import { productCardAnswer, ProductPageAnswer } from './product-card-answer.js';
import { ProductListQuery } from './product-query.js';

@ApiTags('catalogue')
@Controller('v1/products')
export class ProductsController {
  constructor(private readonly products: ProductReads, private readonly clusters: ClusterReads) {}

  /** @throws CurrencyNotOffered, InvalidCursor */
  @Get()
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'Products on sale' })
  @DocumentedQuery(ProductListQuery)
  @ApiOkResponse({ type: ProductPageAnswer })
  @Refuses(400, 503)
  async list(@RememberedQuery(ProductListQuery) query: ProductListQuery, @ReaderLocale() locale: Locale): Promise<ProductPageAnswer> {
    const { currency, country, order, cursor, limit } = query;
    offeredCurrency(currency);
    const page = await this.products.list({
      locale, currency, country, order, cursor, limit, clusterId: query.cluster, merchantId: query.merchant, taxonomyId: query.category, deliveryKind: query.delivery,
    });
    return { items: page.items.map(productCardAnswer), nextCursor: page.nextCursor ?? null };
  }

  /** @throws ProductUnknown, ProductWithdrawn, CurrencyNotOffered */
  @Get(':slug')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'One product with its variants' })
  @DocumentedQuery(CurrencyQuery)
  @ApiParam({ name: 'slug', example: 'porcelain-pattern-library' })
  @ApiOkResponse({ type: ProductAnswer })
  @Refuses(400, 404, 410, 503)
  async bySlug(@Param('slug') slug: string, @RememberedQuery(CurrencyQuery) { currency, country }: CurrencyQuery, @ReaderLocale() locale: Locale): Promise<ProductAnswer> {
    offeredCurrency(currency);
    const product = isPlain(slug) ? await this.products.bySlug(slug, currency, country) : undefined;
    if (!product) throw new ProductUnknown({}, 'slug');
    if (product.status === 'withdrawn') throw new ProductWithdrawn({}, 'slug');
    return productAnswer(product, await this.clusters.find(product.clusterId), locale);
  }
}
