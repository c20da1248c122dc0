import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads, OrderUnknown } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { PageQuery } from '../http/page-query.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { MerchantOrderAnswer, merchantOrderAnswer, MerchantOrderPageAnswer } from './merchant-order-answer.js';

type Merchant = Principal & { readonly merchantId: string };

@ApiTags('merchant')
@Controller('v1/merchant/orders')
@Allow('merchant')
export class MerchantOrdersController {
  constructor(private readonly orders: OrderReads) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Paid orders with lines of the merchant, newest first' })
  @ApiOkResponse({ type: MerchantOrderPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: Merchant): Promise<MerchantOrderPageAnswer> {
    const page = await this.orders.ofMerchant(merchantId, cursor, limit);
    return { items: page.orders.map((order) => merchantOrderAnswer(order, reader)), nextCursor: page.nextCursor ?? null };
  }

  /** @throws OrderUnknown */
  @Get(':number')
  @NeverCached()
  @ApiOperation({ summary: 'One paid order, the merchant’s lines of it' })
  @ApiOkResponse({ type: MerchantOrderAnswer })
  @Refuses(400, 404)
  async byNumber(@Param('number') number: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: Merchant): Promise<MerchantOrderAnswer> {
    const order = isPlain(number) ? await this.orders.ofMerchantByNumber(merchantId, number) : undefined;
    if (!order) throw new OrderUnknown();
    return merchantOrderAnswer(order, reader);
  }
}
