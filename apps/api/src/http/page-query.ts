import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LocaleQuery } from './reader-locale.js';

/** The query of a list that goes on by cursor. */
export class PageQuery extends LocaleQuery {
  @ApiPropertyOptional({ description: '`nextCursor` of the page before.', maxLength: 500 })
  @IsOptional() @MaxLength(500) @IsString()
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 24 })
  @Type(() => Number) @Max(100) @Min(1) @IsInt()
  limit: number = 24;
}
