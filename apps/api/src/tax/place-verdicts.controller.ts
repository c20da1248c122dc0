import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { OrderReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { PlaceJudgements, placeStandings, type PlaceStanding } from '@silkport/tax';
import { IsIn } from 'class-validator';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { placeVerdictAnswer, PlaceVerdictPageAnswer } from './place-verdict-answer.js';

export class PlaceVerdictsQuery extends PageQuery {
  @ApiProperty({ enum: placeStandings, example: 'contradicted' })
  @IsIn(placeStandings)
  verdict: PlaceStanding;
}

@ApiTags('admin')
@Controller('v1/admin/place-verdicts')
@Allow('admin')
export class PlaceVerdictsController {
  constructor(private readonly judgements: PlaceJudgements, private readonly orders: OrderReads) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Paid orders by what the evidence of their place of supply comes to, newest first' })
  @ApiOkResponse({ type: PlaceVerdictPageAnswer })
  @Refuses(400)
  async list(@Query() { verdict, cursor, limit }: PlaceVerdictsQuery): Promise<PlaceVerdictPageAnswer> {
    const { judgements, nextCursor } = await this.judgements.standing(verdict, cursor, limit);
    const numbers = await this.orders.numbersOf(judgements.map(({ orderId }) => orderId));
    return { items: judgements.map((judgement) => placeVerdictAnswer(judgement, numbers.get(judgement.orderId))), nextCursor: nextCursor ?? null };
  }
}
