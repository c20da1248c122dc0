import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { AdmitHolder, BuyerActs, CommissionReads, CommissionUnknown } from '@silkport/delivery';
import { ProblemFilter } from '@silkport/i18n';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { CommissionPage, type CommissionNotes } from '../pages/commission.js';
import { readForm } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { answersOf, WordsForm } from './commission.dto.js';

/** Work to order for its buyer: the brief, each part as it comes, and what to say to it. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/brief`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class CommissionController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly admit: AdmitHolder, private readonly commissions: CommissionReads, private readonly acts: BuyerActs, private readonly problems: ProblemFilter,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, CommissionUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.render(await this.usable(number, id, request), { typed: {} }, request, reply);
  }

  /** Sent twice, it is given once. @throws as `show` */
  @Post()
  async brief(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, answersOf(body), request, reply, () => this.acts.brief(item.entitlement.id, answersOf(body), this.held.clientOf(request)));
  }

  @Post(':milestoneId/acceptance')
  async accept(@Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, {}, request, reply, () => this.acts.accept({ entitlementId: item.entitlement.id, milestoneId, client: this.held.clientOf(request) }));
  }

  @Post(':milestoneId/changes')
  async askForChanges(@Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, {}, request, reply, async () => this.acts.askForChanges({ entitlementId: item.entitlement.id, milestoneId, ...(await readForm(WordsForm, body)), client: this.held.clientOf(request) }));
  }

  @Post(':milestoneId/dispute')
  async dispute(@Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, {}, request, reply, async () => this.acts.dispute({ entitlementId: item.entitlement.id, milestoneId, ...(await readForm(WordsForm, body)), client: this.held.clientOf(request) }));
  }

  private async change(item: KeptItem, typed: Readonly<Record<string, string>>, request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.render(item, { typed, problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) }, request, reply);
    }
    return reply.redirect(this.visitors.of(request).link(itemPath(item, '/brief')), 303);
  }

  private async usable(number: string, id: string, request: FastifyRequest): Promise<KeptItem> {
    const item = await this.held.require(number, id, request);
    if (item.entitlement.deliveryKind !== 'commission') throw new CommissionUnknown();
    await this.admit.run(item.entitlement, this.held.clientOf(request));
    return item;
  }

  private async render(item: KeptItem, notes: CommissionNotes, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const commission = await this.commissions.require(item.entitlement.id);
    const head = { title: visitor.text(item.line.productName).text, isPersonal: true, status: notes.problem?.status ?? 200 };
    renderPage(reply, visitor, head, <CommissionPage visitor={visitor} item={item} commission={commission} notes={notes} />);
  }
}
