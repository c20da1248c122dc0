import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import { payoutSchedules, type PayoutSchedule, type TermsChange, type TermsView } from '@silkport/settlement';
import { money } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

export class TermsAnswer {
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ enum: payoutSchedules }) schedule: PayoutSchedule;
  @ApiProperty({ type: 'integer', description: '0 for daily, 1 (Monday) to 7 for weekly, 1 to 28 for monthly.' }) scheduleDay: number;
  @ApiProperty() minimum: MoneyAnswer;
  @ApiProperty({ type: 'integer' }) holdDays: number;
  @ApiProperty({ type: 'integer' }) reserveBasisPoints: number;
  @ApiProperty({ type: 'integer' }) reserveDays: number;
}

export class TermsChangeAnswer extends TermsAnswer {
  @ApiProperty({ format: 'date-time' }) validFrom: string;
  @ApiProperty({ format: 'uuid', description: 'The admin who changed them.' }) changedBy: string;
  @ApiProperty() reason: string;
}

export class MerchantTermsAnswer {
  @ApiProperty({ type: [TermsAnswer], description: 'In force now, for each currency of the merchant.' }) items: TermsAnswer[];
  @ApiProperty({ type: [TermsChangeAnswer], description: 'Newest first.' }) history: TermsChangeAnswer[];
}

export function termsAnswer({ schedule, scheduleDay, minimumMinor, holdDays, reserveBasisPoints, reserveDays }: TermsView, currency: string): TermsAnswer {
  return { currency, schedule, scheduleDay, minimum: toWireMoney(money(minimumMinor, currency)), holdDays, reserveBasisPoints, reserveDays };
}

export function termsChangeAnswer({ validFrom, changedBy, reason, currency, ...terms }: TermsChange): TermsChangeAnswer {
  return { ...termsAnswer(terms, currency), validFrom: validFrom.toISOString(), changedBy, reason };
}
