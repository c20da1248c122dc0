import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { PageQuery } from '../../http/page-query.js';

export class BookingDto {
  @ApiProperty({ format: 'date-time', description: 'One of the free times.' }) @IsISO8601({ strict: true, strictSeparator: true }) startsAt: string;
  @ApiProperty({ description: 'IANA: in which the buyer reads times, and is written to.', maxLength: 60, example: 'Asia/Almaty' }) @MaxLength(60) @IsString() timeZone: string;
}

export class FreeTimesQuery extends OrderKeyQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Without it, from now on.' }) @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) from?: string;
}

export class AttendanceDto {
  @ApiProperty({ enum: ['attended', 'no_show'] }) @IsIn(['attended', 'no_show']) state: 'attended' | 'no_show';
}

export class MerchantBookingsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Those that end after it; without it, from a week ago on.' }) @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) since?: string;
}
