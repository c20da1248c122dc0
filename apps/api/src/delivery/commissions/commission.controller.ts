import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdmitHolder, AdmitToWork, BuyerActs, CommissionReads, CommissionUnknown, ServeCommissionFile, type HeldItem } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { commissionAnswer, CommissionAnswer } from './commission-answer.js';
import { AcceptanceDto, BriefDto, WordsWithFilesDto } from './commission.dto.js';
import { sendCommissionFile } from './send-commission-file.js';

/** Work to order, for who has bought it. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId/commission')
@Allow('order-holder')
export class CommissionController {
  constructor(
    private readonly held: HeldItems, private readonly admit: AdmitToWork, private readonly usable: AdmitHolder, private readonly commissions: CommissionReads, private readonly acts: BuyerActs, private readonly files: ServeCommissionFile,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, CommissionUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'The brief, and where each part of the work stands' })
  @ApiOkResponse({ type: CommissionAnswer })
  @Refuses(400, 403, 404, 410)
  async read(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<CommissionAnswer> {
    return this.answer(await this.answerable(number, id, key, principal, request), reader);
  }

  /** @throws as `read`, BriefRefused, BriefGiven, BuyerFileUnknown, TooManyBuyerFiles */
  @Put('brief')
  @NeverCached()
  @ApiOperation({ summary: 'Give the brief, by which the work begins; the same again changes nothing' })
  @ApiOkResponse({ type: CommissionAnswer })
  @Refuses(400, 403, 404, 409, 410, 422)
  async brief(
    @Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() { answers, fileIds }: BriefDto, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<CommissionAnswer> {
    const item = await this.answerable(number, id, key, principal, request);
    await this.acts.brief({ entitlementId: item.entitlement.id, answers: textsOf(answers), fileIds, client: this.held.clientOf(request) });
    return this.answer(item, reader);
  }

  /** @throws as `read`, MilestoneUnknown, MilestoneActRefused, HandOverOutdated */
  @Post('milestones/:milestoneId/acceptance')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Accept what was handed over last of a part: its share of the price goes to the maker. Doing it again changes nothing' })
  @ApiParam({ name: 'milestoneId', format: 'uuid' })
  @ApiOkResponse({ type: CommissionAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async accept(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Query() { key }: OrderKeyQuery, @Body() { handOverId }: AcceptanceDto, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<CommissionAnswer> {
    const item = await this.answerable(number, id, key, principal, request);
    await this.acts.accept({ entitlementId: item.entitlement.id, milestoneId, handOverId, client: this.held.clientOf(request) });
    return this.answer(item, reader);
  }

  /** @throws as `accept`, NoRoundLeft, BuyerFileUnknown, TooManyBuyerFiles */
  @Post('milestones/:milestoneId/changes')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Ask for changes of a part; asked again before they are made, it is one round' })
  @ApiParam({ name: 'milestoneId', format: 'uuid' })
  @ApiOkResponse({ type: CommissionAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async askForChanges(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Query() { key }: OrderKeyQuery, @Body() { words, fileIds }: WordsWithFilesDto, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<CommissionAnswer> {
    const item = await this.answerable(number, id, key, principal, request);
    await this.acts.askForChanges({ entitlementId: item.entitlement.id, milestoneId, words, fileIds, client: this.held.clientOf(request) });
    return this.answer(item, reader);
  }

  /** @throws as `askForChanges` */
  @Post('milestones/:milestoneId/dispute')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Dispute a part: we decide whose its share is. Doing it again changes nothing' })
  @ApiParam({ name: 'milestoneId', format: 'uuid' })
  @ApiOkResponse({ type: CommissionAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async dispute(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('milestoneId') milestoneId: string, @Query() { key }: OrderKeyQuery, @Body() { words, fileIds }: WordsWithFilesDto, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<CommissionAnswer> {
    const item = await this.answerable(number, id, key, principal, request);
    await this.acts.dispute({ entitlementId: item.entitlement.id, milestoneId, words, fileIds, client: this.held.clientOf(request) });
    return this.answer(item, reader);
  }

  /** @throws as `read`, CommissionFileNotReady */
  @Get('files/:fileId')
  @NeverCached()
  @ApiOperation({ summary: 'A file that was handed over, or that the buyer sent' })
  @ApiParam({ name: 'fileId', format: 'uuid' })
  @ApiOkResponse({ description: 'The file.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @Refuses(400, 403, 404, 409, 410)
  async file(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('fileId') fileId: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @CurrentPrincipal() principal?: Principal,
  ): Promise<void> {
    const { entitlement } = await this.answerable(number, id, key, principal, request);
    await this.usable.run(entitlement, this.held.clientOf(request));
    await sendCommissionFile(reply, request, (call) => this.files.run(entitlement.id, fileId, call, { is: 'buyer', client: this.held.clientOf(request) }));
  }

  private async answerable(number: string, id: string, key: string | undefined, principal: Principal | undefined, request: FastifyRequest): Promise<HeldItem> {
    const item = await this.held.require(number, id, key, principal);
    if (item.entitlement.deliveryKind !== 'commission') throw new CommissionUnknown();
    await this.admit.run(item.entitlement, this.held.clientOf(request));
    return item;
  }

  private async answer({ entitlement }: HeldItem, reader: Locale): Promise<CommissionAnswer> {
    const [commission, waiting] = await Promise.all([this.commissions.require(entitlement.id), this.commissions.waitingFiles(entitlement.id)]);
    return commissionAnswer(commission, reader, waiting);
  }
}

/** What is no text is no answer: a question that had to be answered is then refused as unanswered. */
function textsOf(answers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
