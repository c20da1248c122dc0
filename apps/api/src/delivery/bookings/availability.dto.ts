import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { hostLimits } from '@silkport/delivery';
import { ArrayMaxSize, IsArray, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

const clock = /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const minutesOfWeek = 10_080;

export class HoursDto {
  @ApiProperty({ pattern: clock.source, example: '09:00' }) @Matches(clock) from: string;
  @ApiProperty({ pattern: clock.source, description: '`24:00` is the end of the day.', example: '12:30' }) @Matches(clock) to: string;
}

export class WeeklyHoursDto extends HoursDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7, description: '1 is Monday.', example: 1 }) @Max(7) @Min(1) @IsInt() weekday: number;
}

export class DayDto {
  @ApiProperty({ format: 'date', example: '2026-12-31' }) @Matches(/^\d{4}-\d{2}-\d{2}$/) date: string;
  @ApiProperty({ type: [HoursDto], maxItems: 24, description: 'Instead of those of its weekday; none for a day off.' }) @Type(() => HoursDto) @ValidateNested({ each: true }) @ArrayMaxSize(24) @IsArray() hours: HoursDto[];
}

/** When somebody has time, on their own clock. */
export class OpenHoursDto {
  @ApiProperty({ description: 'IANA.', maxLength: 60, example: 'Asia/Shanghai' }) @MaxLength(60) @IsString() timeZone: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 1440, description: 'Free after each session.', example: 15 }) @Max(1440) @Min(0) @IsInt() bufferMinutes: number;
  @ApiProperty({ type: [WeeklyHoursDto], maxItems: 100 }) @Type(() => WeeklyHoursDto) @ValidateNested({ each: true }) @ArrayMaxSize(100) @IsArray() weekly: WeeklyHoursDto[];
  @ApiProperty({ type: [DayDto], maxItems: 400 }) @Type(() => DayDto) @ValidateNested({ each: true }) @ArrayMaxSize(400) @IsArray() exceptions: DayDto[];
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, description: 'https; shown to buyers shortly before a session.', example: 'https://meet.example/kiln' }) @IsOptional() @MaxLength(500) @IsString() meetingLink?: string | null;
}

/** When sessions of a product are offered. */
export class AvailabilityDto extends OpenHoursDto {
  @ApiProperty({ type: 'integer', minimum: 5, maximum: 1440, example: 60 }) @Max(1440) @Min(5) @IsInt() sessionMinutes: number;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How long before it a session can be booked at the latest.', example: 720 }) @Max(minutesOfWeek * 8) @Min(0) @IsInt() noticeMinutes: number;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How long before it a buyer can move or cancel it at the latest.', example: 1440 }) @Max(minutesOfWeek * 8) @Min(0) @IsInt() changeNoticeMinutes: number;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000, description: 'Buyers at once.', example: 1 }) @Max(1000) @Min(1) @IsInt() capacity: number;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 200, description: 'How many sessions one bought piece is; it cannot become fewer.', example: 1 }) @Max(200) @Min(1) @IsInt() sessionsPerPiece: number;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 366, description: 'How far ahead sessions can be booked.', example: 60 }) @Max(366) @Min(1) @IsInt() horizonDays: number;
  @ApiPropertyOptional({ type: [String], maxItems: hostLimits.atProduct, description: 'Who can hold them, in hours of their own in the place of those here; nobody is booked twice at once, for whatever product. Without any, the hours here count.', example: [] })
  @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMaxSize(hostLimits.atProduct) @IsArray()
  hostIds?: string[];
}

/** A person of a merchant who holds sessions. */
export class HostDto extends OpenHoursDto {
  @ApiProperty({ maxLength: hostLimits.nameCharacters, description: 'As buyers see it.', example: 'Li Wei' }) @MaxLength(hostLimits.nameCharacters) @IsNotEmpty() @IsString() name: string;
}

export class HostAnswer extends HostDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) setAt: string;
}

export class HostsAnswer {
  @ApiProperty({ type: [HostAnswer], description: 'Those who are not retired, the oldest first.' }) items: HostAnswer[];
}

export class NewHostAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
}

export class AvailabilityAnswer extends AvailabilityDto {
  @ApiProperty({ format: 'date-time' }) setAt: string;
}
