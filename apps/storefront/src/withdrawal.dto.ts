import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsEmail, IsUUID, MaxLength } from 'class-validator';
import { RequiredText } from './form-text.js';

/** A declaration to withdraw, as its form sends it: a browser sends one ticked box as a text and none as nothing. */
export class WithdrawalForm {
  @Transform(({ value }) => (value === undefined ? [] : [value].flat())) @IsUUID(undefined, { each: true }) @ArrayMaxSize(200) @ArrayNotEmpty() @IsArray() lineIds: string[];
  @RequiredText(200) name: string;
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @MaxLength(254) @IsEmail() email: string;
  /** Of the page that was filled in: sent twice, it is one declaration. */
  @IsUUID() attempt: string;
}
