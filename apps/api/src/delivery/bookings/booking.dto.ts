import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInstant } from '@silkport/i18n';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { PageQuery } from '../../http/page-query.js';

export class BookingDto {
  @ApiProperty({ format: 'date-time', description: 'One of the free times.' }) @IsInstant() startsAt: string;
  @ApiProperty({ description: 'IANA: in which the buyer reads times, and is written to.', maxLength: 60, example: 'Asia/Almaty' }) @MaxLength(60) @IsString() timeZone: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'With whom of the product’s hosts; without it, with anyone who is free.' }) @IsOptional() @IsUUID() hostId?: string;
}

export class FreeTimesQuery extends OrderKeyQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Without it, from now on.' }) @IsOptional() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those with this host.' }) @IsOptional() @IsUUID() hostId?: string;
}

export class AttendanceDto {
  @ApiProperty({ enum: ['attended', 'no_show'] }) @IsIn(['attended', 'no_show']) state: 'attended' | 'no_show';
}

export class ContestDto {
  @ApiProperty({ maxLength: 4000, description: 'Plain text; line breaks are kept.', example: 'Nobody came to the session.' }) @MaxLength(4000) @IsNotEmpty() @IsString() words: string;
}

export class ContestDecisionDto extends ContestDto {
  @ApiProperty({ enum: ['held', 'not_held'], description: 'Whether it counts as held, or is the buyer’s to book again.' }) @IsIn(['held', 'not_held']) result: 'held' | 'not_held';
}

export class MerchantBookingsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Those that end after it; without it, from a week ago on.' }) @IsOptional() @IsInstant() since?: string;
}
