import { IsInstant } from '@silkport/i18n';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** A time that was pressed, and which session it replaces, where it replaces one. */
export class BookingForm {
  @IsInstant() startsAt: string;
  @MaxLength(60) @IsString() timeZone: string;
  @IsOptional() @IsUUID() moves?: string;
  /** With whom, where somebody was chosen. */
  @IsOptional() @IsUUID() hostId?: string;
}

export class TimeZoneForm {
  @MaxLength(60) @IsString() timeZone: string;
}
