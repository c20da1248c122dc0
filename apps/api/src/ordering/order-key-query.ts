import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { LocaleQuery } from '../http/reader-locale.js';

export class OrderKeyQuery extends LocaleQuery {
  @ApiPropertyOptional({ description: 'The order’s `accessKey`; not needed for a person whose confirmed e-mail the order was placed with.', maxLength: 100 })
  @IsOptional() @MaxLength(100) @IsString()
  key?: string;
}
