import { Transform } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { OptionalText, RequiredText } from './form-text.js';

/** Passwords are taken as typed: spaces count. */
const longestPassword = 1000;

export class SignInForm {
  @RequiredText(254) email: string;
  @MaxLength(longestPassword) @IsString() @IsNotEmpty() password: string;
  @IsOptional() @IsString() @MaxLength(4000) next?: string;
}

export class SignUpForm {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @MaxLength(254) @IsEmail() email: string;
  @MaxLength(longestPassword) @IsString() @IsNotEmpty() password: string;
  @OptionalText(200) name?: string;
  @IsOptional() @IsString() @MaxLength(4000) next?: string;
}
