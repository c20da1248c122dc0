import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { DecideHeldOrder, OrderReads, OrderUnknown, RefundOrder, RefundReads } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { MaxLength } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain, PlainText } from '../http/code-text.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { RefundAnswer, refundAnswer } from './refund-answer.js';
import { RefundDto, wantedRefund } from './refund.dto.js';

export class HeldDecisionDto {
  @ApiProperty({ maxLength: 500, description: 'Why, for the record.', example: 'The buyer sent a utility bill.' })
  @MaxLength(500) @PlainText()
  note: string;
}

@ApiTags('admin')
@Controller('v1/admin/orders/:number')
@Allow('admin')
export class AdminOrdersController {
  constructor(private readonly orders: OrderReads, private readonly refundOrder: RefundOrder, private readonly refunds: RefundReads, private readonly decideHeld: DecideHeldOrder) {}

  /** @throws OrderUnknown, OrderNotPaid, OrderInDispute, OrderLineUnknown, RefundLineTwice, RefundInOtherCurrency, RefundNotAboveZero, RefundAbovePaid, RefundNotInSteps */
  @Post('refunds')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Give an order back: whole, by line and piece, or by amount' })
  @ApiCreatedResponse({ type: RefundAnswer })
  @Refuses(404, 409)
  async refund(@Param('number') number: string, @Body() wanted: RefundDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<RefundAnswer> {
    const id = await this.refundOrder.run({ ...wantedRefund(wanted), orderId: await this.idOf(number), personId }, claim);
    const refund = await this.refunds.byId(id);
    if (!refund) throw new OrderUnknown();
    return refundAnswer(refund);
  }

  /** @throws OrderUnknown, OrderNotHeld */
  @Post('release')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Let a held order go on, taxed by the declared country/region' })
  @ApiNoContentResponse({ description: 'It is paid now.' })
  @Refuses(400, 404, 409)
  async release(@Param('number') number: string, @Body() { note }: HeldDecisionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decideHeld.release({ orderId: await this.idOf(number), personId, note });
  }

  /** @throws OrderUnknown, OrderNotHeld */
  @Post('refusal')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'End a held order and give its money back whole' })
  @ApiNoContentResponse({ description: 'It is cancelled, and its money on the way back.' })
  @Refuses(400, 404, 409)
  async refuse(@Param('number') number: string, @Body() { note }: HeldDecisionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decideHeld.refuse({ orderId: await this.idOf(number), personId, note });
  }

  private async idOf(number: string): Promise<string> {
    const order = isPlain(number) ? await this.orders.byNumber(number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    return order.id;
  }
}
