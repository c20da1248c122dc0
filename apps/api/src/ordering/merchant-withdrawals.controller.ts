import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { TakeBackLine } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderLineUnknown, OrderReads, OrderUnknown, ReceiveReturn, WithdrawalReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { isId, type Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { PageQuery } from '../http/page-query.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { withdrawnLinePage, WithdrawnLinePageAnswer } from './withdrawn-line-answer.js';

type Merchant = Principal & { readonly merchantId: string };

/** What buyers have withdrawn from, and what comes back of it, as a merchant sees it. */
@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantWithdrawalsController {
  constructor(private readonly withdrawals: WithdrawalReads, private readonly orders: OrderReads, private readonly receiveReturn: ReceiveReturn, private readonly takeBackLine: TakeBackLine) {}

  /** @throws InvalidCursor */
  @Get('withdrawals')
  @NeverCached()
  @ApiOperation({ summary: 'Lines of the merchant that buyers have withdrawn from, newest first' })
  @ApiOkResponse({ type: WithdrawnLinePageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: Merchant): Promise<WithdrawnLinePageAnswer> {
    return withdrawnLinePage(await this.withdrawals.list(merchantId, cursor, limit), reader);
  }

  /** @throws OrderUnknown, OrderLineUnknown, ReturnNotExpected */
  @Post('orders/:number/lines/:lineId/return')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'A parcel that its buyer withdrew from is back: its money goes back too; doing it again changes nothing' })
  @ApiParam({ name: 'lineId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is noted.' })
  @Refuses(400, 404, 409)
  async returned(@Param('number') number: string, @Param('lineId') lineId: string, @CurrentPrincipal() { merchantId, personId }: Merchant): Promise<void> {
    const order = isPlain(number) ? await this.orders.ofMerchantByNumber(merchantId, number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    if (!isId(lineId) || !order.lines.some(({ id }) => id === lineId)) throw new OrderLineUnknown({}, 'lineId');
    await this.receiveReturn.run({ orderId: order.id, lineId, personId });
    await this.takeBackLine.run({ lineId, personId });
  }
}
