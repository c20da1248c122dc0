import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ClusterReads } from '@silkport/clusters';
import { Allow, NotFound } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { CachedForAll } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { clusterAnswer, ClustersAnswer, ClusterWithMerchantsAnswer, clusterWithMerchantsAnswer } from './cluster-answer.js';
import { MerchantAnswer, merchantAnswer } from './merchant-answer.js';

@ApiTags('clusters')
@Controller('v1')
export class ClustersController {
  constructor(private readonly clusters: ClusterReads) {}

  @Get('clusters')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'Industrial clusters' })
  @ApiOkResponse({ type: ClustersAnswer })
  @Refuses(400)
  async list(@Query() _query: LocaleQuery, @ReaderLocale() locale: Locale): Promise<ClustersAnswer> {
    return { items: (await this.clusters.all()).map((cluster) => clusterAnswer(cluster, locale)) };
  }

  /** @throws NotFound */
  @Get('clusters/:id')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'One cluster with its merchants' })
  @ApiParam({ name: 'id', example: 'jingdezhen' })
  @ApiOkResponse({ type: ClusterWithMerchantsAnswer })
  @Refuses(400, 404)
  async byId(@Param('id') id: string, @Query() _query: LocaleQuery, @ReaderLocale() locale: Locale): Promise<ClusterWithMerchantsAnswer> {
    const cluster = await this.clusters.find(id);
    if (!cluster) throw new NotFound({}, 'id');
    return clusterWithMerchantsAnswer(cluster, await this.clusters.merchantsOf(id), locale);
  }

  /** @throws NotFound */
  @Get('merchants/:slug')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'One merchant' })
  @ApiParam({ name: 'slug', example: 'clay-and-cobalt-press' })
  @ApiOkResponse({ type: MerchantAnswer })
  @Refuses(400, 404)
  async merchant(@Param('slug') slug: string, @Query() _query: LocaleQuery, @ReaderLocale() locale: Locale): Promise<MerchantAnswer> {
    const merchant = isPlain(slug) ? await this.clusters.merchant(slug) : undefined;
    if (!merchant) throw new NotFound({}, 'slug');
    return merchantAnswer(merchant, locale);
  }
}
