import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { AdmitToWork, BuyerActs, CommissionReads, CommissionUnknown, takesFiles } from '@silkport/delivery';
import { ProblemFilter } from '@silkport/i18n';
import { Allow, CONFIG, DomainError, type Config } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { CommissionPage } from '../pages/commission.js';
import type { CommissionNotes } from '../parts/milestone-part.js';
import { readForm } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { AcceptanceForm, answersOf, WordsForm } from './commission.dto.js';
import { EnclosedForms, type EnclosedForm } from './enclosed-forms.js';

/** Work to order for its buyer: the brief, each part as it comes, and what to say to it, with files or without. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/brief`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class CommissionController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly admit: AdmitToWork, private readonly commissions: CommissionReads, private readonly acts: BuyerActs, private readonly forms: EnclosedForms,
    private readonly problems: ProblemFilter, @Inject(CONFIG) private readonly config: Pick<Config, 'buyerFileMaxBytes'>,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, CommissionUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.render(await this.usable(number, id, request), { typed: {}, at: 'brief' }, request, reply);
  }

  /** Sent twice, it is given once. @throws as `show` */
  @Post()
  @RouteConfig(takesFiles)
  async brief(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    const client = this.held.clientOf(request);
    await this.send(item, 'brief', request, reply, ({ fields, fileIds }) => this.acts.brief({ entitlementId: item.entitlement.id, answers: answersOf(fields), fileIds, client }));
  }

  @Post('files')
  @RouteConfig(takesFiles)
  async addFiles(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.send(item, 'files', request, reply, ({ fileIds }) => this.acts.addFiles(item.entitlement.id, fileIds, this.held.clientOf(request)));
  }

  @Post(':milestoneId/acceptance')
  async accept(@Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.change(item, { typed: {} }, request, reply, async () => this.acts.accept({ entitlementId: item.entitlement.id, milestoneId, ...(await readForm(AcceptanceForm, body)), client: this.held.clientOf(request) }));
  }

  @Post(':milestoneId/changes')
  @RouteConfig(takesFiles)
  async askForChanges(@Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.send(item, `changes-${milestoneId}`, request, reply, async ({ fields, fileIds }) => this.acts.askForChanges({ entitlementId: item.entitlement.id, milestoneId, ...(await readForm(WordsForm, fields)), fileIds, client: this.held.clientOf(request) }));
  }

  @Post(':milestoneId/dispute')
  @RouteConfig(takesFiles)
  async dispute(@Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    await this.send(item, `dispute-${milestoneId}`, request, reply, async ({ fields, fileIds }) => this.acts.dispute({ entitlementId: item.entitlement.id, milestoneId, ...(await readForm(WordsForm, fields)), fileIds, client: this.held.clientOf(request) }));
  }

  /** What a form with files asks for; where that cannot be, it is shown again with what was typed and what had come. */
  private async send(item: KeptItem, at: string, request: FastifyRequest, reply: FastifyReply, work: (form: EnclosedForm) => Promise<void>): Promise<void> {
    const form = await this.forms.read(item.entitlement.id, request);
    await this.change(item, { typed: form.fields, at, fileIds: form.fileIds }, request, reply, async () => {
      if (form.problem) throw form.problem;
      await work(form);
    });
  }

  private async change(item: KeptItem, notes: CommissionNotes, request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.render(item, { ...notes, problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) }, request, reply);
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
    const [commission, waiting] = await Promise.all([this.commissions.require(item.entitlement.id), this.commissions.waitingFiles(item.entitlement.id)]);
    const kept = notes.fileIds ? waiting.filter((file) => notes.fileIds?.includes(file.id)) : waiting;
    const head = { title: visitor.text(item.line.productName).text, isPersonal: true, status: notes.problem?.status ?? 200 };
    renderPage(reply, visitor, head, <CommissionPage visitor={visitor} item={item} commission={commission} notes={notes} files={{ waiting: kept, maxBytes: this.config.buyerFileMaxBytes }} />);
  }
}
