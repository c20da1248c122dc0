import { locales, type Locale } from '@silkport/values';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';

export class ChoicesForm {
  @IsIn(locales) locale: Locale;
  @IsString() @Length(2, 2) country: string;
  @IsString() @Length(3, 3) currency: string;
  @IsOptional() @IsString() @MaxLength(4000) back?: string;
}
