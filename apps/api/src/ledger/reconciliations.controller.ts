import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Phrases } from '@silkport/i18n';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { AcknowledgeDifference, DifferenceUnknown, isDay, ReconciliationReads, ReconciliationUnknown } from '@silkport/settlement';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { PageQuery } from '../http/page-query.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { AcknowledgementDto } from './acknowledgement.dto.js';
import { differenceAnswer, ReconciledDayAnswer, reconciliationAnswer, ReconciliationPageAnswer } from './reconciliation-answer.js';

@ApiTags('admin')
@Controller('v1/admin/reconciliations')
@Allow('admin')
export class ReconciliationsController {
  constructor(private readonly reconciliations: ReconciliationReads, private readonly acknowledgeDifference: AcknowledgeDifference, private readonly phrases: Phrases) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Days of the payment provider’s list against the books, newest first' })
  @ApiOkResponse({ type: ReconciliationPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery): Promise<ReconciliationPageAnswer> {
    const page = await this.reconciliations.list(cursor, limit);
    return { items: page.reconciliations.map(reconciliationAnswer), nextCursor: page.nextCursor ?? null };
  }

  /** @throws ReconciliationUnknown */
  @Get(':day')
  @NeverCached()
  @ApiOperation({ summary: 'One day with each of its differences' })
  @ApiOkResponse({ type: ReconciledDayAnswer })
  @Refuses(400, 404)
  ofDay(@Param('day') day: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale): Promise<ReconciledDayAnswer> {
    return this.answer(day, reader);
  }

  /** @throws ReconciliationUnknown, DifferenceUnknown, DifferenceClosed */
  @Post(':day/acknowledgements')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Take the responsibility for a difference: it is posted to the account of differences' })
  @ApiCreatedResponse({ type: ReconciledDayAnswer })
  @Refuses(404, 409)
  async acknowledge(
    @Param('day') day: string, @Body() { differenceId, reason }: AcknowledgementDto, @ReaderLocale() reader: Locale, @CurrentPrincipal() { personId }: Principal, @Claim() claim: IdempotentRequest,
  ): Promise<ReconciledDayAnswer> {
    if (!isDay(day)) throw new DifferenceUnknown();
    await this.acknowledgeDifference.run({ day, differenceId, reason, personId }, claim);
    return this.answer(day, reader);
  }

  private async answer(day: string, reader: Locale): Promise<ReconciledDayAnswer> {
    const found = await this.reconciliations.ofDay(day);
    if (!found) throw new ReconciliationUnknown();
    const differences = found.differences.map((each) => differenceAnswer(each, this.phrases.say(reader, `settlement.difference_${each.kind}`)));
    return { ...reconciliationAnswer(found.reconciliation), differences };
  }
}
