import { ApiProperty } from '@nestjs/swagger';
import { MaxLength } from 'class-validator';
import { PlainText } from '../http/code-text.js';

export class EvidenceQuery {
  @ApiProperty({ description: 'Why the evidence is looked at; kept with your name and the time.', example: 'Audit of the third quarter' })
  @MaxLength(500) @PlainText()
  purpose: string;
}
