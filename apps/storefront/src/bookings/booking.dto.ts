import { IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** A time that was pressed, and which session it replaces, where it replaces one. */
export class BookingForm {
  @IsISO8601({ strict: true, strictSeparator: true }) startsAt: string;
  @MaxLength(60) @IsString() timeZone: string;
  @IsOptional() @IsUUID() moves?: string;
}

export class TimeZoneForm {
  @MaxLength(60) @IsString() timeZone: string;
}
