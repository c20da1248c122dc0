import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ActivateMachine, DeactivateMachine, EntitlementAccess, IssueLicenceFile, LicenceKeyUnknown, LicenceReads, MachineNotActive, type LicenceView } from '@silkport/delivery';
import { ProblemFilter } from '@silkport/i18n';
import { Allow, DomainError } from '@silkport/platform';
import { isId, locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from '../file-answer.js';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { LicencePage } from '../pages/licence.js';
import type { LicenceNotes } from '../parts/licence-item.js';
import { readForm, typedText } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { MachineForm } from './machine.dto.js';

/** A key and its machines, for whoever has bought it or holds its seat. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/machines`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class LicenceController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly access: EntitlementAccess, private readonly licences: LicenceReads, private readonly activateMachine: ActivateMachine,
    private readonly deactivateMachine: DeactivateMachine, private readonly issueFile: IssueLicenceFile, private readonly problems: ProblemFilter,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, LicenceKeyUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    await this.render(item, undefined, request, reply);
  }

  /** Sent twice, it is one place. @throws as `show` */
  @Post()
  async activate(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    try {
      const machine = await readForm(MachineForm, body);
      await this.activateMachine.run({ licence: { entitlementId: item.entitlement.id }, ...machine, client: this.held.clientOf(request) });
      return await this.back(item, request, reply);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.render(item, { typed: typedText(body), problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) }, request, reply);
    }
  }

  /** Pressed twice, it is done once. @throws OrderUnknown, EntitlementUnknown, LicenceKeyUnknown */
  @Post(':machineId/deactivation')
  async deactivate(@Param('number') number: string, @Param('entitlementId') id: string, @Param('machineId') machineId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    if (isId(machineId)) await this.deactivateMachine.run({ licence: { entitlementId: item.entitlement.id }, machine: { machineId }, client: this.held.clientOf(request) });
    return this.back(item, request, reply);
  }

  /** A new file each time; each is good until it expires. @throws as `show`, MachineNotActive, LeaseNeeded */
  @Post(':machineId/licence-file')
  @HttpCode(200)
  async file(@Param('number') number: string, @Param('entitlementId') id: string, @Param('machineId') machineId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    if (!isId(machineId)) throw new MachineNotActive({}, 'machineId');
    const { file, fileName } = await this.issueFile.run({ licence: { entitlementId: item.entitlement.id }, machine: { machineId }, client: this.held.clientOf(request) });
    sendFile(reply, 'text/plain; charset=utf-8', fileName, Buffer.from(file));
  }

  private back(item: KeptItem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return reply.redirect(this.visitors.of(request).link(itemPath(item, '/machines')), 303);
  }

  private async render(item: KeptItem, notes: LicenceNotes | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const licence = await this.licenceOf(item, request);
    const visitor = this.visitors.of(request);
    const head = { title: visitor.t('licence.machines'), isPersonal: true, status: notes?.problem?.status ?? 200 };
    renderPage(reply, visitor, head, <LicencePage visitor={visitor} item={item} licence={licence} {...(notes ? { notes } : {})} />);
  }

  private async licenceOf({ entitlement }: KeptItem, request: FastifyRequest): Promise<LicenceView> {
    await this.access.requireActive(entitlement.id);
    const [licence] = await this.licences.ofEntitlement(entitlement, this.held.clientOf(request));
    if (!licence) throw new LicenceKeyUnknown();
    return licence;
  }
}
