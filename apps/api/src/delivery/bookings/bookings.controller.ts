import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdmitHolder, AvailabilityUnknown, BookingReads, BookSession, CalendarFile, CancelBooking, ContestSession, FreeSlots, isChangeable, isContestable, SessionPlans, timeZoneOf, type HeldItem } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { bookingAnswer, BookingsAnswer, freeTimeAnswer, FreeTimesAnswer, offeredHostAnswer } from './booking-answer.js';
import { BookingDto, ContestDto, FreeTimesQuery } from './booking.dto.js';

const shownMilliseconds = 28 * 24 * 60 * 60 * 1000;

/** Times of sessions for who has bought them. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId')
@Allow('order-holder')
export class BookingsController {
  constructor(
    private readonly held: HeldItems, private readonly admit: AdmitHolder, private readonly plans: SessionPlans, private readonly freeSlots: FreeSlots, private readonly bookings: BookingReads, private readonly bookSession: BookSession,
    private readonly cancelBooking: CancelBooking, private readonly contestSession: ContestSession, private readonly calendar: CalendarFile, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, AvailabilityUnknown, HostUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get('free-times')
  @NeverCached()
  @ApiOperation({ summary: 'Times that can be booked' })
  @ApiOkResponse({ type: FreeTimesAnswer })
  @Refuses(400, 403, 404, 410)
  async freeTimes(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key, from, hostId }: FreeTimesQuery, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<FreeTimesAnswer> {
    const { entitlement, order } = await this.usable(number, id, key, principal, request);
    const plan = await this.plans.require(entitlement.productId);
    const begins = from ? new Date(from) : this.clock.now();
    const { slots, until } = await this.freeSlots.between(plan, { from: begins, to: new Date(begins.getTime() + shownMilliseconds) }, hostId);
    return { merchantTimeZone: plan.timeZone, buyerTimeZone: (await this.bookings.chosenTimeZone(id)) ?? timeZoneOf(order.country), hosts: plan.hosts.map(offeredHostAnswer), until: until.toISOString(), items: slots.map(freeTimeAnswer) };
  }

  /** @throws as `freeTimes` */
  @Get('bookings')
  @NeverCached()
  @ApiOperation({ summary: 'What is booked, and how many sessions are left' })
  @ApiOkResponse({ type: BookingsAnswer })
  @Refuses(400, 403, 404, 410)
  async list(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<BookingsAnswer> {
    return this.answer(await this.usable(number, id, key, principal, request));
  }

  /** A buyer books a time once, so repeating it books nothing more. @throws as `freeTimes`, SlotRefused, SlotTaken, NoSessionLeft, TimeZoneUnknown */
  @Post('bookings')
  @NeverCached()
  @ApiOperation({ summary: 'Book a time; doing it again changes nothing' })
  @ApiCreatedResponse({ type: BookingsAnswer })
  @Refuses(400, 403, 404, 409, 410, 422)
  async book(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() { startsAt, timeZone, hostId }: BookingDto, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<BookingsAnswer> {
    const item = await this.usable(number, id, key, principal, request);
    await this.bookSession.run({ entitlementId: item.entitlement.id, startsAt: new Date(startsAt), hostId, timeZone, client: this.held.clientOf(request) });
    return this.answer(item);
  }

  /** @throws as `book`, BookingUnknown, BookingNotChangeable */
  @Put('bookings/:bookingId')
  @NeverCached()
  @ApiOperation({ summary: 'Take another time; doing it again changes nothing' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiOkResponse({ type: BookingsAnswer })
  @Refuses(400, 403, 404, 409, 410, 422)
  async move(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('bookingId') bookingId: string, @Query() { key }: OrderKeyQuery, @Body() { startsAt, timeZone, hostId }: BookingDto, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<BookingsAnswer> {
    const item = await this.usable(number, id, key, principal, request);
    await this.bookSession.move(bookingId, { entitlementId: item.entitlement.id, startsAt: new Date(startsAt), hostId, timeZone, client: this.held.clientOf(request) });
    return this.answer(item);
  }

  /** @throws as `freeTimes`, BookingUnknown, BookingNotChangeable */
  @Post('bookings/:bookingId/cancellation')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Cancel a session; it can be booked anew. Doing it again changes nothing' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiOkResponse({ type: BookingsAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async cancel(@Param('number') number: string, @Param('entitlementId') id: string, @Param('bookingId') bookingId: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<BookingsAnswer> {
    const item = await this.usable(number, id, key, principal, request);
    await this.cancelBooking.byBuyer(bookingId, item.entitlement.id);
    return this.answer(item);
  }

  /** Also where access has ended since: what was held of it is still to be paid. @throws OrderUnknown, EntitlementUnknown, AvailabilityUnknown, BookingUnknown, SessionNotContestable */
  @Post('bookings/:bookingId/contest')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Say that a session was otherwise than the merchant says: its money waits for a decision. Doing it again changes nothing' })
  @ApiParam({ name: 'bookingId', format: 'uuid' })
  @ApiOkResponse({ type: BookingsAnswer })
  @Refuses(400, 403, 404, 409)
  async contest(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('bookingId') bookingId: string, @Query() { key }: OrderKeyQuery, @Body() { words }: ContestDto, @CurrentPrincipal() principal?: Principal,
  ): Promise<BookingsAnswer> {
    const item = await this.held.require(number, id, key, principal);
    if (item.entitlement.deliveryKind !== 'booking') throw new AvailabilityUnknown();
    await this.contestSession.run(bookingId, item.entitlement.id, words);
    return this.answer(item);
  }

  private async usable(number: string, id: string, key: string | undefined, principal: Principal | undefined, request: FastifyRequest): Promise<HeldItem> {
    const item = await this.held.require(number, id, key, principal);
    if (item.entitlement.deliveryKind !== 'booking') throw new AvailabilityUnknown();
    await this.admit.run(item.entitlement, this.held.clientOf(request));
    return item;
  }

  private async answer({ entitlement: { id } }: HeldItem): Promise<BookingsAnswer> {
    const [bookings, bought] = await Promise.all([this.bookings.ofEntitlement(id), this.bookings.bought(id)]);
    const now = this.clock.now();
    return {
      sessionsLeft: Math.max(0, bought - bookings.filter(({ state }) => state !== 'cancelled').length),
      items: bookings.map((booking) => bookingAnswer(booking, { isChangeable: isChangeable(booking, now), isContestable: isContestable(booking, now), calendarUrl: `${this.config.publicUrl}${this.calendar.linkTo(booking.id)}` })),
    };
  }
}
