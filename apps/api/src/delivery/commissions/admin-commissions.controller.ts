import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CommissionReads, DecideMilestone } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { commissionAnswer, CommissionsAnswer } from './commission-answer.js';
import { MilestoneDecisionDto } from './commission.dto.js';

/** Parts of work that a buyer or a merchant disputes. */
@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class AdminCommissionsController {
  constructor(private readonly commissions: CommissionReads, private readonly decide: DecideMilestone) {}

  @Get('disputed-commissions')
  @NeverCached()
  @ApiOperation({ summary: 'Work of which a part waits for a decision, the oldest first, at most 200' })
  @ApiOkResponse({ type: CommissionsAnswer })
  @Refuses(400)
  async list(@ReaderLocale() reader: Locale): Promise<CommissionsAnswer> {
    return { items: (await this.commissions.disputed()).map((commission) => commissionAnswer(commission, reader)), nextCursor: null };
  }

  /** @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused where it is decided already */
  @Post('commissions/:entitlementId/milestones/:milestoneId/decision')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Decide whose the share of a disputed part is: the merchant’s, or the buyer’s again. It is decided once' })
  @ApiParam({ name: 'entitlementId', format: 'uuid' })
  @ApiParam({ name: 'milestoneId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Both sides are told, and the money follows.' })
  @Refuses(400, 403, 404, 409, 410)
  async run(@Param('entitlementId') entitlementId: string, @Param('milestoneId') milestoneId: string, @Body() { result, words }: MilestoneDecisionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decide.run({ entitlementId, milestoneId, result, words, personId });
  }
}
