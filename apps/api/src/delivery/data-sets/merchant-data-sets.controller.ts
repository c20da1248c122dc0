import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { MerchantPriceReads, NotYourProduct } from '@silkport/catalog';
import { DataSetReads, DataSetUnknown, DescribeDataSet } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { DataSetAnswer, dataSetAnswer } from './data-set-answer.js';
import { DataSetDto, descriptionOf } from './data-set.dto.js';

/** A merchant's data sets. */
@ApiTags('merchant')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/merchant/products/:id/data-set')
@Allow('merchant')
export class MerchantDataSetsController {
  constructor(private readonly describe: DescribeDataSet, private readonly sets: DataSetReads, private readonly products: MerchantPriceReads) {}

  /** @throws NotYourProduct, DataSetUnknown */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What a product’s data set is described as' })
  @ApiOkResponse({ type: DataSetAnswer })
  @Refuses(400, 404)
  async show(@Param('id') productId: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<DataSetAnswer> {
    if (!isId(productId) || !await this.products.ofProduct(productId, merchantId)) throw new NotYourProduct();
    const set = await this.sets.ofProduct(productId);
    if (!set) throw new DataSetUnknown();
    return dataSetAnswer(set, reader);
  }

  /** The same again changes nothing but the date. @throws NotYourProduct, DataSetKindRefused, DataSetFilesMissing, DataSetUnreadable, DataColumnUnknown */
  @Put()
  @NeverCached()
  @ApiOperation({ summary: 'Describe the CSV and Parquet files of a product as a data set; the schema is read from them' })
  @ApiOkResponse({ type: DataSetAnswer })
  @Refuses(400, 404, 422)
  async set(@Param('id') productId: string, @Body() body: DataSetDto, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal: MerchantPrincipal): Promise<DataSetAnswer> {
    if (!isId(productId)) throw new NotYourProduct();
    const { merchantId, personId } = principal;
    await this.describe.run({ ...descriptionOf(body), merchantId, productId, personId });
    return this.show(productId, {}, reader, principal);
  }
}
