import { ApiProperty } from '@nestjs/swagger';
import { payoutSchedules, type PayoutSchedule } from '@silkport/settlement';
import { IsIn, IsInt, Matches, Max, MaxLength, Min } from 'class-validator';
import { PlainText } from '../http/code-text.js';

export class ReasonDto {
  @ApiProperty({ maxLength: 500, example: 'Agreed with the merchant' })
  @MaxLength(500) @PlainText()
  reason: string;
}

export class TermsDto extends ReasonDto {
  @ApiProperty({ pattern: '^[A-Z]{3}$', example: 'CNY' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @ApiProperty({ enum: payoutSchedules })
  @IsIn(payoutSchedules)
  schedule: PayoutSchedule;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 28, description: '0 for daily, 1 (Monday) to 7 for weekly, 1 to 28 for monthly.', example: 1 })
  @Max(28) @Min(0) @IsInt()
  scheduleDay: number;

  @ApiProperty({ description: 'Below it nothing is paid out: major units as a decimal string.', pattern: String.raw`^\d{1,12}(\.\d{1,4})?$`, example: '100.00' })
  @Matches(/^\d{1,12}(\.\d{1,4})?$/)
  minimum: string;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 365, description: 'Days from payment until a sale can be paid out.', example: 7 })
  @Max(365) @Min(0) @IsInt()
  holdDays: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 10_000, description: 'Share of each sale that is held in reserve: 1000 is a tenth.', example: 500 })
  @Max(10_000) @Min(0) @IsInt()
  reserveBasisPoints: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 730, description: 'Days from payment until the reserve is set free.', example: 90 })
  @Max(730) @Min(0) @IsInt()
  reserveDays: number;
}
