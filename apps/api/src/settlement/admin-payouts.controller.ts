import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { PayoutReads, payoutStates, PayoutUnknown, RetryPayout, type PayoutState } from '@silkport/settlement';
import { isId } from '@silkport/values';
import { IsIn, IsOptional } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { AdminPayoutPageAnswer, adminPayoutPageAnswer } from './payout-answer.js';

export class PayoutsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: payoutStates, description: 'Without it all.' })
  @IsOptional() @IsIn(payoutStates)
  state?: PayoutState;
}

export class RetriedAnswer {
  @ApiProperty({ format: 'uuid', description: 'The pay-out that is on its way now: the same, or the one that takes its place.' }) payoutId: string;
}

@ApiTags('admin')
@Controller('v1/admin/payouts')
@Allow('admin')
export class AdminPayoutsController {
  constructor(private readonly payouts: PayoutReads, private readonly retryPayout: RetryPayout) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Pay-outs of all merchants, newest first' })
  @ApiOkResponse({ type: AdminPayoutPageAnswer })
  @Refuses(400)
  async list(@Query() { state, cursor, limit }: PayoutsQuery): Promise<AdminPayoutPageAnswer> {
    return adminPayoutPageAnswer(await this.payouts.inStates(state ? [state] : payoutStates, cursor, limit));
  }

  /** A second try of the same finds it retried and is refused, so nothing is paid twice. @throws PayoutUnknown, PayoutNotRetryable, NothingToPayOut */
  @Post(':id/retry')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Try a pay-out again: ask the provider once more, or pay what a failed one has made payable again' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: RetriedAnswer })
  @Refuses(404, 409)
  async retry(@Param('id') payoutId: string, @CurrentPrincipal() { personId }: Principal): Promise<RetriedAnswer> {
    if (!isId(payoutId)) throw new PayoutUnknown();
    return { payoutId: await this.retryPayout.run({ payoutId, personId }) };
  }
}
