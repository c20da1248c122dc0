import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NotYourProduct, ProductIncomplete, PublishProduct, SetStock, WithdrawProduct } from '@silkport/catalog';
import { CurrentPrincipal, recordAudit } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { Clock, isId, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { StockDto } from './merchant-product.dto.js';
import { MerchantProductAnswer } from './merchant-product-answer.js';
import { ProductGaps } from './product-gaps.js';
import { ShownProducts } from './shown-products.js';

/** Whether and how much of a merchant's product is on sale. */
@ApiTags('merchant')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/merchant/products/:id')
@Allow('merchant')
export class PublicationController {
  constructor(
    private readonly shown: ShownProducts, private readonly gaps: ProductGaps, private readonly publishProduct: PublishProduct, private readonly withdrawProduct: WithdrawProduct, private readonly setStock: SetStock,
    private readonly clock: Clock,
  ) {}

  /** @throws NotYourProduct, ProductIncomplete */
  @Post('publication')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Put a draft on sale, with variants that were added since; or bring back what was withdrawn. Refused by name of all that is missing; doing it again changes nothing' })
  @ApiOkResponse({ type: MerchantProductAnswer })
  @Refuses(404, 422)
  async publish(@Param('id') productId: string, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<MerchantProductAnswer> {
    const product = await this.shown.require(productId, merchantId);
    const isNews = product.status !== 'published' || product.variants.some(({ isDraft }) => isDraft);
    const missing = isNews ? await this.gaps.of(product) : [];
    if (missing.length) throw new ProductIncomplete(missing);
    const happenedAt = this.clock.now();
    await this.publishProduct.run({ productId, merchantId, variantIds: product.variants.map(({ id }) => id) }, (tx) => (
      recordAudit(tx, { personId, action: 'catalog.product_published', happenedAt, details: { productId, merchantId } })
    ));
    return this.shown.show(productId, merchantId, reader);
  }

  /** @throws NotYourProduct */
  @Post('withdrawal')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take a product off sale; what was bought stays with its buyers. Doing it again changes nothing' })
  @ApiNoContentResponse({ description: 'It is off sale.' })
  @Refuses(404)
  async withdraw(@Param('id') productId: string, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<void> {
    if (!isId(productId)) throw new NotYourProduct();
    const happenedAt = this.clock.now();
    await this.withdrawProduct.run({ productId, merchantId }, (tx) => recordAudit(tx, { personId, action: 'catalog.product_withdrawn', happenedAt, details: { productId, merchantId } }));
  }

  /** @throws NotYourProduct, NotOfThisKind, StockChanged */
  @Put('variants/:variantId/stock')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Say how many pieces of a variant can be ordered from now on. Refused where others were sold or given back since you looked' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'So many can be ordered.' })
  @Refuses(400, 404, 409, 422)
  async stock(@Param('id') productId: string, @Param('variantId') variantId: string, @Body() { available, basedOn }: StockDto, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<void> {
    if (!isId(productId) || !isId(variantId)) throw new NotYourProduct();
    const happenedAt = this.clock.now();
    await this.setStock.run({ merchantId, productId, variantId, available, basedOn }, (tx) => (
      recordAudit(tx, { personId, action: 'catalog.stock_set', happenedAt, details: { productId, variantId, available, basedOn } })
    ));
  }
}
