import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { DecideHeldOrder, OrderReads, OrderUnknown, RefundOrder, RefundReads, type OrderView } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { MaxLength } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain, PlainText } from '../http/code-text.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { GivenRefundAnswer, givenRefundAnswer } from './refund-answer.js';
import { RefundDto, wantedRefund } from './refund.dto.js';
import { EndingSeatsAnswer, EndingSeatsQuery } from './subscriptions/ending-seat-answer.js';
import { SeatsOfRefund } from './subscriptions/seats-of-refund.js';

export class HeldDecisionDto {
  @ApiProperty({ maxLength: 500, description: 'Why, for the record.', example: 'The buyer sent a utility bill.' })
  @MaxLength(500) @PlainText()
  note: string;
}

@ApiTags('admin')
@Controller('v1/admin/orders/:number')
@Allow('admin')
export class AdminOrdersController {
  constructor(
    private readonly orders: OrderReads, private readonly refundOrder: RefundOrder, private readonly refunds: RefundReads, private readonly decideHeld: DecideHeldOrder, private readonly seats: SeatsOfRefund,
  ) {}

  /** @throws OrderUnknown */
  @Get('ending-seats')
  @NeverCached()
  @ApiOperation({ summary: 'Which seats of a subscription’s running period would end if so many pieces were given back' })
  @ApiOkResponse({ type: EndingSeatsAnswer })
  @Refuses(400, 404)
  async endingSeats(@Param('number') number: string, @Query() query: EndingSeatsQuery): Promise<EndingSeatsAnswer> {
    return { items: await this.seats.of(await this.order(number), [query]) };
  }

  /** @throws OrderUnknown, OrderNotPaid, OrderInDispute, OrderLineUnknown, RefundLineTwice, RefundInOtherCurrency, RefundNotAboveZero, RefundAbovePaid, RefundNotInSteps, SeatsNotGivenUp */
  @Post('refunds')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Give an order back: whole, by line and piece, or by amount' })
  @ApiCreatedResponse({ type: GivenRefundAnswer })
  @Refuses(404, 409)
  async refund(@Param('number') number: string, @Body() wanted: RefundDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<GivenRefundAnswer> {
    const order = await this.order(number);
    const seats = await this.seats.of(order, wanted.lines);
    const id = await this.refundOrder.run({ ...wantedRefund(wanted), orderId: order.id, personId }, claim);
    const refund = await this.refunds.byId(id);
    if (!refund) throw new OrderUnknown();
    return givenRefundAnswer(refund, seats);
  }

  /** @throws OrderUnknown, OrderNotHeld */
  @Post('release')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Let a held order go on, taxed by the declared country/region' })
  @ApiNoContentResponse({ description: 'It is paid now.' })
  @Refuses(400, 404, 409)
  async release(@Param('number') number: string, @Body() { note }: HeldDecisionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decideHeld.release({ orderId: (await this.order(number)).id, personId, note });
  }

  /** @throws OrderUnknown, OrderNotHeld */
  @Post('refusal')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'End a held order and give its money back whole' })
  @ApiNoContentResponse({ description: 'It is cancelled, and its money on the way back.' })
  @Refuses(400, 404, 409)
  async refuse(@Param('number') number: string, @Body() { note }: HeldDecisionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decideHeld.refuse({ orderId: (await this.order(number)).id, personId, note });
  }

  private async order(number: string): Promise<OrderView> {
    const order = isPlain(number) ? await this.orders.byNumber(number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    return order;
  }
}
