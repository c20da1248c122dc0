import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PeriodInvalid } from '@silkport/ledger';
import { dayAfter, isDay } from '@silkport/settlement';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { LocaleQuery } from '../http/reader-locale.js';
import { PageQuery } from '../http/page-query.js';

export class LedgerStatementQuery extends PageQuery {
  @ApiProperty({ description: 'ISO 4217.', example: 'KZT' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @ApiPropertyOptional({ format: 'date', description: 'First day (UTC); from the beginning without it.', example: '2026-11-01' })
  @IsOptional() @MaxLength(10) @IsString()
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day (UTC); to this day without it.', example: '2026-11-30' })
  @IsOptional() @MaxLength(10) @IsString()
  to?: string;
}

export class RevenueQuery extends LocaleQuery {
  @ApiPropertyOptional({ description: 'First month (UTC); without it January of this year.', example: '2026-01' })
  @IsOptional() @MaxLength(7) @IsString()
  from?: string;

  @ApiPropertyOptional({ description: 'Last month (UTC); without it this month.', example: '2026-11' })
  @IsOptional() @MaxLength(7) @IsString()
  to?: string;
}

/** The instants from the first day's beginning to the last day's end. @throws PeriodInvalid */
export function instantsOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): { from: Date | null; to: Date | null } {
  if (from !== undefined && !isDay(from)) throw new PeriodInvalid({}, 'from');
  if (to !== undefined && (!isDay(to) || (from !== undefined && to < from))) throw new PeriodInvalid({}, 'to');
  return { from: from === undefined ? null : new Date(from), to: to === undefined ? null : new Date(dayAfter(to, 1)) };
}

/** The same of whole months. @throws PeriodInvalid */
export function instantsOfMonths(from: string, to: string): { from: Date; to: Date } {
  if (!isDay(`${from}-01`)) throw new PeriodInvalid({}, 'from');
  if (!isDay(`${to}-01`) || to < from) throw new PeriodInvalid({}, 'to');
  const after = new Date(`${to}-01`);
  after.setUTCMonth(after.getUTCMonth() + 1);
  return { from: new Date(`${from}-01`), to: after };
}
