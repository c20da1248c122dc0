import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import type { BankFileView } from '@silkport/settlement';
import { IsString, MaxLength } from 'class-validator';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class BankFileAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'The message’s own id, by which the bank’s report answers.' }) messageId: string;
  @ApiProperty({ type: 'integer' }) payoutCount: number;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ description: 'SHA-256 of the bytes, in hexadecimal.' }) sha256: string;
  @ApiProperty({ format: 'date-time' }) madeAt: string;
}

export class BankFilePageAnswer extends PageAnswer {
  @ApiProperty({ type: [BankFileAnswer] }) items: BankFileAnswer[];
}

export class StatusReportDto {
  @ApiProperty({ description: 'The bank’s pain.002 message, as text.', maxLength: 1_000_000 })
  @MaxLength(1_000_000) @IsString()
  report: string;
}

export class ReportOutcomeAnswer {
  @ApiProperty({ type: 'integer' }) paid: number;
  @ApiProperty({ type: 'integer', description: 'Payable again.' }) failed: number;
  @ApiProperty({ type: 'integer', description: 'Still on their way, or already as the report says.' }) unchanged: number;
  @ApiProperty({ type: [String], description: 'Transfers of the report that the file does not have.' }) unknown: readonly string[];
}

export function bankFileAnswer({ id, messageId, payoutCount, total, sha256, madeAt }: BankFileView): BankFileAnswer {
  return { id, messageId, payoutCount, total: toWireMoney(total), sha256, madeAt: madeAt.toISOString() };
}
