import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { locales, type Locale } from '@silkport/values';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class SignUpDto {
  @ApiProperty({ format: 'email', maxLength: 254, example: 'aigerim@example.kz' })
  @MaxLength(254) @IsEmail()
  email: string;

  @ApiProperty({ description: '10 to 200 characters.', example: 'steppe and sky' })
  @MaxLength(1000) @IsString()
  password: string;

  @ApiPropertyOptional({ maxLength: 200, example: 'Айгерім' })
  @IsOptional() @MaxLength(200) @IsString()
  name?: string;

  @ApiPropertyOptional({ enum: locales, description: 'Language of mails; without it the reader’s.', example: 'ru' })
  @IsOptional() @IsIn(locales)
  locale?: Locale;
}
