import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { findCurrency } from '@silkport/markets';
import { RefundInOtherCurrency, RefundNotAboveZero, type OrderRefundRequest } from '@silkport/ordering';
import { minorOfDecimal, money, type Money } from '@silkport/values';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsUUID, Matches, Max, MaxLength, ValidateNested } from 'class-validator';
import { PlainText } from '../http/code-text.js';

const askableReasons = ['withdrawal', 'not_as_described', 'not_delivered', 'goodwill', 'duplicate', 'fraud'] as const;

export class RefundAmountDto {
  @ApiProperty({ description: 'Major units as a decimal string.', example: '12.50' })
  @Matches(/^-?\d{1,15}(\.\d{1,4})?$/)
  amount: string;

  @ApiProperty({ description: 'The order’s.', example: 'KZT' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;
}

export class RefundLineDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  lineId: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Pieces; without it and without `amount` all that is left of the line.' })
  @IsOptional() @Max(999) @IsInt()
  quantity?: number;

  @ApiPropertyOptional({ type: RefundAmountDto })
  @IsOptional() @Type(() => RefundAmountDto) @ValidateNested() @IsObject()
  amount?: RefundAmountDto;
}

/** Lines, or an amount over all of them in proportion, or neither: all that is left. */
export class RefundDto {
  @ApiPropertyOptional({ type: [RefundLineDto], maxItems: 200 })
  @IsOptional() @Type(() => RefundLineDto) @ValidateNested({ each: true }) @ArrayUnique((line?: RefundLineDto | null) => line?.lineId) @ArrayMaxSize(200) @IsArray()
  lines?: RefundLineDto[];

  @ApiPropertyOptional({ type: RefundAmountDto })
  @IsOptional() @Type(() => RefundAmountDto) @ValidateNested() @IsObject()
  amount?: RefundAmountDto;

  @ApiProperty({ enum: askableReasons, example: 'goodwill' })
  @IsIn(askableReasons)
  reason: (typeof askableReasons)[number];

  @ApiPropertyOptional({ maxLength: 500, description: 'For the record; the buyer does not see it.' })
  @IsOptional() @MaxLength(500) @PlainText()
  note?: string;

  @ApiPropertyOptional({ default: false, description: 'Of pieces of a subscription’s running period: whether these seats are charged no more from the next period on. They end in any case; without it the next period has as many as were agreed on.' })
  @IsOptional() @IsBoolean()
  givesUpSeats?: boolean;
}

/** @throws RefundInOtherCurrency for a currency that is none, RefundNotAboveZero for digits that it does not have */
export function wantedRefund({ lines, amount, reason, note, givesUpSeats }: RefundDto): Pick<OrderRefundRequest, 'lines' | 'amount' | 'reason' | 'note' | 'givesUpSeats'> {
  return {
    reason, note, givesUpSeats, amount: amount && moneyOf(amount, 'amount'),
    lines: lines?.map((line, index) => ({ lineId: line.lineId, quantity: line.quantity, amount: line.amount && moneyOf(line.amount, `lines.${index}.amount`) })),
  };
}

function moneyOf({ amount, currency }: RefundAmountDto, field: string): Money {
  const known = findCurrency(currency);
  if (!known) throw new RefundInOtherCurrency({ currency }, `${field}.currency`);
  const amountMinor = minorOfDecimal(amount, known.minorUnits);
  if (amountMinor === undefined) throw new RefundNotAboveZero({}, `${field}.amount`);
  return money(amountMinor, currency);
}
