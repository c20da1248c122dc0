import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { UploadReads } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';
import { uploadAnswer, UploadsAnswer } from './upload-answer.js';

@ApiTags('merchant')
@Controller('v1/merchant/products/:productId/uploads')
@Allow('merchant')
export class ProductUploadsController {
  constructor(private readonly own: OwnProducts, private readonly uploads: UploadReads, private readonly phrases: Phrases) {}

  /** @throws NotYourProduct */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'The newest 200 uploads of a product, newest first' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiOkResponse({ type: UploadsAnswer })
  @Refuses(400, 404)
  async list(@Param('productId') productId: string, @Query() _query: LocaleQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @ReaderLocale() locale: Locale): Promise<UploadsAnswer> {
    await this.own.require(productId, merchantId);
    return { items: (await this.uploads.ofProduct(productId, merchantId)).map((upload) => uploadAnswer(upload, this.phrases, locale)) };
  }
}
