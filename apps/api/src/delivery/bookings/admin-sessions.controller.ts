import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { BookingReads, ContestSession } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { bookingAnswer, ContestedSessionsAnswer } from './booking-answer.js';
import { ContestDecisionDto } from './booking.dto.js';

/** Sessions of which buyer and merchant say different things. */
@ApiTags('admin')
@Controller('v1/admin/contested-sessions')
@Allow('admin')
export class AdminSessionsController {
  constructor(private readonly bookings: BookingReads, private readonly contestSession: ContestSession, private readonly orders: OrderReads) {}

  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Sessions that wait for a decision, the oldest first, at most 200' })
  @ApiOkResponse({ type: ContestedSessionsAnswer })
  async list(): Promise<ContestedSessionsAnswer> {
    const found = await this.bookings.contested();
    const numbers = await this.orders.numbersOf(found.map(({ orderId }) => orderId));
    return {
      items: found.map((booking) => ({ ...bookingAnswer(booking, { isChangeable: false, isContestable: false, calendarUrl: null }), productId: booking.productId, orderNumber: numbers.get(booking.orderId) ?? '', contestWords: booking.contestWords })),
    };
  }

  /** @throws BookingUnknown, SessionNotContested where it is decided already */
  @Post(':bookingId/decision')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Decide whether a contested session was held. It is decided once' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Both sides are told, and the money follows.' })
  @Refuses(400, 404, 409)
  async run(@Param('bookingId') id: string, @Body() { result, words }: ContestDecisionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.contestSession.decide(id, { result, words }, personId);
  }
}
