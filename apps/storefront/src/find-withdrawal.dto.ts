import { Transform } from 'class-transformer';
import { IsEmail, MaxLength } from 'class-validator';
import { RequiredText } from './form-text.js';

export class FindWithdrawalForm {
  @RequiredText(40) number: string;
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @MaxLength(254) @IsEmail() email: string;
}
