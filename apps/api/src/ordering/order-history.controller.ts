import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderHistory, OrderReads, OrderUnknown } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { Refuses } from '../http/refuses.js';
import { heldOrderAnswer, HeldOrdersAnswer, orderChangeAnswer, OrderHistoryAnswer } from './order-history-answer.js';

@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class OrderHistoryController {
  constructor(private readonly orders: OrderReads, private readonly history: OrderHistory) {}

  @Get('held-orders')
  @NeverCached()
  @ApiOperation({ summary: 'Orders whose money has come, but whose place of supply is in doubt' })
  @ApiOkResponse({ type: HeldOrdersAnswer })
  async held(): Promise<HeldOrdersAnswer> {
    return { items: (await this.history.held()).map(heldOrderAnswer) };
  }

  /** @throws OrderUnknown */
  @Get('orders/:number/history')
  @NeverCached()
  @ApiOperation({ summary: 'Who changed an order and its lines, when and why' })
  @ApiOkResponse({ type: OrderHistoryAnswer })
  @Refuses(404)
  async of(@Param('number') number: string): Promise<OrderHistoryAnswer> {
    const order = isPlain(number) ? await this.orders.byNumber(number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    return { items: (await this.history.of(order.id)).map(orderChangeAnswer) };
  }
}
