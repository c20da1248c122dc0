import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LocaleQuery } from '../http/reader-locale.js';

export class StatementFileQuery extends LocaleQuery {
  @ApiProperty({ description: 'Of the statement: ISO 4217.', pattern: '^[A-Z]{3}$', example: 'CNY' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;
}
