import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { BookingReads, CancelBooking, ContestSession, isContestable, MarkAttendance, SessionPlans, type SessionPlanView } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { OrderReads } from '@silkport/ordering';
import { Allow, decodeCursor, encodeCursor } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';
import { AvailabilityAnswer, AvailabilityDto } from './availability.dto.js';
import { bookingAnswer, MerchantBookingsAnswer } from './booking-answer.js';
import { AttendanceDto, MerchantBookingsQuery } from './booking.dto.js';

const weekMilliseconds = 7 * 24 * 60 * 60 * 1000;

/** When a merchant has time, who comes, and who came. */
@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantBookingsController {
  constructor(
    private readonly own: OwnProducts, private readonly plans: SessionPlans, private readonly bookings: BookingReads, private readonly cancelBooking: CancelBooking,
    private readonly markAttendance: MarkAttendance, private readonly contestSession: ContestSession, private readonly orders: OrderReads, private readonly clock: Clock,
  ) {}

  /** @throws NotYourProduct, AvailabilityUnknown */
  @Get('products/:id/availability')
  @NeverCached()
  @ApiOperation({ summary: 'When sessions of a product are offered' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AvailabilityAnswer })
  @Refuses(404)
  async read(@Param('id') id: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<AvailabilityAnswer> {
    await this.own.require(id, merchantId, 'booking');
    return availabilityAnswer(await this.plans.require(id));
  }

  /** @throws NotYourProduct, AvailabilityRefused, CapacityTaken, HostUnknown */
  @Put('products/:id/availability')
  @NeverCached()
  @ApiOperation({ summary: 'Set when sessions of a product are offered, all of it; what is booked stays booked. The same again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AvailabilityAnswer })
  @Refuses(400, 404, 409, 422)
  async set(@Param('id') id: string, @Body() { meetingLink, ...availability }: AvailabilityDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<AvailabilityAnswer> {
    await this.own.require(id, merchantId, 'booking');
    await this.plans.set({ ...availability, productId: id, merchantId, meetingLink: meetingLink ?? null });
    return availabilityAnswer(await this.plans.require(id));
  }

  /** @throws InvalidCursor */
  @Get('bookings')
  @NeverCached()
  @ApiOperation({ summary: 'Sessions that are booked, those of the past week too' })
  @ApiOkResponse({ type: MerchantBookingsAnswer })
  @Refuses(400)
  async list(@Query() { since, cursor, limit }: MerchantBookingsQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<MerchantBookingsAnswer> {
    const now = this.clock.now();
    const after = cursor === undefined ? undefined : afterOf(decodeCursor(cursor, ['instant', 'id']));
    const found = await this.bookings.ofMerchant(merchantId, since ? new Date(since) : new Date(now.getTime() - weekMilliseconds), after, limit + 1);
    const numbers = await this.orders.numbersOf(found.map(({ orderId }) => orderId));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((booking) => ({ ...bookingAnswer(booking, { isChangeable: booking.state === 'booked' && booking.startsAt > now, isContestable: isContestable(booking, now), calendarUrl: null }), productId: booking.productId, orderNumber: numbers.get(booking.orderId) ?? '', contestWords: booking.contestWords })),
      nextCursor: found.length > limit && last ? encodeCursor([last.startsAt.toISOString(), last.id]) : null,
    };
  }

  /** @throws BookingUnknown, BookingNotChangeable */
  @Post('bookings/:bookingId/cancellation')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Cancel a session that is to come; its buyer can book another. Doing it again changes nothing' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is cancelled, and its buyer is told.' })
  @Refuses(404, 409)
  async cancel(@Param('bookingId') id: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.cancelBooking.byMerchant(id, merchantId);
  }

  /** @throws BookingUnknown, SessionNotOver, BookingNotChangeable */
  @Put('bookings/:bookingId/attendance')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Whether the buyer came, once the session is over. It counts a week later, if the buyer does not contest it; when the last session that was bought counts, the line is delivered. Doing it again changes nothing' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is noted.' })
  @Refuses(400, 404, 409)
  async mark(@Param('bookingId') id: string, @Body() { state }: AttendanceDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.markAttendance.run(id, merchantId, state);
  }

  /** @throws BookingUnknown, SessionNotContested */
  @Post('bookings/:bookingId/giving-in')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Agree with a buyer who contests a session: it was not held, and the buyer can book another' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Both sides are told.' })
  @Refuses(404, 409)
  async giveIn(@Param('bookingId') id: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.contestSession.giveIn(id, merchantId);
  }
}

function availabilityAnswer({ timeZone, sessionMinutes, bufferMinutes, noticeMinutes, changeNoticeMinutes, capacity, sessionsPerPiece, horizonDays, weekly, exceptions, meetingLink, setAt, hosts }: SessionPlanView): AvailabilityAnswer {
  return {
    timeZone, sessionMinutes, bufferMinutes, noticeMinutes, changeNoticeMinutes, capacity, sessionsPerPiece, horizonDays, weekly: [...weekly], exceptions: exceptions.map(({ date, hours }) => ({ date, hours: [...hours] })), meetingLink,
    hostIds: hosts.map(({ id }) => id), setAt: setAt.toISOString(),
  };
}

function afterOf([startsAt = '', id = '']: readonly unknown[]): { startsAt: Date; id: string } {
  return { startsAt: new Date(String(startsAt)), id: String(id) };
}
