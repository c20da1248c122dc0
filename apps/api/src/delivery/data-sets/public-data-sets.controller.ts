import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProductReads } from '@silkport/catalog';
import { DataSetReads, DataSetUnknown } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { CachedForAll } from '../../http/cache-headers.js';
import { isPlain } from '../../http/code-text.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { DataSetAnswer, dataSetAnswer } from './data-set-answer.js';

/** What data sets hold, before they are bought. */
@ApiTags('catalogue')
@Controller('v1/products/:slug/data-set')
@Allow('public')
export class PublicDataSetsController {
  constructor(private readonly products: ProductReads, private readonly sets: DataSetReads) {}

  /** @throws DataSetUnknown */
  @Get()
  @CachedForAll()
  @ApiOperation({ summary: 'Schema, sample, provenance and licence terms of a data set' })
  @ApiOkResponse({ type: DataSetAnswer })
  @Refuses(400, 404)
  async show(@Param('slug') slug: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale): Promise<DataSetAnswer> {
    const product = isPlain(slug) ? await this.products.bySlug(slug, 'CNY') : undefined;
    const set = product && await this.sets.ofProduct(product.id);
    if (!set) throw new DataSetUnknown();
    return dataSetAnswer(set, reader);
  }
}
