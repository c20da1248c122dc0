import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { GiveSeat } from '@silkport/delivery';
import { ProblemFilter } from '@silkport/i18n';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { ItemPage, type ItemNotes } from '../pages/item.js';
import { readForm, typedText } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { ItemSections } from './item-sections.js';
import { ItemStandings } from './item-standings.js';
import { SeatForm } from './seat.dto.js';

/** Something that was bought, for whoever may use it: where it stands, its files and keys, its seats, and what its kind adds. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class ItemController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly standings: ItemStandings, private readonly sections: ItemSections,
    private readonly giveSeat: GiveSeat, private readonly problems: ProblemFilter,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Query('seat') seat: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    await this.render(item, { seatSaid: seat === 'given' || seat === 'back' ? seat : undefined }, request, reply);
  }

  /** Sent twice, it is given once. @throws OrderUnknown, EntitlementUnknown */
  @Post('seat')
  async give(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    try {
      const { email } = await readForm(SeatForm, body);
      await this.giveSeat.run(item, email, this.held.clientOf(request));
      return await this.backTo(item, 'given', request, reply);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.render(item, { typedEmail: typedText(body).email, problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) }, request, reply);
    }
  }

  @Post('seat/return')
  async takeBack(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    await this.giveSeat.run(item, null);
    return this.backTo(item, 'back', request, reply);
  }

  private async backTo(item: KeptItem, seat: 'given' | 'back', request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = this.visitors.of(request).link(itemPath(item));
    return reply.redirect(`${path}${path.includes('?') ? '&' : '?'}seat=${seat}`, 303);
  }

  private async render(item: KeptItem, notes: ItemNotes, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const [standing, sections] = await Promise.all([this.standings.of(item, this.held.clientOf(request)), this.sections.of(visitor, item)]);
    const head = { title: visitor.text(item.line.productName).text, isPersonal: true, status: notes.problem?.status ?? 200 };
    renderPage(reply, visitor, head, <ItemPage visitor={visitor} item={item} standing={standing} sections={sections} notes={notes} />);
  }
}
