import { Transform } from 'class-transformer';
import { IsString, Matches } from 'class-validator';
import { OptionalText } from '../form-text.js';

/** A machine without network, as its program shows it. */
export class MachineForm {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @Matches(/^[!-~]{8,200}$/) @IsString() fingerprint: string;
  @OptionalText(100) name?: string;
}
