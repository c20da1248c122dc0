import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, MaxLength } from 'class-validator';
import { PlainText } from '../http/code-text.js';

export class AcknowledgementDto {
  @ApiProperty({ format: 'uuid', description: 'Of the difference.' })
  @IsUUID()
  differenceId: string;

  @ApiProperty({ description: 'Why the books may close over it; kept with the posting.', maxLength: 1000, example: 'Stripe corrected a fee of October, see their letter of the 20th.' })
  @PlainText() @MaxLength(1000)
  reason: string;
}
