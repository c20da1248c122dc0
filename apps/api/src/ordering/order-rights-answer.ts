import { ApiProperty } from '@nestjs/swagger';
import { rightsOf, withdrawalReasons, type OrderView, type WithdrawalReason } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';

/** The buyer's right of withdrawal from one line, by the law of the market. */
export class LineRightAnswer {
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty({ description: 'Whether a withdrawal can be declared now.', example: false }) canWithdraw: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'End of the period; null where there is none, or it has not begun.' }) until: string | null;
  @ApiProperty({ enum: withdrawalReasons, example: 'waived' }) reason: WithdrawalReason;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of a service that runs for a while: the days that are paid for all the same; null where all of it goes back.', example: null }) usedDays: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of how many days.', example: null }) ofDays: number | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Of a service performed in parts: what those are worth, which is paid for all the same.', example: null }) performed: MoneyAnswer | null;
  @ApiProperty({ type: String, nullable: true, example: 'Directive 2011/83/EU' }) legalSource: string | null;
}

export function lineRightAnswers(order: OrderView, at: Date): LineRightAnswer[] {
  return rightsOf(order, at).map(({ line, canWithdraw, until, reason, refundShare, legalSource }) => ({
    lineId: line.id, canWithdraw, until: until?.toISOString() ?? null, reason, legalSource,
    usedDays: refundShare.kind === 'pro_rata' ? refundShare.usedDays : null, ofDays: refundShare.kind === 'pro_rata' ? refundShare.ofDays : null,
    performed: refundShare.kind === 'performed' ? toWireMoney(line.performed) : null,
  }));
}
