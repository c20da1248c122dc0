import { ApiProperty } from '@nestjs/swagger';
import type { WithdrawalView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { money } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

export class WithdrawnLineAnswer {
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty({ description: 'What is paid back for it.' }) refund: MoneyAnswer;
  @ApiProperty({ description: 'Whether a parcel has to come back first; its money follows then.', example: false }) returnExpected: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'Directive 2011/83/EU' }) legalSource: string | null;
}

/** A declaration and, once confirmed, its receipt. */
export class WithdrawalAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ example: 'Anna Schmidt' }) name: string;
  @ApiProperty({ example: 'anna@example.de' }) email: string;
  @ApiProperty({ type: [WithdrawnLineAnswer] }) lines: WithdrawnLineAnswer[];
  @ApiProperty({ description: 'Paid back at once when it is confirmed, unless the order is held or disputed: then when that is decided.' }) refundNow: MoneyAnswer;
  @ApiProperty({ format: 'date-time', description: 'What is confirmed within three days counts from here.' }) declaredAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until it is confirmed.' }) confirmedAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) refundId: string | null;
}

export function withdrawalAnswer(withdrawal: WithdrawalView, orderNumber: string, currency: string): WithdrawalAnswer {
  const { id, name, email, lines, declaredAt, confirmedAt, refundId } = withdrawal;
  const now = lines.reduce((sum, { refundMinor, returnExpected }) => (returnExpected ? sum : sum + refundMinor), 0n);
  return {
    id, orderNumber, name, email, refundId, refundNow: toWireMoney(money(now, currency)), declaredAt: declaredAt.toISOString(), confirmedAt: confirmedAt?.toISOString() ?? null,
    lines: lines.map(({ lineId, refundMinor, returnExpected, legalSource }) => ({ lineId, refund: toWireMoney(money(refundMinor, currency)), returnExpected, legalSource })),
  };
}
