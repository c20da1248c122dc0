import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { OrderReads } from '@silkport/ordering';
import { DisputeReads, disputeStages, type DisputeStage } from '@silkport/payments';
import { Allow } from '@silkport/platform';
import { IsIn, IsOptional } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { disputeAnswer, DisputePageAnswer } from './dispute-answer.js';

export class DisputesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: disputeStages, description: 'Without it all.' })
  @IsOptional() @IsIn(disputeStages)
  stage?: DisputeStage;
}

@ApiTags('admin')
@Controller('v1/admin/disputes')
@Allow('admin')
export class DisputesController {
  constructor(private readonly disputes: DisputeReads, private readonly orders: OrderReads) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What buyers’ banks dispute or ask about, newest first' })
  @ApiOkResponse({ type: DisputePageAnswer })
  @Refuses(400)
  async list(@Query() { stage, cursor, limit }: DisputesQuery): Promise<DisputePageAnswer> {
    const { disputes, nextCursor } = await this.disputes.inStages(stage ? [stage] : disputeStages, cursor, limit);
    const numbers = await this.orders.numbersOf(disputes.map(({ reference }) => reference));
    return { items: disputes.map((dispute) => disputeAnswer(dispute, numbers.get(dispute.reference))), nextCursor: nextCursor ?? null };
  }
}
