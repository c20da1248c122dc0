import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SearchReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { Allow } from '@silkport/platform';
import { offeredCurrency } from '@silkport/pricing';
import type { Locale } from '@silkport/values';
import { CachedForAll } from '../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { CategoriesAnswer, categoriesAnswer } from './category-answer.js';
import { SearchAnswer, searchAnswer } from './search-answer.js';
import { SearchQuery } from './search-query.js';

@ApiTags('catalogue')
@Controller('v1')
export class SearchController {
  constructor(private readonly searches: SearchReads, private readonly clusters: ClusterReads) {}

  /** @throws CurrencyNotOffered, InvalidCursor */
  @Get('search')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'Products by words, with facets' })
  @ApiOkResponse({ type: SearchAnswer })
  @Refuses(400, 503)
  async search(@Query() query: SearchQuery, @ReaderLocale() locale: Locale): Promise<SearchAnswer> {
    const { currency, country, cursor, limit } = query;
    offeredCurrency(currency);
    const [page, clusters] = await Promise.all([
      this.searches.search({ query: query.q, locale, currency, country, cursor, limit, clusterId: query.cluster, taxonomyId: query.category, deliveryKind: query.delivery }),
      this.clusters.byId(),
    ]);
    return searchAnswer(page, clusters, locale);
  }

  @Get('categories')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'The tree of what is traded' })
  @ApiOkResponse({ type: CategoriesAnswer })
  @Refuses(400)
  categories(@Query() _query: LocaleQuery, @ReaderLocale() locale: Locale): CategoriesAnswer {
    return categoriesAnswer(locale);
  }
}
