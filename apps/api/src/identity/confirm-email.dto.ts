import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class ConfirmEmailDto {
  @ApiProperty({ description: 'From the link in the confirmation mail.' })
  @MaxLength(300) @IsString()
  token: string;
}

export class ConfirmedEmailAnswer {
  @ApiProperty({ example: 'aigerim@example.kz' }) email: string;
}
