import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { AdmitHolder, AvailabilityUnknown, BookSession, CancelBooking, ContestSession } from '@silkport/delivery';
import { ProblemFilter } from '@silkport/i18n';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WordsForm } from '../commissions/commission.dto.js';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { BookingPage } from '../pages/booking.js';
import { readForm } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { BookingForm, TimeZoneForm } from './booking.dto.js';
import { BookingStandings } from './booking-standings.js';

/** Sessions that were bought: choose a time, move it, cancel it. Each time is a button, so it works without a script. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/booking`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class BookingController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly admit: AdmitHolder, private readonly standings: BookingStandings, private readonly bookSession: BookSession,
    private readonly cancelBooking: CancelBooking, private readonly contestSession: ContestSession, private readonly problems: ProblemFilter,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, AvailabilityUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.render(await this.usable(number, id, request), { week: Number(query.week) || 0, moves: textOf(query.moves), hostId: textOf(query.host) }, request, reply);
  }

  /** Pressed twice, it is one booking. @throws as `show` */
  @Post()
  async book(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, request, reply, async () => {
      const { startsAt, timeZone, moves, hostId } = await readForm(BookingForm, body);
      const wish = { entitlementId: item.entitlement.id, startsAt: new Date(startsAt), hostId, timeZone, client: this.held.clientOf(request) };
      if (moves) await this.bookSession.move(moves, wish);
      else await this.bookSession.run(wish);
    });
  }

  @Post('time-zone')
  async chooseTimeZone(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, request, reply, async () => this.bookSession.chooseTimeZone(item.entitlement.id, (await readForm(TimeZoneForm, body)).timeZone));
  }

  @Post(':bookingId/cancellation')
  async cancel(@Param('number') number: string, @Param('entitlementId') id: string, @Param('bookingId') bookingId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, request, reply, () => this.cancelBooking.byBuyer(bookingId, item.entitlement.id));
  }

  /** What is contested already stays so. @throws as `show` */
  @Post(':bookingId/contest')
  async contest(@Param('number') number: string, @Param('entitlementId') id: string, @Param('bookingId') bookingId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, request, reply, async () => this.contestSession.run(bookingId, item.entitlement.id, (await readForm(WordsForm, body)).words));
  }

  /** Back to the page, or the page again with what went wrong. */
  private async change(item: KeptItem, request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.render(item, { week: 0, problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) }, request, reply);
    }
    return reply.redirect(this.visitors.of(request).link(itemPath(item, '/booking')), 303);
  }

  private async usable(number: string, id: string, request: FastifyRequest): Promise<KeptItem> {
    const item = await this.held.require(number, id, request);
    if (item.entitlement.deliveryKind !== 'booking') throw new AvailabilityUnknown();
    await this.admit.run(item.entitlement, this.held.clientOf(request));
    return item;
  }

  private async render(item: KeptItem, { problem, ...choice }: { week: number; moves?: string | undefined; hostId?: string | undefined; problem?: ReturnType<ProblemFilter['problemOf']> }, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const standing = await this.standings.of(item, choice);
    renderPage(reply, visitor, { title: visitor.text(item.line.productName).text, isPersonal: true, status: problem?.status ?? 200 }, <BookingPage visitor={visitor} item={item} standing={standing} problem={problem} />);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
