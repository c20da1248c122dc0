import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { HandOver } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderLineUnknown, OrderReads, OrderUnknown, RefundOrder, RefundReads } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId } from '@silkport/values';
import { IsOptional, MaxLength } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain, PlainText } from '../http/code-text.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { GivenRefundAnswer, givenRefundAnswer } from './refund-answer.js';
import { RefundDto, wantedRefund } from './refund.dto.js';
import { EndingSeatsAnswer, EndingSeatsQuery } from './subscriptions/ending-seat-answer.js';
import { SeatsOfRefund } from './subscriptions/seats-of-refund.js';

type Merchant = Principal & { readonly merchantId: string };

export class DispatchDto {
  @ApiPropertyOptional({ maxLength: 100, example: 'EMS' })
  @IsOptional() @MaxLength(100) @PlainText()
  carrier?: string;

  @ApiPropertyOptional({ maxLength: 100, example: 'EE123456789CN' })
  @IsOptional() @MaxLength(100) @PlainText()
  tracking?: string;
}

/** What a merchant does about its own lines of a paid order. */
@ApiTags('merchant')
@Controller('v1/merchant/orders/:number')
@Allow('merchant')
export class MerchantOrderChangesController {
  constructor(
    private readonly orders: OrderReads, private readonly refundOrder: RefundOrder, private readonly refunds: RefundReads, private readonly handOver: HandOver, private readonly seats: SeatsOfRefund,
  ) {}

  /** @throws OrderUnknown */
  @Get('ending-seats')
  @NeverCached()
  @ApiOperation({ summary: 'Which seats of a subscription’s running period would end if so many pieces were given back' })
  @ApiOkResponse({ type: EndingSeatsAnswer })
  @Refuses(400, 404)
  async endingSeats(@Param('number') number: string, @Query() query: EndingSeatsQuery, @CurrentPrincipal() { merchantId }: Merchant): Promise<EndingSeatsAnswer> {
    return { items: await this.seats.of(await this.own(number, merchantId), [query]) };
  }

  /** @throws OrderUnknown, OrderInDispute, OrderLineUnknown, RefundLineTwice, RefundInOtherCurrency, RefundNotAboveZero, RefundAbovePaid, RefundNotInSteps, SeatsNotGivenUp */
  @Post('refunds')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Give the merchant’s own lines of an order back' })
  @ApiCreatedResponse({ type: GivenRefundAnswer })
  @Refuses(404, 409)
  async refund(@Param('number') number: string, @Body() wanted: RefundDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { merchantId, personId }: Merchant): Promise<GivenRefundAnswer> {
    const order = await this.own(number, merchantId);
    const seats = await this.seats.of(order, wanted.lines);
    const id = await this.refundOrder.run({ ...wantedRefund(wanted), orderId: order.id, merchantId, personId }, claim);
    const refund = await this.refunds.byId(id);
    if (!refund) throw new OrderUnknown();
    return givenRefundAnswer(refund, seats, merchantId);
  }

  /** @throws OrderUnknown, OrderLineUnknown, HandOverRefused */
  @Post('lines/:lineId/dispatch')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'A parcel is on its way; doing it again changes nothing' })
  @ApiParam({ name: 'lineId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is noted.' })
  @Refuses(400, 404, 409)
  async dispatch(@Param('number') number: string, @Param('lineId') lineId: string, @Body() { carrier, tracking }: DispatchDto, @CurrentPrincipal() principal: Merchant): Promise<void> {
    await this.handOver.dispatch({ lineId: await this.ownLine(number, lineId, principal), personId: principal.personId, carrier: carrier ?? null, tracking: tracking ?? null });
  }

  /** @throws OrderUnknown, OrderLineUnknown, HandOverRefused */
  @Post('lines/:lineId/delivery')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'A parcel has arrived, or a service is done; doing it again changes nothing' })
  @ApiParam({ name: 'lineId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'The line is delivered.' })
  @Refuses(400, 404, 409)
  async deliver(@Param('number') number: string, @Param('lineId') lineId: string, @CurrentPrincipal() principal: Merchant): Promise<void> {
    await this.handOver.deliver({ lineId: await this.ownLine(number, lineId, principal), personId: principal.personId });
  }

  private async own(number: string, merchantId: string) {
    const order = isPlain(number) ? await this.orders.ofMerchantByNumber(merchantId, number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    return order;
  }

  private async ownLine(number: string, lineId: string, { merchantId }: Merchant): Promise<string> {
    const { lines } = await this.own(number, merchantId);
    if (!isId(lineId) || !lines.some(({ id }) => id === lineId)) throw new OrderLineUnknown({}, 'lineId');
    return lineId;
  }
}
