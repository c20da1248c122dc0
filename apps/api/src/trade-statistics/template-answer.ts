import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import { templateRowNumbers, type TemplateRow, type TemplateRowNumber } from '@silkport/trade-statistics';
import { MoneyAnswer } from '../http/money-answer.js';

export class TemplateRowAnswer {
  @ApiProperty({ enum: templateRowNumbers, example: '2.1' }) row: TemplateRowNumber;
  @ApiProperty({ example: 'Digitally ordered goods' }) label: string;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Null where it is not known, which is not zero.' }) exports: MoneyAnswer | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true }) imports: MoneyAnswer | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true }) total: MoneyAnswer | null;
}

/** The reporting template of the Handbook on Measuring Digital Trade, 2nd edition. */
export class TemplateAnswer {
  @ApiProperty({ type: 'integer', example: 2026 }) year: number;
  @ApiProperty({ type: [TemplateRowAnswer] }) items: TemplateRowAnswer[];
}

export function templateRowAnswer({ row, exports, imports, total }: TemplateRow, label: string): TemplateRowAnswer {
  return { row, label, exports: exports && toWireMoney(exports), imports: imports && toWireMoney(imports), total: total && toWireMoney(total) };
}
