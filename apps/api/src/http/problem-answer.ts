import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class FieldProblemAnswer {
  @ApiProperty({ description: 'The input as the request names it.', example: 'items.0.quantity' }) field: string;
  @ApiProperty({ example: 'i18n.rule_max' }) code: string;
  @ApiProperty({ description: 'What is wrong with it, in the language of Accept-Language.', example: 'Enter 999 or less.' }) detail: string;
}

/** RFC 9457 problem details, in the language of Accept-Language. */
export class ProblemAnswer {
  @ApiProperty({ example: 'urn:silkport:problem:ordering.quote_expired' }) type: string;
  @ApiProperty({ example: 'No longer available' }) title: string;
  @ApiProperty({ type: 'integer', example: 410 }) status: number;
  @ApiProperty({ example: 'These prices were promised for 30 minutes, which are over.' }) detail: string;
  @ApiProperty({ description: 'Stable name of the refusal, for programs.', example: 'ordering.quote_expired' }) code: string;
  @ApiProperty({ description: 'Also in the header x-request-id; tell it when you ask about this answer.', example: '019a3b1c-7f00-7abc-8def-0123456789ab' }) requestId: string;
  @ApiPropertyOptional({ type: [FieldProblemAnswer], description: 'The inputs that were refused.' }) errors?: FieldProblemAnswer[];
}
