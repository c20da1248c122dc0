import { Transform } from 'class-transformer';
import { IsEmail, MaxLength } from 'class-validator';

/** To whom a seat is given. */
export class SeatForm {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @MaxLength(254) @IsEmail() email: string;
}
