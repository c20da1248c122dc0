import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ChangeProduct, CreateProduct, MerchantProductReads, NotYourProduct } from '@silkport/catalog';
import { CurrentPrincipal, recordAudit } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { Clock, isId, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { ChangedProductDto, draftOf, MerchantProductListQuery, NewProductDto, productWordsOf } from './merchant-product.dto.js';
import { MerchantProductAnswer, merchantProductLineAnswer, MerchantProductPageAnswer } from './merchant-product-answer.js';
import { ShownProducts } from './shown-products.js';

/** What a merchant sells, from the draft on. */
@ApiTags('merchant')
@Controller('v1/merchant/products')
@Allow('merchant')
export class MerchantProductsController {
  constructor(
    private readonly products: MerchantProductReads, private readonly shown: ShownProducts, private readonly createProduct: CreateProduct, private readonly changeProduct: ChangeProduct, private readonly clock: Clock,
  ) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Your products, drafts among them, the newest first' })
  @ApiOkResponse({ type: MerchantProductPageAnswer })
  @Refuses(400)
  async list(@Query() { state, cursor, limit }: MerchantProductListQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<MerchantProductPageAnswer> {
    const page = await this.products.list({ merchantId, status: state, cursor, limit });
    return { items: page.items.map((line) => merchantProductLineAnswer(line, reader)), nextCursor: page.nextCursor ?? null };
  }

  /** @throws NotYourProduct */
  @Get(':id')
  @NeverCached()
  @ApiOperation({ summary: 'One of your products, with what is missing before it can be published' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantProductAnswer })
  @Refuses(404)
  async one(@Param('id') productId: string, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<MerchantProductAnswer> {
    return this.shown.show(productId, merchantId, reader);
  }

  /** @throws what `CreateProduct` throws */
  @Post()
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Make a product as a draft, which nobody else sees: files, keys, plans and the like are added to it, then it is published' })
  @ApiCreatedResponse({ type: MerchantProductAnswer })
  @Refuses(400, 409, 422)
  async create(@Body() product: NewProductDto, @Claim() claim: IdempotentRequest, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<MerchantProductAnswer> {
    const happenedAt = this.clock.now();
    const id = await this.createProduct.run({ ...draftOf(product), merchantId }, claim, (tx, productId) => (
      recordAudit(tx, { personId, action: 'catalog.product_created', happenedAt, details: { productId, merchantId, name: product.name, variants: product.variants } })
    ));
    return this.shown.show(id, merchantId, reader);
  }

  /** @throws what `ChangeProduct` throws */
  @Put(':id')
  @NeverCached()
  @ApiOperation({ summary: 'Say anew what a product is: its words, tags and variants. What was ordered or quoted stays as it was; the same again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantProductAnswer })
  @Refuses(400, 404, 409, 422)
  async change(@Param('id') productId: string, @Body() product: ChangedProductDto, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<MerchantProductAnswer> {
    if (!isId(productId)) throw new NotYourProduct();
    const happenedAt = this.clock.now();
    await this.changeProduct.run({ ...productWordsOf(product), productId, merchantId }, (tx) => (
      recordAudit(tx, { personId, action: 'catalog.product_changed', happenedAt, details: { productId, merchantId, name: product.name, variants: product.variants } })
    ));
    return this.shown.show(productId, merchantId, reader);
  }
}
