import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsEmail, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { PlainText } from '../http/code-text.js';

export class WithdrawalDto {
  @ApiProperty({ maxLength: 200, description: 'Of who withdraws.', example: 'Anna Schmidt' })
  @MaxLength(200) @PlainText()
  name: string;

  @ApiProperty({ format: 'email', maxLength: 254, description: 'Where the receipt is sent.', example: 'anna@example.de' })
  @MaxLength(254) @IsEmail()
  email: string;

  @ApiPropertyOptional({ type: [String], maxItems: 200, description: 'Lines of the order; without them all that can be withdrawn from.' })
  @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMaxSize(200) @IsArray()
  lineIds?: string[];
}
