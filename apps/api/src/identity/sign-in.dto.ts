import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength } from 'class-validator';

export class SignInDto {
  @ApiProperty({ format: 'email', maxLength: 254, example: 'aigerim@example.kz' })
  @IsEmail() @MaxLength(254)
  email: string;

  @ApiProperty({ example: 'steppe and sky' })
  @IsString() @MaxLength(1000)
  password: string;
}
