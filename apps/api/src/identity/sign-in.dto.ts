import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength } from 'class-validator';

export class SignInDto {
  @ApiProperty({ format: 'email', maxLength: 254, example: 'aigerim@example.kz' })
  @MaxLength(254) @IsEmail()
  email: string;

  @ApiProperty({ example: 'steppe and sky' })
  @MaxLength(1000) @IsString()
  password: string;
}
