import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../http/page-query.js';

const day = /^\d{4}-\d{2}-\d{2}$/;

export class InvoicesQuery extends PageQuery {
  @ApiPropertyOptional({ description: '`operator`, or a merchant’s id.', pattern: '^(operator|[0-9a-f-]{36})$' })
  @IsOptional() @Matches(/^(operator|[0-9a-f-]{36})$/)
  issuer?: string;

  @ApiPropertyOptional({ format: 'date', description: 'First day of issue.' })
  @IsOptional() @IsDateString({ strict: true }) @Matches(day)
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day of issue.' })
  @IsOptional() @IsDateString({ strict: true }) @Matches(day)
  until?: string;
}
