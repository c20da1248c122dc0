import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { TransferReads } from '@silkport/payments';
import { Allow } from '@silkport/platform';
import { IsIn } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { waitingTransferAnswer, WaitingTransferPageAnswer } from './transfer-answer.js';

export class TransfersQuery extends PageQuery {
  @ApiProperty({ enum: ['waiting'], description: '`waiting`: on the merchant’s account, since the payment provider refuses for now to pay it out.' })
  @IsIn(['waiting'])
  state: 'waiting';
}

@ApiTags('admin')
@Controller('v1/admin/transfers')
@Allow('admin')
export class TransfersController {
  constructor(private readonly transfers: TransferReads) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Transfers to merchants that the payment provider refuses for now to pay out, newest first' })
  @ApiOkResponse({ type: WaitingTransferPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: TransfersQuery): Promise<WaitingTransferPageAnswer> {
    const { transfers, nextCursor } = await this.transfers.waiting(cursor, limit);
    return { items: transfers.map(waitingTransferAnswer), nextCursor: nextCursor ?? null };
  }
}
