import { ApiProperty } from '@nestjs/swagger';
import { withdrawnLineStates, type WithdrawnLineStanding, type WithdrawnLineState } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

/** A line that its buyer has withdrawn from, and what is to be done about it. */
export class WithdrawnLineStandingAnswer {
  @ApiProperty({ format: 'uuid' }) withdrawalId: string;
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty({ format: 'uuid' }) merchantId: string;
  @ApiProperty({ example: 'Tea bowl' }) name: string;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty({
    enum: withdrawnLineStates, example: 'return_expected',
    description: '`return_expected`: tell us when the parcel is back. `decision_expected`: the buyer’s bank or an admin decides first. `paid_back`: its money went back. `settled`: it went back otherwise.',
  })
  state: WithdrawnLineState;
  @ApiProperty({ description: 'Owed to the buyer for it at most.' }) refund: MoneyAnswer;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) refundId: string | null;
  @ApiProperty({ format: 'date-time', description: 'When its buyer confirmed to withdraw.' }) confirmedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) returnedAt: string | null;
}

export class WithdrawnLinePageAnswer extends PageAnswer {
  @ApiProperty({ type: [WithdrawnLineStandingAnswer] }) items: WithdrawnLineStandingAnswer[];
}

export function withdrawnLinePage({ lines, nextCursor }: { readonly lines: readonly WithdrawnLineStanding[]; readonly nextCursor: string | undefined }, locale: Locale): WithdrawnLinePageAnswer {
  return { items: lines.map((line) => withdrawnLineAnswer(line, locale)), nextCursor: nextCursor ?? null };
}

function withdrawnLineAnswer({ productName, refund, confirmedAt, returnedAt, ...line }: WithdrawnLineStanding, locale: Locale): WithdrawnLineStandingAnswer {
  return { ...line, name: translation(productName, locale).text, refund: toWireMoney(refund), confirmedAt: confirmedAt.toISOString(), returnedAt: returnedAt?.toISOString() ?? null };
}
