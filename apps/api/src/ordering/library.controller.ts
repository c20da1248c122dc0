import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { HeldOrders } from './held-orders.js';
import { orderAnswer, OrderPageAnswer } from './order-answer.js';

@ApiTags('orders')
@Controller('v1/me/orders')
export class LibraryController {
  constructor(private readonly orders: OrderReads, private readonly held: HeldOrders) {}

  /** None until the e-mail is confirmed: anybody can sign up with anybody's. @throws InvalidCursor */
  @Get()
  @Allow('signed-in')
  @NeverCached()
  @ApiOperation({ summary: 'Orders placed with the confirmed e-mail of whoever is signed in, newest first' })
  @ApiOkResponse({ type: OrderPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal: Principal): Promise<OrderPageAnswer> {
    if (!principal.emailConfirmed) return { items: [], nextCursor: null };
    const page = await this.orders.ofEmail(principal.email, cursor, limit);
    return { items: page.orders.map((order) => orderAnswer(order, this.held.keyOf(order), reader)), nextCursor: page.nextCursor ?? null };
  }
}
