import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { OrderReads } from '@silkport/ordering';
import { RefundReads } from '@silkport/payments';
import { Allow } from '@silkport/platform';
import { IsIn } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { providerRefundAnswer, ProviderRefundPageAnswer } from './provider-refund-answer.js';

const states = ['failed', 'foreign'] as const;

export class ProviderRefundsQuery extends PageQuery {
  @ApiProperty({ enum: states, description: '`failed`: ours, refused or sent back; the money is still owed. `foreign`: made by hand at the payment provider, so in none of our books.' })
  @IsIn(states)
  state: (typeof states)[number];
}

@ApiTags('admin')
@Controller('v1/admin/refunds')
@Allow('admin')
export class ProviderRefundsController {
  constructor(private readonly refunds: RefundReads, private readonly orders: OrderReads) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Refunds that somebody has to look at, newest first' })
  @ApiOkResponse({ type: ProviderRefundPageAnswer })
  @Refuses(400)
  async list(@Query() { state, cursor, limit }: ProviderRefundsQuery): Promise<ProviderRefundPageAnswer> {
    const { refunds, nextCursor } = await this.refunds.toLookAt(state, cursor, limit);
    const numbers = await this.orders.numbersOf(refunds.map(({ reference }) => reference));
    return { items: refunds.map((refund) => providerRefundAnswer(refund, numbers.get(refund.reference))), nextCursor: nextCursor ?? null };
  }
}
